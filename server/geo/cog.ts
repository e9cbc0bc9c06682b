import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { z } from 'zod'
import type { CommuneRow, Epci, RowType } from '#shared/geo/types.ts'

/** The Code officiel géographique as published by Etalab in `@etalab/decoupage-administratif` (Licence Ouverte). */

const TYPES: Readonly<Record<string, RowType>> = {
  'commune-actuelle': 'C',
  'arrondissement-municipal': 'A',
  'commune-deleguee': 'D',
  'commune-associee': 'D',
}

const Commune = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.string(),
  departement: z.string(),
  region: z.string(),
  /** City of an arrondissement. */
  commune: z.string().optional(),
  /** Commune of a déléguée or associée. */
  chefLieu: z.string().optional(),
  codesPostaux: z.array(z.string()).default([]),
  population: z.number().default(0),
})

const Group = z.object({ code: z.string(), nom: z.string(), membres: z.array(z.object({ code: z.string() })) })

export type Cog = { readonly rows: readonly CommuneRow[]; readonly epcis: readonly Epci[] }

const require = createRequire(import.meta.url)

export const cogFile = (name: 'communes' | 'epci' | 'ept'): string =>
  require.resolve(`@etalab/decoupage-administratif/data/${name}.json`)

const load = async <T>(name: 'communes' | 'epci' | 'ept', schema: z.ZodType<T>): Promise<T> =>
  schema.parse(JSON.parse(await readFile(cogFile(name), 'utf8')))

/** Every commune, arrondissement, déléguée and associée, without coordinates, ordered by code then type. */
export const readCog = async (): Promise<Cog> => {
  const [communes, epcis, epts] = await Promise.all([
    load('communes', z.array(Commune)),
    load('epci', z.array(Group)),
    load('ept', z.array(Group)),
  ])
  const groups = new Map<string, string[]>()
  for (const group of [...epcis, ...epts]) {
    for (const { code } of group.membres) groups.set(code, [...(groups.get(code) ?? []), group.code])
  }
  const rows = communes.flatMap((commune): CommuneRow[] => {
    const type = TYPES[commune.type]
    if (type === undefined) return []
    const parent = commune.commune ?? commune.chefLieu ?? null
    return [
      {
        code: commune.code,
        nom: commune.nom.replace(/'/g, '’'),
        type,
        parent: type === 'C' ? null : parent,
        codesPostaux: commune.codesPostaux,
        population: commune.population,
        lat: null,
        lon: null,
        approximatif: false,
        departement: commune.departement,
        region: commune.region,
        epcis: groups.get(parent ?? commune.code) ?? [],
      },
    ]
  })
  rows.sort((a, b) => (a.code === b.code ? a.type.localeCompare(b.type) : a.code < b.code ? -1 : 1))
  return { rows, epcis: [...epcis, ...epts].map(({ code, nom }) => ({ code, nom: nom.replace(/'/g, '’') })) }
}
