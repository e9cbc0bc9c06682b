import { randomUUID } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import { departementOfCommune } from '#shared/geo/divisions.ts'
import { UNDO_MS } from '#shared/moderation/acts.ts'
import { type Fait, lieuOf } from '#shared/usage/event.ts'
import { knownNeeds, knownPublics } from '#shared/usage/search.ts'
import type { DoraHandlers } from '../emit.ts'
import type { Clock } from '../sync/ports.ts'
import { createTimer } from '../sync/timer.ts'
import type { RecordFait } from '../usage/record.ts'

type DeclareHandlers = Pick<DoraHandlers, 'manques.declare' | 'manques.undo'>

type Parts = {
  readonly recordFait: RecordFait
  readonly clock: Clock
  readonly log: (what: string, error: unknown) => void
  /** What was declared could not be kept. */
  readonly onLost: (error: DoraError) => void
}

/** « Pas de solution », held for as long as it may be taken back. Closing keeps what is held. */
export const createDeclaring = ({ recordFait, clock, log, onLost }: Parts) => {
  const held = new Map<string, { readonly fait: Fait; readonly stop: () => void }>()
  const keep = async (id: string): Promise<void> => {
    const one = held.get(id)
    if (one === undefined) return
    held.delete(id)
    one.stop()
    await recordFait(one.fait, { explicite: true }).catch((error: unknown) => {
      log('manques', error)
      onLost(error instanceof DoraError ? error : new DoraError('interne'))
    })
  }
  const handlers: DeclareHandlers = {
    'manques.declare': async ({ thematiques, publics, lieu, raison, recherche }) => {
      const id = randomUUID()
      const fait: Fait = {
        type: 'sans-solution',
        thematiques: knownNeeds(thematiques),
        publics: knownPublics(publics),
        lieu: lieuOf(lieu, departementOfCommune),
        raison,
        recherche,
      }
      const timer = createTimer(clock)
      held.set(id, { fait, stop: timer.clear })
      timer.set(UNDO_MS, () => void keep(id))
      return { id }
    },
    'manques.undo': async ({ id }) => {
      held.get(id)?.stop()
      return { defait: held.delete(id) }
    },
  }
  return { handlers, close: async (): Promise<void> => void (await Promise.all([...held.keys()].map(keep))) }
}
