import type { Structure } from '#shared/catalogue/record.ts'
import type { Join, Joined } from '#shared/accounts/wire.ts'
import { CGU_VERSION, type Rattachement } from '#shared/accounts/compte.ts'
import { checkSiret } from '#shared/reference/siret.ts'
import { type Sirene, SireneUnreachable } from '../sirene/sirene.ts'
import type { Reader, User } from '../store/types.ts'
import { rescopeForMembers } from '../listing/rescope.ts'
import { type Went, whereWent } from '../moderation/doublons/went.ts'
import type { AccountContext, AccountParts } from './context.ts'
import { runAccount } from './context.ts'
import { activeAdmins, actorOf, membershipOf, membershipRow, membershipsOfStructure, putMembership } from './memberships.ts'
import { acceptCgu } from './profile.ts'
import { AccountRefusal, allow } from './refusal.ts'
import {
  createStructure,
  type Facts,
  isFranceTravail,
  mayJoinByDomain,
  OWN_SOURCE,
  setModeration,
  structureBy,
  structureOf,
  structureView,
} from './structures.ts'
import { safeName, userName } from './user.ts'

/** Joining a structure (dora-backend.md §2.2). */

/** What a structure is made from, looked up before the transaction: the register may take seconds. */
type Found = { readonly siret: string; readonly facts: Facts; readonly declared: boolean }

/** Rejects with AccountRefusal `siret-incorrect`, `siret-inconnu`, `sirene-injoignable`. */
export const lookUp = async (sirene: Sirene, siret: string, declared: Join['declare']): Promise<Found> => {
  if (checkSiret(siret).etat === 'forme') throw new AccountRefusal('siret-incorrect')
  try {
    const found = await sirene.bySiret(siret)
    if (found === null) throw new AccountRefusal('siret-inconnu')
    return {
      siret,
      declared: false,
      facts: {
        nom: found.nom,
        adresse: found.adresse,
        code_postal: found.code_postal,
        commune: found.commune,
        code_insee: found.code_insee,
        latitude: found.latitude,
        longitude: found.longitude,
      },
    }
  } catch (error) {
    if (!(error instanceof SireneUnreachable)) throw error
    if (declared === undefined) throw new AccountRefusal('sirene-injoignable')
    return { siret, declared: true, facts: declared }
  }
}

/** A listing of another source that is adopted keeps its facts: nobody types them again. */
export const factsOf = ({
  nom,
  adresse,
  complement_adresse,
  code_postal,
  commune,
  code_insee,
  latitude,
  longitude,
}: Structure): Facts => ({
  nom,
  adresse,
  complement_adresse,
  code_postal,
  commune,
  code_insee,
  latitude,
  longitude,
})

/** One that was merged into another since it was read is that one. */
const structureNow = async (reader: Reader, went: Went, id: string): Promise<Structure | null> => {
  const there = await structureOf(reader, id)
  const into = there === null ? await went.into('structure', id) : null
  return into === null ? there : structureOf(reader, into)
}

/** The structure asked for, made when it is not here yet. */
const reach = async (context: AccountContext, asked: Join, found: Found | null): Promise<Structure> => {
  const { writer, seal, now } = context
  const went = whereWent(writer, seal)
  const known =
    asked.structure_id !== undefined
      ? await structureNow(writer, went, asked.structure_id)
      : await structureBy(writer, went, asked.siret === undefined ? 'safir' : 'siret', asked.siret ?? asked.safir ?? '')
  if (known?.dora?.is_obsolete === true) throw new AccountRefusal('structure-inconnue')
  if (known !== null && known.source === OWN_SOURCE) return known
  // Of one that was merged into a sheet of another source, the SIRET that was asked for is theirs.
  const siret = asked.siret ?? known?.siret ?? found?.siret ?? null
  if (siret === null || (known === null && found === null)) throw new AccountRefusal('structure-inconnue')
  const own = await structureBy(writer, went, 'siret', siret)
  if (own?.source === OWN_SOURCE) return own
  const facts = known === null ? (found as Found).facts : factsOf(known)
  const { structure, made } = await createStructure(writer, siret, facts, now)
  if (made)
    await context.journal({
      action: 'structure.creee',
      objet: { kind: 'structure', id: structure.id },
      details: { par: 'inscription', declaree: found?.declared === true },
    })
  return structure
}

const enter = async (context: AccountContext, user: User, structure: Structure): Promise<Joined['issue']> => {
  const { writer, seal, now } = context
  const here = await membershipsOfStructure(writer, seal, structure.id)
  const own = here.find(({ user_id }) => user_id === user.id) ?? null
  const admins = activeAdmins(here)
  const enterAs = async (etat: Rattachement['etat'], admin: boolean): Promise<void> => {
    const row = membershipRow(user, structure, { etat, admin, cree_le: own?.cree_le ?? new Date(now).toISOString() })
    await putMembership(writer, seal, row)
    if (etat === 'membre') await rescopeForMembers(writer, seal, structure.id)
    const action = etat === 'membre' ? 'rattachement.membre' : 'rattachement.demande'
    await context.journal({ action, objet: { kind: 'structure', id: structure.id }, details: { admin } })
  }
  const tellAdmins = async (kind: 'invitation-acceptee' | 'demande-acces'): Promise<void> => {
    const personne = userName(user) || safeName(user)
    for (const { courriel } of admins) {
      await context.mail(
        courriel,
        kind === 'invitation-acceptee'
          ? { kind, structure: structure.nom, personne }
          : { kind, structure: structure.nom, personne, lien: context.linkTo('membres') },
      )
    }
  }
  if (own?.etat === 'membre') return 'deja-membre'
  if (admins.length === 0) {
    // The role of an invitation, if there is one; else the first to come keeps the structure.
    const admin = own?.etat === 'invitation' ? own.admin : true
    await enterAs('membre', admin)
    await setModeration(writer, structure, 'NEED_INITIAL_MODERATION')
    return admin ? 'administrateur' : 'membre'
  }
  if (own?.etat === 'invitation') {
    await enterAs('membre', own.admin)
    await tellAdmins('invitation-acceptee')
    return own.admin ? 'administrateur' : 'membre'
  }
  // Asked again: the administrators are told again (at most as often as requests are limited).
  if (own === null) await enterAs('demande', false)
  await tellAdmins('demande-acces')
  return 'demande'
}

/**
 * A person joins a structure: administrator of one that has none, member by invitation, else a request.
 * Rejects with AccountRefusal `siret-inconnu`, `siret-incorrect`, `sirene-injoignable`, `structure-inconnue`, `cgu-a-accepter`,
 * `domaine-france-travail`.
 */
export const joinStructure = async (
  parts: AccountParts & { readonly sirene: Sirene },
  user: User,
  asked: Join,
): Promise<Joined> => {
  if (asked.cgu_version !== CGU_VERSION && user.cgu[CGU_VERSION] === undefined) throw new AccountRefusal('cgu-a-accepter')
  const known =
    asked.siret === undefined
      ? true
      : (await parts.store.read((reader) => structureBy(reader, whereWent(reader, parts.seal), 'siret', asked.siret ?? ''))) !==
        null
  const found = known || asked.siret === undefined ? null : await lookUp(parts.sirene, asked.siret, asked.declare)
  // What the person ticked is written first: nobody is a member without it.
  if (user.cgu[CGU_VERSION] === undefined) await acceptCgu(parts, user, CGU_VERSION)
  return runAccount(parts, user, async (context) => {
    allow(context.actor, 'structure.rejoindre')
    const structure = await reach(context, asked, found)
    if (isFranceTravail(structure) && !mayJoinByDomain(structure, user.courriel))
      throw new AccountRefusal('domaine-france-travail')
    const issue = await enter(context, user, structure)
    const { writer, seal } = context
    const rattachement = await membershipOf(writer, seal, user.id, structure.id)
    const now = (await structureOf(writer, structure.id)) ?? structure
    return {
      issue,
      structure: await structureView(writer, seal, now, await actorOf(writer, seal, user)),
      rattachement: rattachement as Rattachement,
    }
  })
}
