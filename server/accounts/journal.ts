import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Json } from '#shared/rpc.ts'
import type { Entity, Reader, Writer } from '../store/types.ts'
import { docOf, putSealed, sha256 } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/**
 * The audit log: who did what to whom, in order, each entry holding the hash of the one before. An entry changed, removed from the
 * middle or put in breaks the chain; entries are sealed, so that none can be made without the server's key. The end of the chain
 * is kept, sealed, beside it: entries cut from the end are missed too, unless the whole store is put back as it was (a backup),
 * which the anchors of the server's own log tell (server/accounts/life). Identifiers only: no name, no address.
 */

export const JOURNAL = 'journal'
const END = 'journal-fin'
const FIRST = sha256('dora/journal/1')

/** `legal`: to be shown to a data protection officer (dora-backend.md §1.9 ActionLog). */
export type Entry = {
  readonly action: string
  /** User, or what did it by itself: `systeme`. */
  readonly acteur: string
  /** `personne`: someone who was looked for, of whom the journal says nothing: its `id` is ''. */
  readonly objet: {
    readonly kind:
      | 'compte'
      | 'structure'
      | 'service'
      | 'rattachement'
      | 'session'
      | 'personne'
      | 'departement'
      | 'regle'
      | 'kit'
      | 'cle-api'
      | 'webhook'
      | 'tache'
      | 'courrier'
      | 'journal'
      | 'referentiel'
      | 'connecteur'
    readonly id: string
  }
  readonly legal?: boolean
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}
export type Written = Required<Entry> & { readonly n: number; readonly le: string; readonly precedent: string }

type End = { readonly n: number; readonly hash: string }

/** Sorts as numbers do. */
const idOf = (n: number): string => String(n).padStart(12, '0')
const keyOf = (n: number) => ({ kind: JOURNAL, id: idOf(n) })
const hashOf = (entry: Written): string => sha256(canonicalJson(entry as unknown as Json))

const readEnd = async (reader: Reader, seal: Seal): Promise<End> => {
  const kept = await reader.setting(END)
  return kept === null ? { n: 0, hash: FIRST } : (JSON.parse(seal.open(END, kept)) as End)
}

/** Stages an entry, in the transaction of what it tells. @param now milliseconds since 1970. */
export const writeJournal = async (writer: Writer, seal: Seal, entry: Entry, now: number): Promise<void> => {
  let end = await readEnd(writer, seal)
  let n = end.n + 1
  // Another replica may have gone on since that look: its end is read again, and no entry is ever written over, not even beyond an
  // end that was tampered with, which the chain then tells.
  while ((await writer.entity(keyOf(n))) !== null) {
    end = await readEnd(writer, seal)
    n = Math.max(end.n, n) + 1
  }
  const written: Written = { legal: false, details: {}, ...entry, n, le: new Date(now).toISOString(), precedent: end.hash }
  // Two at once take the same number: the second is refused by the store, and tried again over the first.
  await putSealed(writer, seal, keyOf(n), { doc: written as never, scopes: [], current: null })
  await writer.setSetting(END, seal.seal(END, JSON.stringify({ n, hash: hashOf(written) } satisfies End)))
}

export async function* readJournal(reader: Reader, seal: Seal): AsyncGenerator<Written> {
  for await (const entity of reader.scan(JOURNAL)) yield docOf(seal, entity) as unknown as Written
}

/** Number of the last entry: by its end, or by the entries themselves when that was taken away. */
export const journalEnd = async (reader: Reader, seal: Seal): Promise<number> => {
  const { n } = await readEnd(reader, seal).catch(() => NO_END)
  if (n > 0) return n
  let last = 0
  for await (const { id } of reader.scan(JOURNAL)) last = Number(id)
  return last
}

/**
 * Entries before the number `before`, the newest first: those of the `count` numbers there that open. What is missing or does not
 * open is for `verifyJournal` to tell.
 */
export const entriesBefore = async (reader: Reader, seal: Seal, before: number, count: number): Promise<Written[]> => {
  const numbers = Array.from({ length: Math.min(count, before - 1) }, (_, at) => before - 1 - at)
  if (numbers.length === 0) return []
  const there = new Map((await reader.entities(numbers.map(keyOf))).map((entity) => [entity.id, entity]))
  return numbers.flatMap((n) => {
    const entity = there.get(idOf(n))
    const entry = entity === undefined || entity.deleted ? null : opened(seal, entity)
    return entry === null ? [] : [entry]
  })
}

/** Null for what is not an entry of this server. */
const opened = (seal: Seal, entity: Entity): Written | null => {
  try {
    return docOf(seal, entity) as unknown as Written | null
  } catch {
    return null
  }
}

export type Verdict = { readonly entries: number; readonly end: string } & (
  | { readonly intact: true }
  /** `at`: number of the first entry that is not what the chain says. */
  | { readonly intact: false; readonly at: number }
)

/** Of an end that does not open: as if it had been taken away. */
const NO_END: End = { n: -1, hash: '' }

/** Reads the whole chain again. */
export const verifyJournal = async (reader: Reader, seal: Seal): Promise<Verdict> => {
  const end = await readEnd(reader, seal).catch(() => NO_END)
  let hash = FIRST
  let n = 0
  const broken = (at: number): Verdict => ({ intact: false, entries: n, end: end.hash, at })
  for await (const entity of reader.scan(JOURNAL)) {
    const entry = opened(seal, entity)
    if (entry === null || entity.id !== idOf(n + 1) || entry.n !== n + 1 || entry.precedent !== hash) return broken(n + 1)
    hash = hashOf(entry)
    n += 1
  }
  return n === end.n && hash === end.hash ? { intact: true, entries: n, end: hash } : broken(n + 1)
}
