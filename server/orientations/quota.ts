import { z } from 'zod'
import { parisDay } from '#shared/listing/days.ts'
import type { Writer } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/** Sent in a day, in the name of one structure: beyond, no one has met that many people. */
export const MOST_A_DAY = 300

const QUOTA = 'quota'
const Quota = z.object({ jour: z.string(), n: z.int() })

export type SendingQuota = {
  /** One more may be sent today. */
  readonly open: boolean
  /** Stages one more, in the transaction of what is sent. */
  readonly count: () => Promise<void>
}

/** @param now milliseconds since 1970 */
export const sendingQuota = async (writer: Writer, seal: Seal, structureId: string, now: number): Promise<SendingQuota> => {
  const key = { kind: QUOTA, id: structureId }
  const current = await writer.entity(key)
  const known = Quota.safeParse(docOf(seal, current)).data
  const jour = parisDay(now)
  const n = known?.jour === jour ? known.n : 0
  return {
    open: n < MOST_A_DAY,
    count: async () => {
      await putSealed(writer, seal, key, { doc: { jour, n: n + 1 }, scopes: [], current })
    },
  }
}
