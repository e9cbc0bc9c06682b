import { z } from 'zod'
import type { Doc } from '#shared/sync/merge.ts'
import type { AccountParts } from '../accounts/context.ts'
import { changeUser } from '../accounts/profile.ts'
import { AccountRefusal } from '../accounts/refusal.ts'
import type { Writer } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/**
 * Accounts to close with a structure that moderation rejected. Accounts are of another transaction than rows: who is to be closed is
 * written with the rejection, and done after it, again if it was cut.
 */

const FERMETURE = 'fermeture'
const TO_DO = 'a-faire'
const Fermeture = z.object({ comptes: z.array(z.string()) })

/** Stages it. */
export const askClosings = async (writer: Writer, seal: Seal, id: string, accounts: readonly string[]): Promise<void> => {
  if (accounts.length === 0) return
  const key = { kind: FERMETURE, id }
  const doc: Doc = { comptes: [...accounts] }
  await putSealed(writer, seal, key, { doc, scopes: [], parent: TO_DO, current: await writer.entity(key) })
}

const close = async (parts: AccountParts, id: string): Promise<void> => {
  const person = await parts.store.accounts.userById(id)
  // The team is not closed by its own hand; a gestionnaire stands for a territory, not for that structure.
  if (person === null || person.role === 'administrateur' || person.gestionnaire || !person.actif) return
  try {
    await changeUser(parts, person, { actif: false })
  } catch (error) {
    // Gone meanwhile: there is nothing left to close.
    if (!(error instanceof AccountRefusal)) throw error
  }
}

/** Closes what is left to close. May be done any number of times. */
export const finishClosings = async (parts: AccountParts): Promise<void> => {
  const { store, seal } = parts
  for (const entity of await store.read((reader) => reader.children(FERMETURE, TO_DO))) {
    const { comptes } = Fermeture.parse(docOf(seal, entity))
    for (const id of comptes) await close(parts, id)
    await store.write((writer) => writer.remove({ kind: FERMETURE, id: entity.id }))
  }
}
