import type { Structure } from '#shared/catalogue/record.ts'
import type { Member, Members } from '#shared/accounts/wire.ts'
import { CGU_VERSION, type Rattachement } from '#shared/accounts/compte.ts'
import { type Actor, may, type Target } from '#shared/rights.ts'
import type { Reader, User } from '../store/types.ts'
import { rescopeForMembers } from '../listing/rescope.ts'
import type { Seal } from '../sync/seal.ts'
import { type AccountContext, type AccountParts, runAccount } from './context.ts'
import {
  activeAdmins,
  departementOfStructure,
  membershipRow,
  membershipsOfStructure,
  putMembership,
  removeMembership,
} from './memberships.ts'
import { AccountRefusal, allow, Forbidden } from './refusal.ts'
import { mayJoinByDomain, OWN_SOURCE, setModeration, structureOf, structureView } from './structures.ts'
import { safeName, userName, userOfEmail } from './user.ts'

/** Members, invitations and requests of a structure (dora-backend.md §2.2). */

/** A structure with its people, as one command sees them. */
type Scene = {
  readonly structure: Structure
  readonly target: NonNullable<Target>
  readonly people: readonly Rattachement[]
  /** Those of them who can answer. */
  readonly admins: readonly Rattachement[]
}

/** Rejects with AccountRefusal `structure-inconnue`. */
const sceneOf = async (reader: Reader, seal: Seal, structureId: string): Promise<Scene> => {
  const structure = await structureOf(reader, structureId)
  if (structure === null || structure.dora?.is_obsolete === true) throw new AccountRefusal('structure-inconnue')
  const people = await membershipsOfStructure(reader, seal, structureId)
  return {
    structure,
    target: { structureId, departement: departementOfStructure(structure) },
    people,
    admins: activeAdmins(people),
  }
}

const isLastAdmin = ({ admins }: Scene, one: Rattachement): boolean => admins.length === 1 && admins[0]?.user_id === one.user_id

/**
 * Taking the last administrator's role leaves the others with nobody to answer them: only the team may. Someone who is alone may
 * leave: nobody is left behind, and whoever joins next goes through moderation.
 */
const isProtected = (actor: Actor, scene: Scene, one: Rattachement, leaving: boolean): boolean => {
  if (!isLastAdmin(scene, one) || may(actor, 'membres.dernier-administrateur', scene.target)) return false
  const others = scene.people.filter(({ etat, user_id }) => etat === 'membre' && user_id !== one.user_id)
  return !(leaving && others.length === 0 && actor?.id === one.user_id)
}

const memberOf = (actor: Actor, scene: Scene, one: Rattachement): Member => {
  const manages = may(actor, 'membres.gerer', scene.target)
  const moi = actor?.id === one.user_id
  const { user_id, etat, admin, courriel, prenom, nom, cree_le, actif } = one
  return {
    user_id,
    etat,
    admin,
    courriel,
    prenom,
    nom,
    cree_le,
    moi,
    droits: {
      changer_role: manages && etat === 'membre' && !(admin && isProtected(actor, scene, one, false)),
      retirer: (manages || moi) && !(etat === 'membre' && isProtected(actor, scene, one, true)),
      // Someone whose account is closed neither comes nor answers: what waits for them can only be put away.
      relancer: actif && ((manages && etat === 'invitation') || (moi && etat === 'demande')),
      repondre: actif && ((manages && etat === 'demande') || (moi && etat === 'invitation')),
    },
  }
}

const ORDER: Readonly<Record<Rattachement['etat'], number>> = { membre: 0, demande: 1, invitation: 2 }
const french = new Intl.Collator('fr')
const byRank = (a: Rattachement, b: Rattachement): number =>
  ORDER[a.etat] - ORDER[b.etat] ||
  Number(b.admin) - Number(a.admin) ||
  french.compare(userName(a) || a.courriel, userName(b) || b.courriel)

/** Rejects with Forbidden, AccountRefusal `structure-inconnue`. */
export const listMembers = async (reader: Reader, seal: Seal, actor: Actor, structureId: string): Promise<Members> => {
  const scene = await sceneOf(reader, seal, structureId)
  allow(actor, 'membres.voir', scene.target)
  return {
    structure: await structureView(reader, seal, scene.structure, actor),
    membres: scene.people.toSorted(byRank).map((one) => memberOf(actor, scene, one)),
  }
}

const becomeMember = async (context: AccountContext, scene: Scene, one: Rattachement, action: string): Promise<void> => {
  const { writer, seal } = context
  await putMembership(writer, seal, { ...one, etat: 'membre' })
  await rescopeForMembers(writer, seal, scene.structure.id)
  await context.journal({
    action,
    objet: { kind: 'rattachement', id: `${one.user_id}/${one.structure_id}` },
    details: { admin: one.admin },
  })
}

export type Invitation = { readonly courriel: string; readonly prenom: string; readonly nom: string; readonly admin: boolean }

const mailInvitation = (context: AccountContext, structure: Structure, { courriel, admin }: Rattachement): Promise<boolean> => {
  const invitePar = context.user === null ? '' : userName(context.user) || safeName(context.user)
  return context.mail(courriel, {
    kind: 'invitation',
    structure: structure.nom,
    invitePar,
    admin,
    lien: context.linkTo('rejoindre'),
  })
}

/**
 * Writes an invitation, or takes as accepted the request that the person had made. An invitation says of the person what the one who
 * invites typed: whether the address has an account, and whose, is theirs to tell by coming.
 */
export const inviteInto = async (
  context: AccountContext,
  scene: Scene,
  invited: User,
  { admin, prenom, nom }: Omit<Invitation, 'courriel'>,
): Promise<Rattachement> => {
  // A listing of another source is its source's: one's own is made by joining it.
  if (scene.structure.source !== OWN_SOURCE) throw new AccountRefusal('structure-inconnue')
  if (!mayJoinByDomain(scene.structure, invited.courriel)) throw new AccountRefusal('domaine-france-travail')
  const known = scene.people.find(({ user_id }) => user_id === invited.id)
  if (known?.etat === 'membre' || known?.etat === 'invitation') throw new AccountRefusal('deja-rattache')
  const cree_le = new Date(context.now).toISOString()
  const row = membershipRow(invited, scene.structure, { etat: 'invitation', admin, cree_le })
  if (known?.etat === 'demande') {
    await becomeMember(context, scene, { ...row, cree_le: known.cree_le }, 'rattachement.accepte')
    await context.mail(row.courriel, { kind: 'acces-accorde', structure: scene.structure.nom, lien: context.linkTo('accueil') })
    return { ...row, etat: 'membre' }
  }
  const asTyped = { ...row, prenom, nom, actif: true }
  await putMembership(context.writer, context.seal, asTyped)
  await mailInvitation(context, scene.structure, asTyped)
  await context.journal({
    action: 'rattachement.invite',
    objet: { kind: 'rattachement', id: `${row.user_id}/${row.structure_id}` },
    details: { admin },
  })
  return asTyped
}

/** Rejects with Forbidden, AccountRefusal `structure-inconnue`, `deja-rattache`, `domaine-france-travail`. */
export const inviteMember = async (
  parts: AccountParts,
  user: User,
  structureId: string,
  invitation: Invitation,
): Promise<Member> => {
  const { admin: _role, ...person } = invitation
  // Judged before an account is made for the person invited, and again with the effect.
  await runAccount(parts, user, async ({ writer, seal, actor }) => {
    const scene = await sceneOf(writer, seal, structureId)
    allow(actor, 'membres.gerer', scene.target)
    if (!mayJoinByDomain(scene.structure, person.courriel)) throw new AccountRefusal('domaine-france-travail')
  })
  const invited = await userOfEmail(parts.store.accounts, person, parts.now())
  return runAccount(parts, user, async (context) => {
    const { writer, seal, actor } = context
    const scene = await sceneOf(writer, seal, structureId)
    allow(actor, 'membres.gerer', scene.target)
    const row = await inviteInto(context, scene, invited, invitation)
    return memberOf(actor, await sceneOf(writer, seal, structureId), row)
  })
}

/** Runs an act on one person of a structure, found after the right to look at them. */
const onPerson = (
  parts: AccountParts,
  user: User,
  { structureId, userId }: { readonly structureId: string; readonly userId: string },
  act: (context: AccountContext, scene: Scene, one: Rattachement) => Promise<void>,
): Promise<void> =>
  runAccount(parts, user, async (context) => {
    const { writer, seal, actor } = context
    const scene = await sceneOf(writer, seal, structureId)
    const own = userId === user.id
    if (!own) allow(actor, 'membres.gerer', scene.target)
    const one = scene.people.find(({ user_id }) => user_id === userId)
    if (one === undefined)
      throw own && !may(actor, 'membres.gerer', scene.target) ? new Forbidden() : new AccountRefusal('personne-inconnue')
    await act(context, scene, one)
  })

type Person = { readonly structureId: string; readonly userId: string }

/** An administrator reminds someone invited; someone who asked reminds the administrators. */
export const resend = (parts: AccountParts, user: User, person: Person): Promise<void> =>
  onPerson(parts, user, person, async (context, scene, one) => {
    if (!memberOf(context.actor, scene, one).droits.relancer) throw new Forbidden()
    if (one.etat === 'invitation') {
      if (!(await mailInvitation(context, scene.structure, one))) throw new AccountRefusal('trop-de-rappels')
      return
    }
    const personne = userName(one) || safeName(one)
    let sent = false
    for (const { courriel } of scene.admins) {
      const lien = context.linkTo('membres')
      sent = (await context.mail(courriel, { kind: 'demande-rappel', structure: scene.structure.nom, personne, lien })) || sent
    }
    if (!sent && scene.admins.length > 0) throw new AccountRefusal('trop-de-rappels')
  })

/** Rejects with AccountRefusal `cgu-a-accepter` for an invitation taken without the conditions. */
export const accept = (parts: AccountParts, user: User, person: Person): Promise<void> =>
  onPerson(parts, user, person, async (context, scene, one) => {
    const { droits, moi } = memberOf(context.actor, scene, one)
    if (!droits.repondre) throw new Forbidden()
    if (!mayJoinByDomain(scene.structure, one.courriel)) throw new AccountRefusal('domaine-france-travail')
    if (moi && user.cgu[CGU_VERSION] === undefined) throw new AccountRefusal('cgu-a-accepter')
    const admins = scene.admins
    // From here on the person is known to the others by their own name.
    const known = moi ? { ...one, prenom: user.prenom, nom: user.nom, actif: user.actif } : one
    await becomeMember(context, scene, known, 'rattachement.accepte')
    if (one.etat === 'demande') {
      await context.mail(one.courriel, { kind: 'acces-accorde', structure: scene.structure.nom, lien: context.linkTo('accueil') })
      return
    }
    if (admins.length === 0) await setModeration(context.writer, scene.structure, 'NEED_INITIAL_MODERATION')
    for (const { courriel } of admins)
      await context.mail(courriel, {
        kind: 'invitation-acceptee',
        structure: scene.structure.nom,
        personne: userName(known) || safeName(known),
      })
  })

/** An administrator refuses a request, the person invited declines. */
export const refuse = (parts: AccountParts, user: User, person: Person): Promise<void> =>
  onPerson(parts, user, person, async (context, scene, one) => {
    if (!memberOf(context.actor, scene, one).droits.repondre) throw new Forbidden()
    await removeMembership(context.writer, one)
    if (one.etat === 'demande') await context.mail(one.courriel, { kind: 'acces-refuse', structure: scene.structure.nom })
    await context.journal({
      action: 'rattachement.refuse',
      objet: { kind: 'rattachement', id: `${one.user_id}/${one.structure_id}` },
    })
  })

/** Takes someone out, cancels an invitation or a request, or leaves. Rejects with AccountRefusal `dernier-administrateur`. */
export const remove = (parts: AccountParts, user: User, person: Person): Promise<void> =>
  onPerson(parts, user, person, async (context, scene, one) => {
    const member = memberOf(context.actor, scene, one)
    if (!member.droits.retirer)
      throw one.etat === 'membre' && isProtected(context.actor, scene, one, true)
        ? new AccountRefusal('dernier-administrateur')
        : new Forbidden()
    await removeMembership(context.writer, one)
    if (one.etat === 'membre') {
      await rescopeForMembers(context.writer, context.seal, scene.structure.id)
      // Nobody answers for it any more: the next who joins is looked at.
      if (isLastAdmin(scene, one)) await setModeration(context.writer, scene.structure, 'NEED_NEW_MODERATION')
    }
    await context.journal({
      action: 'rattachement.retire',
      objet: { kind: 'rattachement', id: `${one.user_id}/${one.structure_id}` },
      details: { etat: one.etat, par_soi: member.moi },
    })
  })

/** Rejects with AccountRefusal `dernier-administrateur`. */
export const setAdmin = (parts: AccountParts, user: User, person: Person, admin: boolean): Promise<void> =>
  onPerson(parts, user, person, async (context, scene, one) => {
    allow(context.actor, 'membres.gerer', scene.target)
    if (one.etat !== 'membre') throw new AccountRefusal('personne-inconnue')
    if (one.admin === admin) return
    if (!admin && isProtected(context.actor, scene, one, false)) throw new AccountRefusal('dernier-administrateur')
    await putMembership(context.writer, context.seal, { ...one, admin })
    await context.journal({
      action: 'rattachement.role',
      objet: { kind: 'rattachement', id: `${one.user_id}/${one.structure_id}` },
      details: { admin },
    })
  })
