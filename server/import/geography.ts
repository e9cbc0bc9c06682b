import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { departementOf, departementsOf } from '#shared/geo/divisions.ts'
import { CURRENT, PACK_FORMAT, type PackManifest, readCommunes, readEpcis } from '#shared/geo/pack.ts'
import type { CommuneRow } from '#shared/geo/types.ts'
import { fold } from '#shared/search/text.ts'
import { buildDefaultPack } from '#server/geo/build-default-pack.ts'

const COMMUNES = 'communes.tsv'

/** What the import asks of a geography pack. */
export type Geography = {
  readonly communes: readonly CommuneRow[]
  /** A commune of today, an arrondissement or a commune déléguée. */
  readonly hasCommune: (code: string) => boolean
  /** The commune of that name and postal code, when only one can be meant; either may be missing. */
  readonly findCommune: (name: string | null, postalCode: string | null) => CommuneRow | null
  readonly commune: (code: string) => CommuneRow | null
  /** Name of a zone of eligibility (commune, EPCI, département), or null. */
  readonly zoneName: (code: string) => string | null
  readonly departementsOfRegion: (region: string) => readonly string[]
}

/** Folder of the pack built with the application, from this file's place in the sources. */
export const defaultPackFolder = (): string => join(import.meta.dirname, '..', '..', 'out', 'geo')

/** The pack built with the application, built now on a clone where nothing was started yet. */
export const deliveredPack = async (folder: string = defaultPackFolder()): Promise<string> => {
  if (!existsSync(join(folder, COMMUNES))) await buildDefaultPack(folder)
  return folder
}

/** The pack that a desk's `courant` names, or null when there is none of our format: the desk would not read it either. */
const installedPack = (folder: string): string | null => {
  try {
    const name = readFileSync(join(folder, CURRENT), 'utf8').trim()
    if (!/^[\w-]+$/.test(name)) return null
    const { format } = JSON.parse(readFileSync(join(folder, name, 'pack.json'), 'utf8')) as Partial<PackManifest>
    return format === PACK_FORMAT && existsSync(join(folder, name, COMMUNES)) ? join(folder, name) : null
  } catch {
    return null
  }
}

/** The pack that `npm run geo` installed on this desk, which its search reads too; else the one of the application. */
export const packOf = async (desk: string, delivered: string = defaultPackFolder()): Promise<string> =>
  installedPack(join(desk, 'geo')) ?? (await deliveredPack(delivered))

/** Reads the communes and EPCI of a pack; throws a plain Error, in French, when the pack is not there. */
export const loadGeography = (folder: string): Geography => {
  const file = join(folder, COMMUNES)
  if (!existsSync(file)) {
    throw new Error(
      `Le découpage des communes est absent (${folder}). Rien n’a été modifié. Indiquez un dossier préparé par « npm run geo ».`,
    )
  }
  const epciFile = join(folder, 'epci.tsv')
  const epcis = existsSync(epciFile) ? readEpcis(readFileSync(epciFile, 'utf8')) : []
  return geographyOf(readCommunes(readFileSync(file, 'utf8')), new Map(epcis.map((epci) => [epci.code, epci.nom])))
}

/** « ST CAPRAIS DE BORDEAUX CEDEX 9 » and « Saint-Caprais-de-Bordeaux » are one name. */
export const communeKey = (name: string): string =>
  fold(name)
    .replace(/\bcedex\b.*$/, '')
    .replace(/\b\d+\s*(er|e|eme)?( arrondissement)?$/, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\bste\b/g, 'sainte')
    .replace(/\bst\b/g, 'saint')
    .replace(/\b(le|la|les|l)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim()

export const geographyOf = (communes: readonly CommuneRow[], epciNames: ReadonlyMap<string, string>): Geography => {
  const byCode = new Map<string, CommuneRow>()
  const byName = new Map<string, CommuneRow[]>()
  const byPostal = new Map<string, CommuneRow[]>()
  const push = (map: Map<string, CommuneRow[]>, key: string, row: CommuneRow) => {
    const list = map.get(key)
    if (list === undefined) map.set(key, [row])
    else list.push(row)
  }
  // Communes first: a commune déléguée may share the code of its commune (geography.md §1.1).
  for (const row of [...communes].sort((a, b) => Number(a.type === 'D') - Number(b.type === 'D'))) {
    if (!byCode.has(row.code)) byCode.set(row.code, row)
    push(byName, communeKey(row.nom), row)
    for (const postal of row.codesPostaux) push(byPostal, postal, row)
  }
  /** One row, or several that stand for one commune: a commune wins over its own déléguées. */
  const only = (rows: readonly CommuneRow[]): CommuneRow | null => {
    const codes = new Set(rows.map((row) => (row.type === 'C' ? row.code : (row.parent ?? row.code))))
    if (codes.size !== 1) return null
    return rows.length === 1 ? (rows[0] ?? null) : (rows.find((row) => row.type === 'C') ?? rows[0] ?? null)
  }

  return {
    communes,
    hasCommune: (code) => byCode.has(code),
    commune: (code) => byCode.get(code) ?? null,
    findCommune: (name, postalCode) => {
      const named = name === null ? [] : (byName.get(communeKey(name)) ?? [])
      if (postalCode === null) return only(named)
      const served = byPostal.get(postalCode) ?? []
      if (name === null) return only(served)
      const both = only(named.filter((row) => row.codesPostaux.includes(postalCode)))
      if (both !== null) return both
      // A CEDEX or business postal code belongs to no commune: the département must still agree.
      const departement =
        postalCode.startsWith('97') || postalCode.startsWith('98') ? postalCode.slice(0, 3) : postalCode.slice(0, 2)
      return only(
        named.filter((row) => row.departement === departement || (departement === '20' && /^2[AB]$/.test(row.departement))),
      )
    },
    zoneName: (code) => epciNames.get(code) ?? departementOf(code)?.nom ?? byCode.get(code)?.nom ?? null,
    departementsOfRegion: departementsOf,
  }
}
