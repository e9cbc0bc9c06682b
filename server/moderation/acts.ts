import type { Acte, ActeTold } from '#shared/moderation/acts.ts'
import type { Decision, Dossier, Vu } from '#shared/moderation/dossier.ts'
import { isTaken, PRISE_MS } from '#shared/moderation/queue.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { type AccountContext, type AccountParts, runAccount } from '../accounts/context.ts'
import { actorOf } from '../accounts/memberships.ts'
import { AccountRefusal, allow, Forbidden } from '../accounts/refusal.ts'
import { safeName } from '../accounts/user.ts'
import { finishClosings } from '../orientations/closings.ts'
import type { SyncStore, User } from '../store/types.ts'
import { type Hindrance, hindrance, isDeciding } from './acts-guard.ts'
import { forgetAddress, lookedAt, writeToAdmins } from './acts-letters.ts'
import { type ActeOf, type Done, isoOf, type Scene } from './acts-scene.ts'
import { approveHeld, decideStatus, rejectHeldOf, setObsolete } from './acts-status.ts'
import { dossierOf, putDossier, withDecision } from './dossier.ts'
import { mayModerate, moderatedSheet, statusOfSheet } from './dossier-sheet.ts'
import { moderatorName } from './moderators.ts'

/** What a moderator does of a sheet, done once, or told why not. */

/** `publicUrl`: without a final « / ». */
export type ActParts = AccountParts & { readonly publicUrl: () => string }

/** What is told once the transaction is over: names are of accounts, which are of another. */
type Told = Exclude<ActeTold, { readonly suite: 'deja' | 'pris' }> | Hindrance

const takeIt = (scene: Scene, { quand_meme }: ActeOf<'prendre'>): Hindrance | Done => {
  const { kept, user, nom, context } = scene
  const { prise } = kept.dossier
  const taken = isTaken(prise, context.now)
  if (taken && prise.user_id !== user.id && !quand_meme) return { suite: 'pris', par: prise.nom }
  // What was entrusted to them stays theirs until it is done.
  const jusqu_au =
    taken && prise.user_id === user.id && prise.jusqu_au === null ? null : new Date(context.now + PRISE_MS).toISOString()
  return { texte: '', dossier: { prise: { user_id: user.id, nom, jusqu_au } } }
}

const leaveIt = ({ kept, user }: Scene): Done =>
  kept.dossier.prise?.user_id === user.id ? { texte: '', dossier: { prise: null } } : null

/** Rejects with AccountRefusal `personne-inconnue` for somebody who may not moderate it. */
const entrust = async ({ context, sheet, kept, entrusted }: Scene): Promise<Done> => {
  const { writer, seal } = context
  const able = entrusted?.actif === true && mayModerate(await actorOf(writer, seal, entrusted), sheet)
  if (entrusted === null || !able) throw new AccountRefusal('personne-inconnue')
  const { prise } = kept.dossier
  if (prise?.user_id === entrusted.id && prise.jusqu_au === null) return null
  const nom = moderatorName(entrusted)
  return {
    texte: nom,
    dossier: { prise: { user_id: entrusted.id, nom, jusqu_au: null } },
    details: { a: entrusted.id },
  }
}

type Outcome = Hindrance | Done

const perform = async (scene: Scene, acte: Acte): Promise<Outcome> => {
  switch (acte.geste) {
    case 'statuer':
      return decideStatus(scene, acte)
    case 'noter':
      return { texte: acte.note }
    case 'prendre':
      return takeIt(scene, acte)
    case 'laisser':
      return leaveIt(scene)
    case 'confier':
      return entrust(scene)
    case 'rendre-obsolete':
      return setObsolete(scene, true, acte.note)
    case 'reactiver':
      return setObsolete(scene, false, acte.note)
    case 'approuver-demandes':
      return approveHeld(scene)
    case 'rejeter-demandes':
      return rejectHeldOf(scene, acte)
    case 'ecrire':
      return writeToAdmins(scene, acte)
    case 'adresse-vue':
      return lookedAt(scene, acte) ?? forgetAddress(scene, acte)
  }
}

/** Taken and left many times a day, an item tells nothing of its sheet: neither in its log nor in the journal. */
const isPassing = ({ geste }: Acte): boolean => geste === 'prendre' || geste === 'laisser'

const write = async (scene: Scene, acte: Acte, done: NonNullable<Done>): Promise<Vu> => {
  const { context, sheet, kept, user, nom } = scene
  const { writer, seal } = context
  const before = statusOfSheet(sheet)
  const next: Dossier = { ...kept.dossier, ...done.dossier }
  const fiche = done.ver ?? sheet.ver
  if (isPassing(acte)) return { fiche, dossier: (await putDossier(writer, seal, next)).ver }
  const vu: Vu = { fiche, dossier: kept.ver + 1 }
  const decision: Decision = {
    id: acte.id,
    le: isoOf(scene),
    user_id: user.id,
    nom,
    geste: acte.geste,
    avant: done.apres === undefined ? null : before,
    apres: done.apres ?? null,
    texte: done.texte,
    vu,
    demandes: done.demandes ?? 0,
  }
  await putDossier(writer, seal, withDecision(next, decision))
  await context.journal({
    action: `moderation.${acte.geste}`,
    objet: sheet.cible,
    details: { acte: acte.id, avant: decision.avant, apres: decision.apres, demandes: decision.demandes ?? 0, ...done.details },
  })
  return vu
}

const isHindrance = (outcome: NonNullable<Outcome>): outcome is Hindrance => 'suite' in outcome

/**
 * What the moderator has seen once it is done: what an act was not compared with stays to be seen, and keeps them from deciding.
 * @param made versions of now
 */
const seenAfter = ({ kept, user }: Scene, acte: Acte, vu: Vu | null, made: Vu): Vu => {
  if (vu === null || isDeciding(acte.geste)) return made
  const unseen = kept.dossier.decisions.some((one) => one.user_id !== user.id && (one.vu?.dossier ?? 0) > vu.dossier)
  return { fiche: vu.fiche, dossier: unseen ? vu.dossier : made.dossier }
}

/** Rights beyond moderating the sheet. */
const allowed = ({ context, sheet }: Scene, { geste }: Acte): void => {
  if (geste !== 'approuver-demandes' && geste !== 'rejeter-demandes') return
  allow(context.actor, 'orientation.moderer', sheet.target)
  if (geste === 'rejeter-demandes') allow(context.actor, 'comptes.gerer')
}

const nameOf = async ({ accounts }: SyncStore, par: Extract<Hindrance, { readonly suite: 'deja' }>['par']): Promise<string> => {
  if (par === null) return 'DORA'
  if ('nom' in par) return par.nom
  const user = await accounts.userById(par.id)
  return user === null ? 'Compte supprimé' : safeName(user)
}

/**
 * Does an act, in one transaction, with the rights of now; of one that was done already, tells what it came to. Rejects with
 * Forbidden, AccountRefusal `structure-inconnue`, `service-inconnu`, `personne-inconnue`, `trop-de-messages`.
 * @param vu versions that the moderator saw; null when the act does not depend on them
 */
export const actOnDossier = async (
  parts: ActParts,
  user: User,
  cible: Cible,
  { acte, vu }: { readonly acte: Acte; readonly vu: Vu | null },
): Promise<ActeTold> => {
  const { store } = parts
  const entrusted = acte.geste === 'confier' ? await store.accounts.userById(acte.a) : null
  const run = async (context: AccountContext): Promise<{ readonly told: Told; readonly letters: boolean }> => {
    const { writer, seal, actor } = context
    const sheet = await moderatedSheet(writer, seal, actor, cible)
    const kept = await dossierOf(writer, seal, cible)
    const scene: Scene = { context, user, nom: moderatorName(user), sheet, kept, publicUrl: parts.publicUrl(), entrusted }
    allowed(scene, acte)
    const done = kept.dossier.decisions.find(({ id }) => id === acte.id)
    if (done !== undefined) {
      if (done.user_id !== user.id) throw new Forbidden()
      const versions = done.vu ?? { fiche: sheet.ver, dossier: kept.ver }
      return { told: { suite: 'fait', vu: versions, demandes: done.demandes ?? 0 }, letters: false }
    }
    const outcome = (await hindrance(scene, acte, vu)) ?? (await perform(scene, acte))
    if (outcome === null) return { told: { suite: 'sans-objet' }, letters: false }
    if (isHindrance(outcome)) return { told: outcome, letters: false }
    const made = await write(scene, acte, outcome)
    return {
      told: { suite: 'fait', vu: seenAfter(scene, acte, vu, made), demandes: outcome.demandes ?? 0 },
      letters: outcome.letters === true,
    }
  }
  const { told, letters } = await runAccount(parts, user, run)
  if (letters) parts.onMail()
  if (acte.geste === 'rejeter-demandes') await finishClosings(parts)
  return told.suite === 'deja' ? { ...told, par: await nameOf(store, told.par) } : told
}
