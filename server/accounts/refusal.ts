import type { Refusal } from '#shared/accounts/refusals.ts'
import { type Action, type Actor, may, type Target } from '#shared/rights.ts'

/** An act on accounts that is not to be, with the reason told to the one who asked. */
export class AccountRefusal extends Error {
  readonly motif: Refusal

  constructor(motif: Refusal) {
    super(motif)
    this.name = 'AccountRefusal'
    this.motif = motif
  }
}

/** The right is missing: which one is nobody's business. `hidden` when even the object's being is not to be told. */
export class Forbidden extends Error {
  readonly hidden: boolean

  constructor(hidden = false) {
    super('forbidden')
    this.name = 'Forbidden'
    this.hidden = hidden
  }
}

/** @throws Forbidden */
export const allow = (actor: Actor, action: Action, target: Target = null): void => {
  if (!may(actor, action, target)) throw new Forbidden()
}
