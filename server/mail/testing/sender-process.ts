import { createServerLog } from '../../ops/log.ts'
import { openPostgresqlStore } from '../../store/postgresql.ts'
import type { SyncStore } from '../../store/types.ts'
import { createMailer } from '../mailer.ts'
import { sendQueued } from '../send.ts'
import { smtpTransport } from '../smtp.ts'
import { FROM, seal } from './bench-parts.ts'

/**
 * A replica that sends a round and ends: `<order>` in JSON. It kills itself where told, as a machine that loses its power: before
 * (`avant`) or after (`apres`) its nth write.
 */
export type SenderOrder = {
  readonly database: string
  readonly smtp: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly die: { readonly when: 'avant' | 'apres'; readonly write: number } | null
}

const { database, smtp, now, die } = JSON.parse(process.argv[2] ?? '') as SenderOrder

const killed = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}

const store = await openPostgresqlStore({ url: database })
let writes = 0
const dying: SyncStore = {
  ...store,
  write: async (work) => {
    writes += 1
    if (die?.when === 'avant' && die.write === writes) await killed()
    const done = await store.write(work)
    if (die?.when === 'apres' && die.write === writes) await killed()
    return done
  },
}
const tally = await sendQueued({
  store: dying,
  seal,
  mailer: createMailer({ transport: smtpTransport(smtp), from: FROM }),
  now: () => now,
  log: createServerLog('silent'),
})
process.stdout.write(JSON.stringify(tally))
await store.close()
