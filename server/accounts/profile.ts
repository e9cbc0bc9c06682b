import { randomUUID } from 'node:crypto'
import { CGU_VERSION } from '#shared/accounts/compte.ts'
import type { Me, ProfilePatch } from '#shared/accounts/wire.ts'
import { RECHERCHE } from '#shared/memory/search.ts'
import { userScope } from '#shared/sync/scope.ts'
import { suggestionsOfAuthor } from '../listing/suggestions.ts'
import { everyLetter } from '../mail/queue.ts'
import type { User, UserPatch } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import { type AccountContext, type AccountParts, runAccount } from './context.ts'
import { readJournal } from './journal.ts'
import { membershipsOfUser } from './memberships.ts'
import { hashPassword, isPassword } from './password.ts'
import { compteOf, publishAsItIs } from './publish.ts'
import { AccountRefusal, allow } from './refusal.ts'

/** What a person does with their own account (dora-backend.md §2.1, dora-screens.md §7). */

const CONSENT = 'consentement'
/** Of what people are asked on the desk. */
const CONSENT_VERSION = '1.0'

export const readMe = (parts: AccountParts, user: User): Promise<Me> =>
  parts.store.read(async (reader) => ({
    compte: compteOf(user),
    rattachements: await membershipsOfUser(reader, parts.seal, user.id),
  }))

/** Writes the account, then tells its desks. The account is gone for null. */
export const changeUser = async (
  parts: AccountParts,
  user: User,
  patch: UserPatch,
  told: (context: AccountContext) => Promise<void> = async () => {},
): Promise<Me> => {
  const next = await parts.store.accounts.updateUser(user.id, patch)
  if (next === null) throw new AccountRefusal('compte-ferme')
  await runAccount(parts, next, told)
  return readMe(parts, (await publishAsItIs(parts, user.id)) ?? next)
}

export const updateProfile = (parts: AccountParts, user: User, patch: ProfilePatch): Promise<Me> => {
  const { prenom, nom, activite, decouverte, decouverte_autre: decouverteAutre, infolettre } = patch
  const wanted = { prenom, nom, activite, decouverte, decouverteAutre, infolettre }
  const changes = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  // A choice to be written to is a consent: it leaves a record of its own.
  const chosen = infolettre !== undefined && infolettre !== user.infolettre
  return changeUser(parts, user, changes, async (context) => {
    if (chosen) await writeConsent(context, user, { version: CONSENT_VERSION, choix: { infolettre } })
  })
}

/** The first acceptance of a version stands (dora-backend.md §1.1). Rejects with AccountRefusal `cgu-a-accepter` for another version than that in force. */
export const acceptCgu = async (parts: AccountParts, user: User, version: string): Promise<Me> => {
  if (version !== CGU_VERSION) throw new AccountRefusal('cgu-a-accepter')
  // As it is now: another desk of the same person may have been first.
  const { cgu } = (await parts.store.accounts.userById(user.id)) ?? user
  if (cgu[version] !== undefined) return readMe(parts, { ...user, cgu })
  return changeUser(parts, user, { cgu: { ...cgu, [version]: new Date(parts.now()).toISOString() } }, (context) =>
    context.journal({ action: 'cgu.acceptees', objet: { kind: 'compte', id: user.id }, legal: true, details: { version } }),
  )
}

type Choice = { readonly version: string; readonly choix: Readonly<Record<string, boolean>> }

const writeConsent = async (
  { writer, seal, now, journal }: AccountContext,
  user: User,
  { version, choix }: Choice,
): Promise<string> => {
  const id = randomUUID()
  const doc = { id, user_id: user.id, version, choix, cree_le: new Date(now).toISOString() }
  await putSealed(writer, seal, { kind: CONSENT, id }, { doc, scopes: [userScope(user.id)], current: null })
  await journal({ action: 'consentement', objet: { kind: 'compte', id: user.id }, legal: true, details: { version, ...choix } })
  return id
}

/** A choice is a record of its own, never changed. Answers its identifier. */
export const recordConsent = (parts: AccountParts, user: User, choice: Choice): Promise<string> =>
  runAccount(parts, user, (context) => {
    allow(context.actor, 'compte.tenir')
    return writeConsent(context, user, choice)
  })

const MIN_PASSWORD = 12

/** A name shorter than this is in many a sentence by chance. */
const NAME_LENGTH = 4

/** Length above all (NIST SP 800-63B §3.1.1); a password that is the address protects nothing. */
export const isWeak = (password: string, courriel: string): boolean => {
  const [name = ''] = courriel.split('@', 1)
  return [...password].length < MIN_PASSWORD || (name.length >= NAME_LENGTH && password.toLowerCase().includes(name))
}

/** The other sessions end. Rejects with AccountRefusal `mot-de-passe-faux`, `mot-de-passe-faible`; Crowded. */
export const changePassword = async (
  parts: AccountParts,
  user: User,
  sessionId: string,
  { ancien, nouveau }: { readonly ancien: string; readonly nouveau: string },
): Promise<void> => {
  if (user.motDePasse === null || !(await isPassword(ancien, user.motDePasse))) throw new AccountRefusal('mot-de-passe-faux')
  if (isWeak(nouveau, user.courriel)) throw new AccountRefusal('mot-de-passe-faible')
  await parts.store.accounts.setPassword(user.id, await hashPassword(nouveau), sessionId)
  await runAccount(parts, user, ({ journal }) =>
    journal({ action: 'compte.mot-de-passe', objet: { kind: 'compte', id: user.id } }),
  )
}

/** Everything the server holds about a person (GDPR art. 15 and 20), ready for JSON. */
export const exportAccount = async ({ store, seal, now }: AccountParts, user: User): Promise<object> => {
  const sessions = await store.accounts.sessionsOf(user.id)
  return store.read(async (reader) => {
    const own = async (kind: string) =>
      (await reader.inScope(kind, userScope(user.id))).map((entity) => docOf(seal, entity)).filter((doc) => doc !== null)
    const journal: unknown[] = []
    for await (const { n, le, action, acteur, objet, details } of readJournal(reader, seal)) {
      const about = [acteur, objet.id, details['compte']].includes(user.id) || objet.id.startsWith(`${user.id}/`)
      if (about) journal.push({ n, le, action, par_moi: acteur === user.id, objet, details })
    }
    const courriers = (await everyLetter(reader, seal)).waiting.filter(({ mail }) => (mail.pour ?? mail.to) === user.courriel)
    return {
      etabli_le: new Date(now()).toISOString(),
      compte: { ...compteOf(user), derniere_connexion: user.vuLe, identifiant_fournisseur: user.sub },
      rattachements: await membershipsOfUser(reader, seal, user.id),
      favoris: await own('favourite'),
      recherches: await own(RECHERCHE),
      consentements: await own(CONSENT),
      suggestions: await suggestionsOfAuthor(reader, seal, user.id),
      sessions: sessions.map(({ poste, moyen, creeLe, vuLe }) => ({ poste, moyen, cree_le: creeLe, vue_le: vuLe })),
      // Not their links, which open what they lead to.
      courriers_a_envoyer: courriers.map(({ mail }) => ({
        sujet: mail.template.kind,
        fait_le: new Date(mail.made_at).toISOString(),
      })),
      journal,
    }
  })
}
