import type { z } from 'zod'
import type { Views } from '#shared/listing/wire.ts'
import type { Actor } from '#shared/rights.ts'
import type { DoraHandlers } from '../emit.ts'
import type { Clock } from '../sync/ports.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { createTimer } from '../sync/timer.ts'

type Sheets = 'catalogue.service' | 'catalogue.structure'
type Seen = z.infer<typeof Views>['vues'][number]

/** At most one message in this time. */
const EVERY_MS = 60_000
/** A screen reads its sheet again when the catalogue changes: it is the same look at it. */
const SAME_LOOK_MS = 30 * 60_000
const MOST_KINDS = 500

type Parts = {
  readonly sheets: Pick<DoraHandlers, Sheets>
  readonly actor: () => Promise<Actor>
  readonly link: Pick<ServerLink, 'request' | 'address'>
  readonly clock: Clock
}

/**
 * Counts the sheets opened on this desk, for those who keep them, in nobody's name: how often, never by whom. Those of one's own
 * structures are not counted, and what the server does not hear is forgotten.
 */
export const createViews = ({ sheets, actor, link, clock }: Parts) => {
  const looked = new Map<string, number>()
  let waiting = new Map<string, Seen>()
  let pending = false
  const timer = createTimer(clock)

  const send = async (): Promise<void> => {
    pending = false
    const vues = [...waiting.values()]
    waiting = new Map()
    if (vues.length === 0 || link.address() === null) return
    const body = { vues: vues.map((one) => ({ ...one })) }
    await link.request({ method: 'POST', path: 'listing/v1/views', body, anonymous: true }).catch(() => {})
  }

  const count = async (kind: Seen['kind'], id: string, structureId: string | null): Promise<void> => {
    const person = await actor()
    if (structureId !== null && person?.structures.some((one) => one.id === structureId) === true) return
    const name = `${kind} ${id}`
    const now = clock.now()
    const last = looked.get(name)
    if (last !== undefined && now - last < SAME_LOOK_MS) return
    if (looked.size >= MOST_KINDS) looked.clear()
    looked.set(name, now)
    if (waiting.size >= MOST_KINDS) return
    waiting.set(name, { kind, id, n: (waiting.get(name)?.n ?? 0) + 1 })
    if (pending) return
    pending = true
    timer.set(EVERY_MS, () => void send())
  }

  const handlers: Pick<DoraHandlers, Sheets> = {
    'catalogue.service': async (input) => {
      const sheet = await sheets['catalogue.service'](input)
      void count('service', sheet.service.id, sheet.service.structure_id)
      return sheet
    },
    'catalogue.structure': async (input) => {
      const sheet = await sheets['catalogue.structure'](input)
      void count('structure', sheet.structure.id, sheet.structure.id)
      return sheet
    },
  }
  return {
    handlers,
    close: (): void => timer.clear(),
  }
}
