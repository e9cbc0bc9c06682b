import { z } from 'zod'
import type { JourDeCourrier } from '#shared/administration/courrier.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { Reader, Writer } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'

/** How many letters left, and were given up, each day and of each kind: numbers alone, sealed as letters are. */

const SETTING = 'courrier-jours'
const DAYS = 14

const Kept = z.record(z.string(), z.record(z.string(), z.object({ envoyees: z.int(), abandonnees: z.int() })))
type Kept = z.infer<typeof Kept>

const read = async (reader: Reader, seal: Seal): Promise<Kept> => {
  const text = await reader.setting(SETTING)
  if (text === null) return {}
  try {
    return Kept.parse(JSON.parse(seal.open(SETTING, text)))
  } catch {
    // Numbers of a later version are not worth stopping the mail for.
    return {}
  }
}

/** Stages one more, in the transaction of what it tells. @param now milliseconds since 1970 */
export const countLetter = async (
  writer: Writer,
  seal: Seal,
  sujet: string,
  what: 'envoyees' | 'abandonnees',
  now: number,
): Promise<void> => {
  const kept = await read(writer, seal)
  const jour = parisDay(now)
  const day = kept[jour] ?? {}
  const one = day[sujet] ?? { envoyees: 0, abandonnees: 0 }
  const next: Kept = { ...kept, [jour]: { ...day, [sujet]: { ...one, [what]: one[what] + 1 } } }
  const days = Object.entries(next)
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, DAYS)
  await writer.setSetting(SETTING, seal.seal(SETTING, JSON.stringify(Object.fromEntries(days))))
}

/** The newest first. */
export const letterDays = async (reader: Reader, seal: Seal): Promise<JourDeCourrier[]> =>
  Object.entries(await read(reader, seal))
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([jour, sujets]) => ({
      jour,
      sujets: Object.entries(sujets)
        .map(([sujet, counts]) => ({ sujet, ...counts }))
        .sort((a, b) => b.envoyees + b.abandonnees - a.envoyees - a.abandonnees),
    }))
