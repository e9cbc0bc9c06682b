import type { Structure } from '#shared/catalogue/record.ts'
import { CGU_VERSION, type Etat } from '#shared/accounts/compte.ts'
import type { User } from '../../store/types.ts'
import { rescopeForMembers } from '../../listing/rescope.ts'
import { putStructure } from '../../sync/commands/catalogue-rows.ts'
import type { AccountParts } from '../context.ts'
import { membershipRow, putMembership } from '../memberships.ts'
import { publishUser } from '../publish.ts'
import { createSessions } from '../sessions.ts'
import { newUser } from '../user.ts'

/** Invented people and structures, put straight into a real store. */

let made = 0

/** Luhn holds for the whole and for its SIREN: what a register could have given. */
export const inventedSiret = (): string => {
  const luhn = (digits: string): number =>
    [...digits].reverse().reduce((sum, digit, at) => {
      const doubled = Number(digit) * (at % 2 === 0 ? 1 : 2)
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }, 0) % 10
  const completed = (digits: string): string => digits + ((10 - luhn(`${digits}0`)) % 10)
  const siren = completed(String(80_000_000 + ++made))
  return completed(`${siren}0001`)
}

export const invented = (parts: AccountParts) => {
  const { store, seal } = parts
  const sessions = createSessions(store.accounts, parts.now)
  return {
    structure: async (more: Partial<Structure> = {}): Promise<Structure> => {
      const n = ++made
      const structure: Structure = {
        id: `dora--s-${n}`,
        source: 'dora',
        nom: `Structure inventée ${n}`,
        date_maj: '2026-01-01',
        siret: inventedSiret(),
        code_insee: '33063',
        code_postal: '33000',
        commune: 'Bordeaux',
        ...more,
      }
      await store.write((writer) => putStructure(writer, structure as never))
      return structure
    },
    /** Signed in before, conditions accepted. */
    person: async (more: Partial<User> = {}): Promise<User> => {
      const user = newUser(
        {
          courriel: `personne-${++made}@exemple.test`,
          prenom: 'Alix',
          nom: `Inventée ${made}`,
          valide: true,
          cgu: { [CGU_VERSION]: '2026-11-01T00:00:00.000Z' },
          ...more,
        },
        parts.now(),
      )
      await store.accounts.addUser(user)
      await store.write((writer) => publishUser(writer, seal, user))
      return user
    },
    belongs: async (user: User, structure: Structure, etat: Etat = 'membre', admin = false): Promise<void> => {
      const cree_le = new Date(parts.now()).toISOString()
      await store.write(async (writer) => {
        await putMembership(writer, seal, membershipRow(user, structure, { etat, admin, cree_le }))
        await rescopeForMembers(writer, seal, structure.id)
      })
    },
    token: async (user: User): Promise<string> =>
      (await sessions.open(user, { moyen: 'mot-de-passe', poste: 'Poste d’essai' })).token,
  }
}
