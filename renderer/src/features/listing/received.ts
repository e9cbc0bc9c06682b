import type { OrientationLine } from '#shared/contract/orientation.ts'
import { awaitsAnswer, awaitsOutcome } from '#shared/orientation/standing.ts'

/** Requests that a structure has received, by what is to be done about them. One may be counted twice: late is to treat as well. */
export type Received = {
  readonly toutes: number
  readonly a_traiter: number
  readonly en_retard: number
  /** Accepted, and nobody has said yet what became of the person. */
  readonly a_constater: number
}

/** Those that this structure received, also for a service that has left it since. */
export const receivedBy = (lines: readonly OrientationLine[], structureId: string): Received => {
  const received = lines.filter(({ sens, structure_id }) => sens === 'reception' && structure_id === structureId)
  const count = (is: (line: OrientationLine) => boolean) => received.filter(is).length
  return {
    toutes: received.length,
    a_traiter: count(awaitsAnswer),
    en_retard: count(({ retard }) => retard),
    a_constater: count(awaitsOutcome),
  }
}
