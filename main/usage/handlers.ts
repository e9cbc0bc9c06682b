import type { SyncStatus } from '#shared/contract/sync.ts'
import { isGiven, isToAsk } from '#shared/usage/consent.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { Clock, Rng } from '../sync/ports.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { systemClock } from '../sync/system-clock.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { createRecordFait, type RecordFait } from './record.ts'
import { createSending } from './sending.ts'

export type UsageHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `usage.${string}`>>

type Options = {
  readonly link: Pick<ServerLink, 'address' | 'request'>
  /** The user's file, opened by the first to ask. */
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly emit: Emit
  readonly log: (what: string, error: unknown) => void
  readonly clock?: Clock
  readonly rng?: Rng
}

export type UsageServices = {
  readonly handlers: UsageHandlers
  readonly recordFait: RecordFait
  /** The exchanges have begun: what waits on the disk leaves. */
  readonly look: () => void
  /** Where the exchanges with the server are. */
  readonly exchanges: (etat: SyncStatus['etat']) => void
  readonly close: () => void
}

/** The measure of use of this desk: what is kept with consent, what is shown of it, and how it leaves. */
export const createUsageHandlers = (options: Options): UsageServices => {
  const { link, user, emit, log, clock = systemClock, rng = Math.random } = options
  const told = (): void => emit('usage.changed', undefined)
  const sending = createSending({ link, user, clock, rng, onChange: told, log })
  const recordFait = createRecordFait({
    user,
    now: clock.now,
    onKept: (explicite) => {
      told()
      if (explicite) sending.look()
      else sending.soon()
    },
    log,
  })

  return {
    handlers: {
      'usage.state': async () => {
        const { consentement, en_attente } = await (await user())['usage.state'](undefined)
        return { consentement, active: isGiven(consentement), a_demander: isToAsk(consentement), en_attente }
      },
      'usage.setConsent': async ({ oui }) => {
        await (await user())['usage.answer']({ oui })
        told()
      },
      'usage.pending': async ({ de, n }) => (await user())['usage.waiting']({ de, n }),
      'usage.record': async (fait) => ({ id: await recordFait(fait, { explicite: false }) }),
    },
    recordFait,
    look: sending.look,
    exchanges: (etat) => sending.online(etat !== 'hors-ligne' && etat !== 'sans-serveur'),
    close: sending.close,
  }
}
