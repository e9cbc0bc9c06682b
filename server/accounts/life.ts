import type { Logger } from 'pino'
import type { Rattachement } from '#shared/accounts/compte.ts'
import type { Entity, User } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import { type AccountContext, type AccountParts, runAccount } from './context.ts'
import { verifyJournal } from './journal.ts'
import { type Act, announcedFor, due, INACTIVE_MS, type Progress, type Task } from './life-rules.ts'
import { activeAdmins, everyMembership, membershipOf, membershipsOfStructure, removeMembership } from './memberships.ts'
import { removeAccount } from './removal.ts'
import { safeName, userName } from './user.ts'

/** Reminders and deletions that nobody asks for (dora-backend.md §7.4), on a clock that tests can move. */

const JOB = 'account-life'
const DAY_MS = 24 * 3600_000
const RAPPEL = 'rappel'
/** All hang on this: they are read by an index. */
const ALL = 'rappels'

type Candidate =
  | { readonly task: 'invitation' | 'demande'; readonly owner: string; readonly membership: Rattachement }
  | { readonly task: 'sans-structure' | 'inactif'; readonly owner: string; readonly user: User }

type Kept = Progress & { readonly task: Task; readonly owner: string }

const idOf = (task: Task, owner: string): string => `${task}/${owner}`

export type LifeParts = AccountParts & {
  readonly log: Logger
  /** Whether e-mails reach anyone: nobody is deleted without having been told. */
  readonly delivers: boolean
}

export type AccountLife = {
  /** Does what is due. Answers how many acts were done; 0 when another replica is at it. */
  readonly run: () => Promise<number>
}

const isLeftAlone = ({ role, gestionnaire, motDePasse }: User): boolean =>
  // The team, and those whom the team gave an account, belong without a structure.
  role === 'administrateur' || gestionnaire || motDePasse !== null

const candidatesOf = async ({ store, seal, now }: LifeParts, linked: ReadonlySet<string>): Promise<Candidate[]> => {
  const found: Candidate[] = []
  await store.read(async (reader) => {
    for await (const membership of everyMembership(reader, seal)) {
      const { etat, user_id, structure_id } = membership
      if (etat !== 'membre') found.push({ task: etat, owner: `${user_id}/${structure_id}`, membership })
    }
  })
  for (const user of await store.accounts.users()) {
    if (!user.actif) continue
    if (user.valide && !linked.has(user.id) && !isLeftAlone(user)) found.push({ task: 'sans-structure', owner: user.id, user })
    const seen = Date.parse(user.vuLe ?? user.creeLe)
    if (user.role !== 'administrateur' && now() - seen >= INACTIVE_MS) found.push({ task: 'inactif', owner: user.id, user })
  }
  return found
}

const putProgress = async ({ writer, seal }: AccountContext, kept: Kept, current: Entity | null): Promise<void> => {
  const key = { kind: RAPPEL, id: idOf(kept.task, kept.owner) }
  await putSealed(writer, seal, key, { doc: kept as never, scopes: [], parent: ALL, current })
}

const actOnMembership = async (
  context: AccountContext,
  task: 'invitation' | 'demande',
  act: Act<'invitation' | 'demande'>,
  one: Rattachement,
): Promise<void> => {
  const { writer, seal, now } = context
  const structure = one.structure_nom
  const personne = userName(one) || safeName(one)
  const admins = activeAdmins(await membershipsOfStructure(writer, seal, one.structure_id))
  const tellAdmins = async (kind: 'invitation-sans-reponse' | 'invitation-bientot-retiree' | 'demande-rappel') => {
    for (const { courriel } of admins)
      await context.mail(courriel, { kind, structure, personne, lien: context.linkTo('membres') })
  }
  if (act === 'retirer') {
    await removeMembership(writer, one)
    return context.journal({
      action: 'invitation.retiree',
      objet: { kind: 'rattachement', id: `${one.user_id}/${one.structure_id}` },
      legal: true,
      details: { motif: 'sans réponse' },
    })
  }
  if (act === 'dire-aux-administrateurs') return tellAdmins('invitation-sans-reponse')
  if (act === 'annoncer-le-retrait') return tellAdmins('invitation-bientot-retiree')
  if (task === 'demande') return tellAdmins('demande-rappel')
  const jours = Math.max(1, Math.floor((now - Date.parse(one.cree_le)) / DAY_MS))
  return context.mail(one.courriel, { kind: 'invitation-rappel', structure, jours, lien: context.linkTo('rejoindre') })
}

/** Where the clock of a candidate begins: an invitation at its date, anyone else when they are first seen as such. */
const beginning = (candidate: Candidate, now: number): number =>
  'membership' in candidate ? Math.min(now, Date.parse(candidate.membership.cree_le)) : now

const actOnUser = (context: AccountContext, task: 'sans-structure' | 'inactif', act: Act, user: User, progress: Progress) => {
  const lien = context.linkTo(task === 'inactif' ? 'accueil' : 'rejoindre')
  if (act === 'rappeler') return context.mail(user.courriel, { kind: 'sans-structure-rappel', lien })
  const suppressionLe = announcedFor(task, progress, context.now)
  return context.mail(user.courriel, {
    kind: task === 'inactif' ? 'compte-inactif' : 'sans-structure-dernier',
    lien,
    suppressionLe,
  })
}

/** Accounts made for an invitation that is no more, and that nobody ever came with: nothing but an address. */
const forgetInvited = async (parts: LifeParts, linked: ReadonlySet<string>): Promise<void> => {
  for (const user of await parts.store.accounts.users()) {
    const young = parts.now() - Date.parse(user.creeLe) < DAY_MS
    if (user.valide || user.vuLe !== null || user.motDePasse !== null || young || linked.has(user.id)) continue
    await removeAccount(parts, user, { by: null, motif: 'invitation-sans-suite' })
  }
}

/** Does what is due for one candidate; true when something was. */
const advance = async (parts: LifeParts, candidate: Candidate): Promise<boolean> => {
  const { task, owner } = candidate
  const deleted = await runAccount(parts, null, async (context) => {
    const { writer, seal, now } = context
    const entity = await writer.entity({ kind: RAPPEL, id: idOf(task, owner) })
    const known = docOf(seal, entity) as unknown as Kept | null
    const progress: Kept = known ?? { task, owner, depuis: beginning(candidate, now), fait: 0, dernier: null }
    const step = due(task, progress, now)
    if (step === null) {
      if (known === null) await putProgress(context, progress, entity)
      return 'nothing'
    }
    const irreversible = step.act === 'retirer' || step.act === 'supprimer'
    if (irreversible && !parts.delivers) return 'nothing'
    if ('membership' in candidate) {
      const { user_id, structure_id } = candidate.membership
      const one = await membershipOf(writer, seal, user_id, structure_id)
      // Answered since it was listed.
      if (one === null || one.etat !== task) return 'nothing'
      await actOnMembership(context, candidate.task, step.act as Act<'invitation' | 'demande'>, one)
    } else if (step.act !== 'supprimer') await actOnUser(context, candidate.task, step.act, candidate.user, progress)
    // Removals write an entry of their own, with their reason.
    if (!irreversible)
      await context.journal({
        action: `rappel.${task}.${step.act}`,
        objet: { kind: 'membership' in candidate ? 'rattachement' : 'compte', id: owner },
        details: { numero: step.fait },
      })
    if (irreversible) await writer.remove({ kind: RAPPEL, id: idOf(task, owner) })
    else await putProgress(context, { ...progress, fait: step.fait, dernier: now }, entity)
    return irreversible ? 'over' : 'told'
  })
  if (deleted === 'over' && 'user' in candidate)
    await removeAccount(parts, candidate.user, { by: null, motif: task === 'inactif' ? 'inactivite' : 'sans-structure' })
  return deleted !== 'nothing'
}

/** Who has any link with a structure. */
const linkedUsers = ({ store, seal }: LifeParts): Promise<Set<string>> =>
  store.read(async (reader) => {
    const linked = new Set<string>()
    for await (const { user_id } of everyMembership(reader, seal)) linked.add(user_id)
    return linked
  })

/** Those who are candidates no more begin again if they ever are. */
const forgetOthers = async (parts: LifeParts, candidates: readonly Candidate[]): Promise<void> => {
  const still = new Set(candidates.map(({ task, owner }) => idOf(task, owner)))
  const gone = (await parts.store.read((reader) => reader.children(RAPPEL, ALL))).filter(({ id }) => !still.has(id))
  if (gone.length === 0) return
  await parts.store.write(async (writer) => {
    for (const { id } of gone) await writer.remove({ kind: RAPPEL, id })
  })
}

/** An anchor outside the base: a journal cut short since is shorter than what was told here. */
const anchor = async ({ store, seal, log }: LifeParts): Promise<void> => {
  const { intact, entries, end } = await store.read((reader) => verifyJournal(reader, seal))
  log[intact ? 'info' : 'error']({ entries, end, intact }, 'journal')
}

export const createAccountLife = (parts: LifeParts): AccountLife => {
  let anchoredAt = -Infinity
  const work = async (): Promise<number> => {
    await parts.store.accounts.forgetExpired(new Date(parts.now()).toISOString())
    const candidates = await candidatesOf(parts, await linkedUsers(parts))
    await forgetOthers(parts, candidates)
    let acts = 0
    for (const candidate of candidates) if (await advance(parts, candidate)) acts++
    await forgetInvited(parts, await linkedUsers(parts))
    if (Math.abs(parts.now() - anchoredAt) >= DAY_MS) {
      await anchor(parts)
      anchoredAt = parts.now()
    }
    return acts
  }
  return { run: async () => (await parts.store.exclusively(JOB, work)) ?? 0 }
}
