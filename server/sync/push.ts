import { z } from 'zod'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { within } from '#shared/sync/versions.ts'
import type { Mutation, MutationResult, PushAnswer, PushRequest } from '#shared/sync/wire.ts'
import { actorOf } from '#server/accounts/memberships.ts'
import type { User, Writer } from '#server/store/types.ts'
import { runCommand } from './commands/registry.ts'
import type { CommandContext, Outcome } from './commands/command.ts'
import type { SyncParts } from './core.ts'
import { SyncProblem } from './problem.ts'
import { isPrivateKind, sha256 } from './rows.ts'
import { isSealed, type Seal } from './seal.ts'

/** `POST /sync/v1/push` (sync.md §2.2): each mutation alone, in order; its effects and its answer in one transaction. */

/** What decides the effect of a mutation: `n`, `deps` and the desk's clock may change between two tries. */
const payloadHash = ({ schema, type, key, base_ver, base, patch }: Mutation): string =>
  sha256(canonicalJson({ schema, type, key, base_ver, base, patch } as Json))

/** An outcome with where to find its `seq`, which nobody knows before the commit: the rank of a step, or a number already kept. */
type Settled = { readonly outcome: Outcome; readonly step: number | null; readonly seq: number | null; readonly hash: string }

export const push = async (parts: SyncParts, request: PushRequest, user: User): Promise<PushAnswer> => {
  const { store, clock, versions } = parts
  if (!within(versions.proto, request.proto)) {
    throw new SyncProblem('upgrade_required', `proto ${request.proto} is not spoken here`)
  }
  // An identity is one desk's and one user's: whoever shares it takes another, and sends again what was not acknowledged.
  if ((await store.accounts.claimClient(request.client_id, user.id)) !== user.id) {
    throw new SyncProblem('client_forked', 'this client_id is somebody else’s')
  }
  const now = clock.now()
  const { value, commit, seqs } = await store.write((writer) => settleAll(parts, writer, request, user, now))
  const results = request.mutations.map(({ mut_id }): MutationResult => {
    const { outcome, step, seq } = value.get(mut_id) as Settled
    return answerOf(mut_id, outcome, seq ?? (step === null ? null : (seqs[step] ?? null)))
  })
  return {
    epoch: commit.head.epoch,
    head: commit.head.seq,
    durable_seq: commit.head.durableSeq,
    server_time: new Date(now).toISOString(),
    results,
  }
}

const answerOf = (mut_id: string, outcome: Outcome, seq: number | null): MutationResult =>
  seq === null ? { mut_id, ...outcome } : { mut_id, ...outcome, seq }

const settleAll = async (
  parts: SyncParts,
  writer: Writer,
  { client_id, epoch, mutations }: PushRequest,
  user: User,
  now: number,
): Promise<ReadonlyMap<string, Settled>> => {
  if (epoch != null && epoch !== (await writer.head()).epoch) {
    throw new SyncProblem('epoch_changed', 'what these changes follow was acknowledged in another history')
  }
  const settled = new Map<string, Settled>()
  const actor = await actorOf(writer, parts.seal, user)
  const letters = {
    ...(parts.linkTo === undefined ? {} : { linkTo: parts.linkTo }),
    ...(parts.publicUrl === undefined ? {} : { publicUrl: parts.publicUrl() }),
    ...(parts.emplois === undefined ? {} : { emplois: parts.emplois }),
  }
  let steps = 0
  const known = async (mutId: string): Promise<Settled | null> => {
    const here = settled.get(mutId)
    if (here !== undefined) return here
    const kept = await writer.mutation(client_id, mutId)
    if (kept === null) return null
    if (kept.userId !== user.id) throw new SyncProblem('client_forked', 'this mutation is somebody else’s')
    const outcome = readAnswer(parts.seal, client_id, mutId, kept.result)
    return { outcome, step: null, seq: kept.seq, hash: kept.payloadHash }
  }
  for (const mutation of mutations) {
    const hash = payloadHash(mutation)
    const before = await known(mutation.mut_id)
    if (before !== null) {
      if (before.hash !== hash) throw new SyncProblem('client_forked', 'this mutation was something else')
      settled.set(mutation.mut_id, before)
      continue
    }
    const waits = await waitsFor(parts, mutation, known)
    if (waits !== null) {
      settled.set(mutation.mut_id, { outcome: waits, step: null, seq: null, hash })
      continue
    }
    const settle = (decide: () => Promise<Outcome>): Promise<Outcome> => {
      steps += 1
      return writer.step(async () => {
        const outcome = await decide()
        const result = writeAnswer(parts.seal, client_id, mutation, outcome)
        await writer.keepMutation({ clientId: client_id, mutId: mutation.mut_id, userId: user.id, payloadHash: hash, result })
        return outcome
      })
    }
    const outcome = await settle(() =>
      decideOne(parts, { writer, seal: parts.seal, user, actor, now, ...letters }, mutation),
    ).catch((error: unknown) => {
      if (!isOurFault(error)) throw error
      return settle(() => Promise.resolve({ status: 'rejected', code: 'internal' } as const))
    })
    settled.set(mutation.mut_id, { outcome, step: steps - 1, seq: null, hash })
  }
  return settled
}

/** A mutation on which the code itself stumbles would do so for ever, and hold up all the others: it is consumed. */
const isOurFault = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError || error instanceof z.ZodError

const DONE: ReadonlySet<string> = new Set(['applied', 'merged'])

/** Why a mutation is not to be tried now; nothing is kept of it. */
const waitsFor = async (
  { versions }: SyncParts,
  { deps, schema }: Mutation,
  known: (mutId: string) => Promise<Settled | null>,
): Promise<Outcome | null> => {
  // A newer desk than this server: its change waits for the server, it is not lost.
  if (schema > versions.schema.max) return { status: 'blocked', code: 'upgrade_required' }
  for (const dep of deps) {
    const one = await known(dep)
    if (one === null || !DONE.has(one.outcome.status)) return { status: 'blocked', code: 'dependency' }
  }
  return null
}

const decideOne = async ({ versions }: SyncParts, context: CommandContext, mutation: Mutation): Promise<Outcome> => {
  const { schema, type, key, base_ver, base, patch } = mutation
  if (schema < versions.schema.min) return { status: 'rejected', code: 'too-old' }
  const up = (doc: Doc): Doc => (schema === versions.schema.max ? doc : versions.up(key.kind, doc, schema))
  return runCommand(context, { type, key, base_ver, base: up(base), patch: up(patch) })
}

const answerContext = (clientId: string, mutId: string): string => `answer|${clientId}|${mutId}`

/** The answer to a change of a private row, or with fields that clash, quotes it: it is sealed as the row is. */
const writeAnswer = (seal: Seal, clientId: string, { mut_id, key, type }: Mutation, outcome: Outcome): string => {
  const text = JSON.stringify(outcome)
  const isPrivate = isPrivateKind(key.kind) || isPrivateKind(type.slice(0, type.indexOf('.'))) || outcome.fields !== undefined
  return isPrivate ? seal.seal(answerContext(clientId, mut_id), text) : text
}

const readAnswer = (seal: Seal, clientId: string, mutId: string, kept: string): Outcome =>
  JSON.parse(isSealed(kept) ? seal.open(answerContext(clientId, mutId), kept) : kept) as Outcome
