import { rattachementId, type Rattachement } from '#shared/accounts/compte.ts'
import type { Structure } from '#shared/catalogue/record.ts'
import type { MailTemplate } from '../../mail/template.ts'
import { forgetMail, waitingMail } from '../../mail/queue.ts'
import { type Sirene, SIRENE_NONE } from '../../sirene/sirene.ts'
import { openSqliteStore } from '../../store/sqlite.ts'
import type { SyncStore, User } from '../../store/types.ts'
import { createSeal } from '../../sync/seal.ts'
import { type AccountParts, createLetters } from '../context.ts'
import { readJournal, type Written } from '../journal.ts'
import { membershipOf } from '../memberships.ts'
import { AccountRefusal, Forbidden } from '../refusal.ts'
import { structureOf } from '../structures.ts'
import { invented } from './people.ts'

/** Accounts over a real store, with a clock that moves when told, and what they leave: letters, entries, rows. */

export const START = Date.parse('2026-12-01T09:00:00Z')
export const DAY_MS = 24 * 3_600_000
export const seal = createSeal(new Uint8Array(32).fill(7))

export type Letter = { readonly to: string; readonly template: MailTemplate }
export type AccountBench = {
  readonly parts: AccountParts & { readonly sirene: Sirene }
  readonly store: SyncStore
  readonly people: ReturnType<typeof invented>
  readonly pass: (ms: number) => void
  readonly setNow: (ms: number) => void
  /** Letters queued since the last time it was asked, the oldest first; they leave the queue. */
  readonly letters: () => Promise<readonly Letter[]>
  /** The same as `kind → address`, sorted. */
  readonly told: () => Promise<readonly string[]>
  readonly journal: () => Promise<readonly Written[]>
  readonly membership: (user: User, structure: Pick<Structure, 'id'>) => Promise<Rattachement | null>
  readonly structure: (id: string) => Promise<Structure | null>
  readonly user: (one: User) => Promise<User | null>
}

export type BenchOptions = { readonly store?: SyncStore; readonly sirene?: Sirene }

export const openAccounts = async (options: BenchOptions = {}): Promise<AccountBench> => {
  const store = options.store ?? (await openSqliteStore({ file: ':memory:' }))
  let now = START
  const parts = {
    store,
    seal,
    now: () => now,
    linkTo: (screen: string) => `https://dora.exemple.test/ouvrir?vers=${screen}`,
    onMail: () => {},
    letters: createLetters(() => now),
    sirene: options.sirene ?? SIRENE_NONE,
  }
  const letters = async (): Promise<Letter[]> => {
    const { waiting } = await store.read((reader) => waitingMail(reader, seal))
    for (const { id } of waiting) await forgetMail(store, id)
    return waiting.map(({ mail: { to, template } }) => ({ to, template }))
  }
  return {
    parts,
    store,
    people: invented(parts),
    pass: (ms) => {
      now += ms
    },
    setNow: (ms) => {
      now = ms
    },
    letters,
    told: async () => (await letters()).map(({ to, template: { kind } }) => `${kind} → ${to}`).sort(),
    journal: () =>
      store.read(async (reader) => {
        const entries: Written[] = []
        for await (const one of readJournal(reader, seal)) entries.push(one)
        return entries
      }),
    membership: (user, { id }) => store.read((reader) => membershipOf(reader, seal, user.id, id)),
    structure: (id) => store.read((reader) => structureOf(reader, id)),
    user: ({ id }) => store.accounts.userById(id),
  }
}

/** What an act came to: `ok`, `interdit`, or the reason it was refused for. Any other failure is passed on. */
export const outcome = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act
    return 'ok'
  } catch (error) {
    if (error instanceof AccountRefusal) return error.motif
    if (error instanceof Forbidden) return 'interdit'
    throw error
  }
}

export const of = (user: User, structure: Pick<Structure, 'id'>) => ({ structureId: structure.id, userId: user.id })
export const idOf = (user: User, structure: Pick<Structure, 'id'>): string => rattachementId(user.id, structure.id)
