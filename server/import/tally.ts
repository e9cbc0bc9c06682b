import type { Imported } from './row.ts'

/** What came in that is worth saying: records kept without a place, without a point or without their structure. */
export type Tally = {
  readonly sansLieu: number
  readonly sansPoint: number
  /** Services whose producer names no structure, or one that is not in the catalogue. */
  readonly sansStructure: number
}

export const tallyKeeper = () => {
  const structures = new Set<string>()
  const awaited = new Map<string, number>()
  let sansLieu = 0
  let sansPoint = 0
  let nameless = 0
  return {
    add: (one: Imported): void => {
      if (one.kind === 'structure') {
        structures.add(one.record.id)
        return
      }
      const { structure_id, code_insee, commune, code_postal, latitude } = one.record
      if (code_insee == null && commune == null && code_postal == null && latitude == null) sansLieu++
      else if (latitude == null) sansPoint++
      if (structure_id === null) nameless++
      else if (!structures.has(structure_id)) awaited.set(structure_id, (awaited.get(structure_id) ?? 0) + 1)
    },
    total: (): Tally => {
      let sansStructure = nameless
      for (const [id, services] of awaited) if (!structures.has(id)) sansStructure += services
      return { sansLieu, sansPoint, sansStructure }
    },
  }
}
