import { COMPTE, Compte, RATTACHEMENT, Rattachement } from '#shared/accounts/compte.ts'
import { DoraError } from '#shared/errors.ts'
import type { z } from 'zod'
import type { AccountsStore } from './accounts-store.ts'
import type { OwnRows } from './own-rows.ts'

/** What the server last told of the person signed in. */
export type Known = {
  /** Null when nobody is signed in, or nothing was read yet. */
  readonly compte: Compte | null
  readonly rattachements: Rattachement[]
  /** The structure in whose name the person works. */
  readonly structure: string | null
}

const NOTHING: Known = { compte: null, rattachements: [], structure: null }

/** Reads the account's own rows of who the person is and where they belong, and keeps which structure they work for. */
export const createKnown = (accounts: AccountsStore, own: OwnRows) => {
  /** One that cannot be read back, or that a later server writes otherwise, hides no other. */
  const read = <T>(schema: z.ZodType<T>, userId: string, kind: string, id: string): T | null => {
    try {
      return schema.safeParse(own.get({ userId, kind, id })?.doc).data ?? null
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return null
    }
  }

  const rattachementsOf = (userId: string): Rattachement[] =>
    own
      .ids(userId, RATTACHEMENT)
      .flatMap((id) => read(Rattachement, userId, RATTACHEMENT, id) ?? [])
      .filter((one) => one.user_id === userId)
      .sort((a, b) => a.structure_nom.localeCompare(b.structure_nom, 'fr') || (a.structure_id < b.structure_id ? -1 : 1))

  const membershipsIn = (all: readonly Rattachement[]): string[] =>
    all.filter(({ etat }) => etat === 'membre').map(({ structure_id }) => structure_id)

  /** Chosen: that one, as long as the person is a member of it. Not chosen, or left since: the only one there is. '': none, on purpose. */
  const structureOf = (chosen: string | null, memberships: readonly string[]): string | null => {
    if (chosen === '') return null
    if (chosen !== null && memberships.includes(chosen)) return chosen
    return memberships.length === 1 ? (memberships[0] ?? null) : null
  }

  return {
    known: (): Known => {
      const account = accounts.current()
      if (account === null) return NOTHING
      const { user_id: userId, structure } = account
      const rattachements = rattachementsOf(userId)
      return {
        compte: read(Compte, userId, COMPTE, userId),
        rattachements,
        structure: structureOf(structure, membershipsIn(rattachements)),
      }
    },
    /** @throws DoraError `compte-non-connecte`; `compte-structure-inconnue` when the person is not a member of it. */
    chooseStructure: ({ structureId }: { readonly structureId: string | null }): void => {
      const userId = accounts.signedInId()
      if (structureId !== null && !membershipsIn(rattachementsOf(userId)).includes(structureId))
        throw new DoraError('compte-structure-inconnue')
      accounts.chooseStructure(userId, structureId ?? '')
    },
  }
}
