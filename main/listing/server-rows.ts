import { Members } from '#shared/accounts/wire.ts'
import { DoraError } from '#shared/errors.ts'
import { SUGGESTION } from '#shared/listing/suggestion.ts'
import { MODELE } from '#shared/listing/model.ts'
import { StructureRows } from '#shared/listing/wire.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { AccountApi } from '../account/api.ts'
import type { Told } from '../user/listing-doc.ts'
import type { People } from '../user/listing-tasks.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'

type Kept = { readonly rows: StructureRows; readonly people: People }

type Parts = {
  readonly ask: AccountApi['ask']
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly now: () => number
  /** What the server says of a structure is not what it said before. */
  readonly onChange: (structureId: string) => void
  readonly log: (what: string, error: unknown) => void
}

/** What was asked less than this ago is not asked again by a mere reading. */
const FRESH_MS = 10_000
const MOST = 40

/**
 * What only the server knows of structures: asked in the background, remembered while the application runs, each for the person
 * who asked. A server that does not answer changes nothing of it.
 */
export const createServerRows = ({ ask, user, now, onChange, log }: Parts) => {
  const kept = new Map<string, Kept>()
  const asking = new Map<string, Promise<void>>()
  /** When it was last asked, whatever became of it: a screen that reads again and again asks no more often. */
  const asked = new Map<string, number>()
  const name = (userId: string, structureId: string) => JSON.stringify([userId, structureId])

  const peopleOf = async (structureId: string): Promise<People> => {
    try {
      const { membres } = await ask('GET', ['account', 'v1', 'structures', structureId, 'members'], { answer: Members })
      return {
        membres: membres.filter(({ etat }) => etat === 'membre').length,
        demandes: membres.filter(({ etat }) => etat === 'demande').map(({ user_id }) => user_id),
      }
    } catch {
      return null
    }
  }

  const read = async (userId: string, structureId: string, withPeople: boolean): Promise<void> => {
    const rows = await ask('GET', ['listing', 'v1', 'structures', structureId], { answer: StructureRows })
    const people = withPeople ? await peopleOf(structureId) : null
    const key = name(userId, structureId)
    const before = kept.get(key)
    kept.delete(key)
    kept.set(key, { rows, people })
    const [oldest] = kept.keys()
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
    if (before !== undefined && JSON.stringify([before.rows, before.people]) === JSON.stringify([rows, people])) return
    await (await user())['account.keepContacts']({ userId, contacts: rows.contacts })
    onChange(structureId)
  }

  const refresh = (userId: string, structureId: string, withPeople: boolean): Promise<void> => {
    const key = name(userId, structureId)
    const running = asking.get(key)
    if (running !== undefined) return running
    asked.set(key, now())
    const begun = read(userId, structureId, withPeople)
      .catch((error: unknown) => {
        // Without the server, or the right, there is nothing more to say.
        if (!(error instanceof DoraError) || error.code === 'sync-reponse-illisible') log('listing rows', error)
      })
      .finally(() => asking.delete(key))
    asking.set(key, begun)
    return begun
  }

  return {
    /** What is known now; null when nothing was told yet. */
    of: (userId: string, structureId: string): Kept | null => kept.get(name(userId, structureId)) ?? null,
    /** The structure of a listing that nobody else on this desk knows. */
    ownerOf: (userId: string, kind: string, id: string): string | null => {
      for (const [key, { rows }] of kept) {
        const [who, structureId] = JSON.parse(key) as [string, string]
        if (who === userId && toldOf(rows).some((one) => one.kind === kind && one.id === id)) return structureId
      }
      return null
    },
    /** Asks in the background, unless it was told just now. */
    wanted: (userId: string, structureId: string, withPeople: boolean): void => {
      const last = asked.get(name(userId, structureId))
      if (last !== undefined && now() - last < FRESH_MS) return
      void refresh(userId, structureId, withPeople)
    },
    /** Something that the server told may have changed: those of this person are asked again. Resolves when they are told. */
    again: async (userId: string | null): Promise<void> => {
      const mine = [...kept].flatMap(([key, { people }]) => {
        const [who, structureId] = JSON.parse(key) as [string, string]
        return who === userId ? [refresh(who, structureId, people !== null)] : []
      })
      await Promise.all(mine)
    },
    forget: (): void => {
      kept.clear()
      asked.clear()
    },
  }
}
export type ServerRows = ReturnType<typeof createServerRows>

/** The rows of an answer. Suggestions come without a version: what this desk has said since is over them until they are read again. */
export const toldOf = ({ services, modeles, suggestions }: StructureRows): Told[] => [
  ...services.map(({ id, ver, doc }): Told => ({ kind: 'service', id, ver, doc: doc as Doc })),
  ...modeles.map(({ id, ver, doc }): Told => ({ kind: MODELE, id, ver, doc: doc as Doc })),
  ...suggestions.map((one): Told => ({ kind: SUGGESTION, id: one.id, ver: 0, doc: one as unknown as Doc })),
]
