import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { distanceKm } from '#shared/geo/distance.ts'
import type { Where } from '../../relevance/judgement.ts'

/**
 * What services are for a need, as we judged by reading them, without looking at what the product ranks (docs/plan.md « Judging »). A
 * service is eight signs of the hash of its identifier: the file holds no row and no identifier of one.
 */
const HASHES = z.string().regex(/^(?:[\da-f]{8}(?: [\da-f]{8})*)?$/, 'des empreintes de huit signes, séparées par une espace')
const File = z.strictObject({
  besoins: z.array(z.strictObject({ mots: z.string(), lieu: z.string(), 3: HASHES, 2: HASHES, 1: HASHES, 0: HASHES })),
})

/** By hash: 3 what was asked, 2 helps with it, 1 near the subject, 0 read and nothing of it. What is not there was not read. */
export type Read = ReadonlyMap<string, number>
export type Gold = (mots: string, lieu: string) => Read | undefined

export const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 8)

const GRADES = [3, 2, 1, 0] as const
const keyOf = (mots: string, lieu: string): string => `${mots} @ ${lieu}`

/** @throws where a service has two grades, or a need is there twice */
export const parseGold = (text: string): Gold => {
  const all = new Map<string, Read>()
  for (const entry of File.parse(JSON.parse(text)).besoins) {
    const key = keyOf(entry.mots, entry.lieu)
    const read = new Map<string, number>()
    for (const grade of GRADES)
      for (const hash of entry[grade].split(' ').filter(Boolean)) {
        if (read.has(hash)) throw new Error(`${hash} a deux notes pour ${key}`)
        read.set(hash, grade)
      }
    if (all.has(key)) throw new Error(`${key} est jugé deux fois`)
    all.set(key, read)
  }
  return (mots, lieu) => all.get(keyOf(mots, lieu))
}

export const readGold = (): Gold => parseGold(readFileSync(join(import.meta.dirname, 'gold.json'), 'utf8'))

export type Spot = { readonly lat: number | null; readonly lon: number | null; readonly commune: string | null }

const [NEAR_KM, AREA_KM, REACH_KM] = [10, 25, 50]

/**
 * What a service read as `grade` is worth to somebody at `lieu`: as read within ten kilometres, one less within twenty-five, two less
 * within fifty, but what was asked for stays worth a glance. Without a point, only in the commune itself.
 */
export const gradeAt = (grade: number, { lat, lon, commune }: Spot, lieu: Where): number => {
  if (lat === null || lon === null) return commune === lieu.commune ? grade : 0
  const km = distanceKm(lieu, { lat, lon })
  if (km > REACH_KM) return 0
  const less = km <= NEAR_KM ? 0 : km <= AREA_KM ? 1 : 2
  return Math.max(grade - less, grade === 3 ? 1 : 0)
}
