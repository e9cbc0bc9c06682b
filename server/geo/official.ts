import { z } from 'zod'
import { regionOf, departementOf } from '#shared/geo/divisions.ts'
import type { CommuneRow, Epci } from '#shared/geo/types.ts'
import type { Refusal } from './row-check.ts'
import { refuse } from './row-check.ts'

/** Communes and EPCI in the shape of geo.api.gouv.fr (geography.md §1.3). */

/** What is asked of the API: the official centre, and the town hall, which is where people live. */
export const COMMUNES_QUERY =
  'communes?fields=nom,code,codesPostaux,codeDepartement,codeRegion,codeEpci,population,centre,mairie&format=json&geometry=centre'
export const EPCIS_QUERY = 'epcis?fields=nom,code&format=json'

const PointGeometry = z.object({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) })

const OfficialCommune = z.object({
  nom: z.string(),
  code: z.string(),
  codesPostaux: z.array(z.string()).default([]),
  codeDepartement: z.string(),
  codeRegion: z.string().optional(),
  codeEpci: z.string().nullish(),
  population: z.number().nullish(),
  centre: PointGeometry.nullish(),
  mairie: PointGeometry.nullish(),
})

const OfficialEpci = z.object({ code: z.string(), nom: z.string() })

export type Gathered = {
  readonly rows: readonly CommuneRow[]
  readonly epcis: readonly Epci[]
  readonly lues: number
  readonly refus: readonly Refusal[]
}

const typography = (name: string): string => name.trim().replace(/'/g, '’')

const toRow = (commune: z.infer<typeof OfficialCommune>): CommuneRow => {
  const point = commune.mairie ?? commune.centre
  return {
    code: commune.code,
    nom: typography(commune.nom),
    type: 'C',
    parent: null,
    codesPostaux: commune.codesPostaux,
    population: commune.population ?? 0,
    lat: point?.coordinates[1] ?? null,
    lon: point?.coordinates[0] ?? null,
    approximatif: false,
    departement: commune.codeDepartement,
    region: regionOf(commune.codeRegion ?? '')?.code ?? departementOf(commune.codeDepartement)?.region ?? '',
    epcis: commune.codeEpci == null || commune.codeEpci === '' ? [] : [commune.codeEpci],
  }
}

/** Reads a list of communes, row by row: what does not hold is refused with its place in the list and why. */
export const readOfficial = (communes: unknown, epcis: unknown): Gathered => {
  if (!Array.isArray(communes)) throw new Error('la liste des communes n’est pas un tableau JSON')
  const rows: CommuneRow[] = []
  const refus: Refusal[] = []
  communes.forEach((entry: unknown, index) => {
    const origine = `commune n° ${index + 1}`
    const parsed = OfficialCommune.safeParse(entry)
    if (!parsed.success) {
      refus.push({ origine, raison: `champ ${parsed.error.issues[0]?.path.join('.') || 'racine'} invalide` })
      return
    }
    const row = toRow(parsed.data)
    const raison = refuse(row)
    if (raison === null) rows.push(row)
    else refus.push({ origine: `${origine} (${row.code.slice(0, 10)})`, raison })
  })
  const named = z.array(OfficialEpci).safeParse(epcis)
  return {
    rows,
    epcis: named.success ? named.data.map(({ code, nom }) => ({ code, nom: typography(nom) })) : [],
    lues: communes.length,
    refus,
  }
}
