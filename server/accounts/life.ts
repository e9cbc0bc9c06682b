import type { Logger } from 'pino'
import type { Rattachement } from '#shared/accounts/compte.ts'
import type { Entity, User } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import { type AccountContext, type AccountParts, runAccount } from './context.ts'
import { verifyJournal } from './journal.ts'
import { actOnMembership, actOnUser } from './life-acts.ts'
import { type Act, due, INACTIVE_MS, needsLetters, type Progress, type Task } from './life-rules.ts'
import { everyMembership, membershipOf } from './memberships.ts'
import { finishRemovals, removeAccount } from './removal.ts'

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

const isNowhere = (user: User): boolean => user.actif && user.valide && !isLeftAlone(user)
const isUnseen = ({ actif, role, vuLe, creeLe }: User, now: number): boolean =>
  actif && role !== 'administrateur' && now - Date.parse(vuLe ?? creeLe) >= INACTIVE_MS

const candidatesOf = async ({ store, seal, now }: LifeParts, linked: ReadonlySet<string>): Promise<Candidate[]> => {
  const found: Candidate[] = []
  await store.read(async (reader) => {
    for await (const membership of everyMembership(reader, seal)) {
      const { etat, user_id, structure_id, actif } = membership
      // Nobody writes to, or about, someone whose account is closed.
      if (etat !== 'membre' && actif) found.push({ task: etat, owner: `${user_id}/${structure_id}`, membership })
    }
  })
  for (const user of await store.accounts.users()) {
    if (isNowhere(user) && !linked.has(user.id)) found.push({ task: 'sans-structure', owner: user.id, user })
    if (isUnseen(user, now())) found.push({ task: 'inactif', owner: user.id, user })
  }
  return found
}

const putProgress = async ({ writer, seal }: AccountContext, kept: Kept, current: Entity | null): Promise<void> => {
  const key = { kind: RAPPEL, id: idOf(kept.task, kept.owner) }
  await putSealed(writer, seal, key, { doc: kept as never, scopes: [], parent: ALL, current })
}

/** Where the clock of a candidate begins: an invitation at its date, anyone else when they are first seen as such. */
const beginning = (candidate: Candidate, now: number): number =>
  'membership' in candidate ? Math.min(now, Date.parse(candidate.membership.cree_le)) : now

const isLinked = (memberships: readonly Rattachement[]): boolean => memberships.length > 0

/** Deletes an account whose day has come; false for one that has joined, or come back, since it was listed. */
const removeUser = async (parts: LifeParts, task: 'sans-structure' | 'inactif', id: string): Promise<boolean> => {
  const user = await parts.store.accounts.userById(id)
  if (user === null) return false
  if (task === 'inactif') return isUnseen(user, parts.now()) && removeAccount(parts, user, { by: null, motif: 'inactivite' })
  return isNowhere(user) && removeAccount(parts, user, { by: null, motif: 'sans-structure', unless: isLinked })
}

/** Never came, and is nothing but an address. A closed account stays, or its closure would be forgotten with it. */
const isInvitedOnly = (user: User): boolean => !user.valide && user.vuLe === null && user.actif && !isLeftAlone(user)

/** Accounts made for an invitation that is no more, and that nobody ever came with: nothing but an address. */
const forgetInvited = async (parts: LifeParts, linked: ReadonlySet<string>): Promise<void> => {
  for (const user of await parts.store.accounts.users()) {
    const young = parts.now() - Date.parse(user.creeLe) < DAY_MS
    if (!isInvitedOnly(user) || young || linked.has(user.id)) continue
    // As it is now: someone may have come in, or been given a role, since they were listed.
    const now = await parts.store.accounts.userById(user.id)
    if (now === null || !isInvitedOnly(now)) continue
    // Invited again since they were listed.
    await removeAccount(parts, user, { by: null, motif: 'invitation-sans-suite', unless: isLinked })
  }
}

/** Does what is due for one candidate; true when something was. */
const advance = async (parts: LifeParts, candidate: Candidate): Promise<boolean> => {
  const { task, owner } = candidate
  const done = await runAccount(parts, null, async (context): Promise<Act | null> => {
    const { writer, seal, now } = context
    const key = { kind: RAPPEL, id: idOf(task, owner) }
    const entity = await writer.entity(key)
    const kept = docOf(seal, entity) as unknown as Kept | null
    const depuis = beginning(candidate, now)
    // Invited again after an invitation that was cancelled: its clock is its own.
    const known = kept !== null && 'membership' in candidate && kept.depuis < depuis ? null : kept
    const progress: Kept = known ?? { task, owner, depuis, fait: 0, dernier: null }
    const step = due(task, progress, now)
    if (step === null) {
      if (known === null) await putProgress(context, progress, entity)
      return null
    }
    if (needsLetters(step.act) && !parts.delivers) return null
    // Its reminder goes once the account has: cut in between, it is found again.
    if (step.act === 'supprimer') return step.act
    if ('membership' in candidate) {
      const { user_id, structure_id } = candidate.membership
      const one = await membershipOf(writer, seal, user_id, structure_id)
      // Answered since it was listed.
      if (one === null || one.etat !== task) return null
      await actOnMembership(context, candidate.task, step.act as Act<'invitation' | 'demande'>, one)
    } else await actOnUser(context, candidate.task, step.act, candidate.user, progress)
    if (step.act === 'retirer') {
      await writer.remove(key)
      return step.act
    }
    // Removals write an entry of their own, with their reason.
    await context.journal({
      action: `rappel.${task}.${step.act}`,
      objet: { kind: 'membership' in candidate ? 'rattachement' : 'compte', id: owner },
      details: { numero: step.fait },
    })
    await putProgress(context, { ...progress, fait: step.fait, dernier: now }, entity)
    return step.act
  })
  if (done === 'supprimer' && 'user' in candidate) return removeUser(parts, candidate.task, candidate.user.id)
  return done !== null
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
    await finishRemovals(parts)
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
