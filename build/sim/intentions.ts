import type { UserSide } from './user-side.ts'
import type { Ledger } from './server.ts'
import { Violation } from './violation.ts'

/** I2: every value a person wrote and that was kept is somewhere, to the end of the run. */
export type Intention = {
  readonly desk: number
  readonly user: string
  /** `<kind>:<id>` of what is kept. */
  readonly target: string
  readonly field: 'note' | 'listes' | 'removal' | 'addition'
  readonly value: string
  /** Why it no longer has to be anywhere; null while it has. */
  over: string | null
}

export type Intentions = {
  readonly all: readonly Intention[]
  readonly wrote: (one: Omit<Intention, 'over'>) => void
  /** Nothing that this desk holds for this target (or any, when null) is owed any more. */
  readonly release: (desk: number, target: string | null, why: string, user?: string, field?: Intention['field']) => void
  /** A word taken off a list, here or everywhere. */
  readonly dropped: (desk: number, target: string | null, value: string) => void
  /** I6: what waits to be sent is what is shown, whatever came in meanwhile. */
  readonly checkShown: (desk: { readonly index: number; readonly user: UserSide; readonly userId: string | null }) => void
  readonly check: (
    desks: readonly { readonly index: number; readonly user: UserSide; readonly userId: string | null }[],
    ledger: Ledger,
  ) => void
}

const text = (value: unknown): string => JSON.stringify(value ?? null)

export const createIntentions = (fail: (violation: Violation) => void): Intentions => {
  const all: Intention[] = []
  return {
    all,
    wrote: (one) => {
      for (const before of all) {
        if (before.over !== null || before.desk !== one.desk || before.user !== one.user || before.target !== one.target) continue
        // A later word of the same desk stands for the earlier one; a removal for all of them.
        if (one.field === 'removal' || (before.field === one.field && one.field === 'note') || before.field === 'removal')
          before.over = 'superseded'
      }
      all.push({ ...one, over: null })
    },
    release: (desk, target, why, user, field) => {
      for (const one of all) {
        if (field !== undefined && one.field !== field) continue
        if (
          one.desk === desk &&
          one.over === null &&
          (target === null || one.target === target) &&
          (user === undefined || one.user === user)
        )
          one.over = why
      }
    },
    dropped: (desk, target, value) => {
      for (const one of all) {
        if (one.desk === desk && one.value === value && (target === null || one.target === target)) one.over ??= 'taken off'
      }
    },
    checkShown: ({ index, user, userId }) => {
      const waiting = user.outgoing().filter(({ etat, champs }) => etat === 'en-attente' && champs.includes('note'))
      if (waiting.length === 0) return
      const shown = user.favourites()
      for (const one of all) {
        if (one.over !== null || one.desk !== index || one.user !== userId || one.field !== 'note') continue
        if (!waiting.some(({ cible }) => cible !== null && `${cible.kind}:${cible.id}` === one.target)) continue
        if (shown.find(({ kind, id }) => `${kind}:${id}` === one.target)?.note !== one.value)
          fail(new Violation('I6', `desk ${index}: a note that waits to be sent is no longer shown`))
      }
    },
    check: (desks, ledger) => {
      for (const one of all) {
        if (one.over !== null || one.field === 'removal' || one.field === 'addition') continue
        const id = `${one.user}/${one.target}`
        const applied = ledger.effects.some(({ effect }) => effect.id === id && text(effect.after).includes(`"${one.value}"`))
        if (applied) continue
        const desk = desks.find(({ index, userId }) => index === one.desk && userId === one.user)
        if (desk === undefined) continue
        const shown = desk.user
          .favourites()
          .some(({ kind, id: about, ...words }) => `${kind}:${about}` === one.target && text(words).includes(`"${one.value}"`))
        const waiting = desk.user
          .outgoing()
          .some(({ cible, etat }) => cible !== null && `${cible.kind}:${cible.id}` === one.target && etat !== 'envoye')
        const surfaced = desk.user
          .conflicts()
          .some(({ champs }) => champs.some(({ mienne }) => (mienne ?? '').split('\n').includes(one.value)))
        if (surfaced || (shown && waiting)) continue
        fail(new Violation('I2', `desk ${one.desk}: ${one.field} of ${one.target} (${one.value}) written and lost`))
      }
    },
  }
}
