import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCommunes } from '#shared/geo/pack.ts'
import type { CommuneRow } from '#shared/geo/types.ts'
import { deliveredPack } from '../import/geography.ts'

/** Communes as a search asks for them. */

export type Commune = {
  readonly code: string
  /** WGS84 degrees; null where none is known (a few overseas). */
  readonly centre: { readonly lat: number; readonly lon: number } | null
  /**
   * Every code of eligibility that includes it: its own, that of the city of an arrondissement or of the commune of a déléguée, its
   * EPCI, its département, the country (data-inclusion.md §2.1; a city’s zone is upstream’s « arrondissement trap »).
   */
  readonly zones: readonly string[]
}

/** Null for a code of no commune, arrondissement or commune déléguée. */
export type Communes = (code: string) => Commune | null

export const communesOf = (rows: readonly CommuneRow[]): Communes => {
  const known = new Map<string, CommuneRow>()
  // A commune déléguée may share the code of its commune, which is the one meant.
  for (const row of rows) if (row.type !== 'D' || !known.has(row.code)) known.set(row.code, row)
  return (code) => {
    const row = known.get(code)
    if (row === undefined) return null
    const { parent, epcis, departement, lat, lon } = row
    return {
      code,
      centre: lat === null || lon === null ? null : { lat, lon },
      zones: [code, ...(parent === null ? [] : [parent]), ...epcis, departement],
    }
  }
}

/** Those of the geography that came with the server, read at the first question. @param folder of a pack; built when it is not there */
export const createCommunesReader = (folder?: string): (() => Promise<Communes>) => {
  let read: Promise<Communes> | null = null
  return () => {
    if (read !== null) return read
    const reading = deliveredPack(folder).then(async (pack) =>
      communesOf(readCommunes(await readFile(join(pack, 'communes.tsv'), 'utf8'))),
    )
    read = reading
    // One that failed is tried again.
    reading.catch(() => (read = null))
    return reading
  }
}
