import { type ActeEnAttente, UNDOABLE } from '#shared/moderation/acts.ts'
import { cibleKey } from '#shared/moderation/target.ts'

/** Which acts wait on this desk, and which one is taken back. Pure. */

/** The last act of each sheet that waits to leave, by `cibleKey`. What leaves at once is not waited for. */
export const waitingOf = (all: readonly ActeEnAttente[]): ReadonlyMap<string, ActeEnAttente> =>
  new Map(
    all
      .filter(({ refus, acte }) => refus === null && UNDOABLE.has(acte.geste))
      .toSorted((a, b) => a.part_le - b.part_le)
      .map((one) => [cibleKey(one.cible), one]),
  )

/** The one that « annuler » takes back: the last that was made, of those that have not left. */
export const lastUndoable = (all: readonly ActeEnAttente[], now: number): ActeEnAttente | null =>
  [...waitingOf(all).values()].filter(({ part_le }) => part_le > now).toSorted((a, b) => b.part_le - a.part_le)[0] ?? null
