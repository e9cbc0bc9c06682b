import type { Members } from '#shared/accounts/wire.ts'
import { departementOf } from '#shared/catalogue/facts.ts'
import type { Structure } from '#shared/catalogue/record.ts'
import { may } from '#shared/rights.ts'
import type { Sirene } from '../sirene/sirene.ts'
import type { User } from '../store/types.ts'
import { type AccountParts, runAccount } from './context.ts'
import { factsOf, lookUp } from './join.ts'
import { inviteInto, listMembers } from './members.ts'
import { activeAdmins, departementOfStructure, membershipsOfStructure, putMembership } from './memberships.ts'
import { AccountRefusal, Forbidden } from './refusal.ts'
import { createStructure, mayJoinByDomain, OWN_SOURCE, setModeration, structureBy } from './structures.ts'
import { noteInvited } from '../moderation/dossier-notes.ts'
import { whereWent } from '../moderation/doublons/went.ts'
import { userOfEmail } from './user.ts'

/**
 * The team, or a gestionnaire in their départements (DORA lets them anywhere), invites the first administrator of a structure,
 * made when it is not here yet. Rejects with Forbidden, AccountRefusal `siret-inconnu`, `sirene-injoignable`,
 * `administrateur-existant`, `domaine-france-travail`.
 */
export const inviteFirstAdmin = async (
  parts: AccountParts & { readonly sirene: Sirene },
  user: User,
  { siret, courriel }: { readonly siret: string; readonly courriel: string },
): Promise<Members> => {
  const action = 'structure.inviter-premier-administrateur'
  // Nothing is looked up, and no account is made, for someone who may not.
  await runAccount(parts, user, async ({ actor }) => {
    if (!may(actor, 'moderation.voir')) throw new Forbidden()
  })
  const known = await parts.store.read((reader) => structureBy(reader, whereWent(reader, parts.seal), 'siret', siret))
  const found = known === null ? await lookUp(parts.sirene, siret, undefined) : null
  const departement =
    known === null ? departementOf(found?.facts.code_insee, found?.facts.code_postal) : departementOfStructure(known)
  await runAccount(parts, user, async ({ actor }) => {
    if (!may(actor, action, { structureId: known?.id ?? null, departement })) throw new Forbidden()
  })
  const invited = await userOfEmail(parts.store.accounts, { courriel }, parts.now())
  return runAccount(parts, user, async (context) => {
    const { writer, seal, actor, now } = context
    const here = await structureBy(writer, whereWent(writer, seal), 'siret', siret)
    const facts = here === null ? found?.facts : factsOf(here)
    if (facts === undefined) throw new AccountRefusal('siret-inconnu')
    const made = here?.source === OWN_SOURCE ? null : await createStructure(writer, siret, facts, now)
    const structure = made?.structure ?? (here as Structure)
    if (made?.made === true)
      await context.journal({
        action: 'structure.creee',
        objet: { kind: 'structure', id: structure.id },
        details: { par: 'invitation', declaree: false },
      })
    const target = { structureId: structure.id, departement: departementOfStructure(structure) }
    if (!may(actor, action, target)) throw new Forbidden()
    if (!mayJoinByDomain(structure, courriel)) throw new AccountRefusal('domaine-france-travail')
    const people = await membershipsOfStructure(writer, seal, structure.id)
    if (activeAdmins(people).length > 0) throw new AccountRefusal('administrateur-existant')
    const own = people.find(({ user_id }) => user_id === invited.id)
    if (own?.etat === 'membre') {
      await putMembership(writer, seal, { ...own, admin: true })
      await setModeration(writer, structure, 'NEED_INITIAL_MODERATION')
      await context.journal({
        action: 'rattachement.role',
        objet: { kind: 'rattachement', id: `${own.user_id}/${own.structure_id}` },
        details: { admin: true },
      })
    } else {
      // What the person asked, or was invited as, is replaced.
      const others = people.filter(({ user_id }) => user_id !== invited.id)
      await inviteInto(context, { structure, target, people: others, admins: [] }, invited, { admin: true, prenom: '', nom: '' })
    }
    await noteInvited(context, structure.id)
    return listMembers(writer, seal, actor, structure.id)
  })
}
