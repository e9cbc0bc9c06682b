import { z } from 'zod'
import { changedFields } from '#shared/listing/flat.ts'
import type { History, HistoryEntry } from '#shared/listing/wire.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Accounts, EntityKey, Reader, Writer } from '../store/types.ts'
import { safeName } from '../accounts/user.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/**
 * What was done to a listing, one sealed row for each act, in no feed: values before and after may be of a contact kept for
 * professionals. People are told by identifier, and named when it is read: a deleted account leaves no name behind.
 */

export const HISTORIQUE = 'historique'
const PAGE = 50

const Kept = z.object({
  le: z.string(),
  par: z.string().nullable(),
  moyen: z.enum(['poste', 'lien', 'import', 'modele', 'suggestion', 'serveur']),
  acte: z.enum(['creation', 'modification', 'statut', 'verification', 'disponibilite']),
  champs: z.array(z.object({ champ: z.string(), avant: z.json(), apres: z.json() })),
})
type Kept = z.infer<typeof Kept>
export type Moyen = Kept['moyen']

const parentOf = ({ kind, id }: EntityKey): string => `${kind}/${id}`
/** In the order of versions, then of acts: a contact that is kept apart changes, or a thing is said again, in the same version. */
const idOf = (key: EntityKey, ver: number, nth: number): string =>
  `${parentOf(key)}/${String(ver).padStart(8, '0')}${nth === 0 ? '' : `.${String(nth).padStart(6, '0')}`}`

const nextId = async (reader: Reader, key: EntityKey, ver: number): Promise<string> => {
  for (let nth = 0; ; nth++) {
    const id = idOf(key, ver, nth)
    if ((await reader.entity({ kind: HISTORIQUE, id })) === null) return id
  }
}

export type Change = { readonly champ: string; readonly avant: Json; readonly apres: Json }

/** Fields that differ between two flat documents, those of the server's own left out. */
export const changesBetween = (before: Doc, after: Doc, ignored: ReadonlySet<string>): readonly Change[] =>
  changedFields(before, after)
    .filter((champ) => !ignored.has(champ))
    .toSorted()
    .map((champ) => ({ champ, avant: before[champ] ?? null, apres: after[champ] ?? null }))

/** Stages what an act did. @param ver version of the listing that it made */
export const writeHistory = async (
  writer: Writer,
  seal: Seal,
  key: EntityKey,
  {
    ver,
    now,
    ...act
  }: Omit<Kept, 'le' | 'champs'> & { readonly champs: readonly Change[]; readonly ver: number; readonly now: number },
): Promise<void> => {
  const row = { kind: HISTORIQUE, id: await nextId(writer, key, ver) }
  const doc = Kept.parse({ ...act, le: new Date(now).toISOString() })
  await putSealed(writer, seal, row, {
    doc: doc as unknown as Doc,
    scopes: [],
    parent: parentOf(key),
    current: null,
  })
}

type Read = Kept & { readonly id: string }
const all = async (reader: Reader, seal: Seal, key: EntityKey): Promise<readonly Read[]> =>
  (await reader.children(HISTORIQUE, parentOf(key)))
    .map((entity) => ({ id: entity.id, ...Kept.parse(docOf(seal, entity)) }))
    .toReversed()

/** Version that an act made, from the identifier of its row. */
const verOf = (key: EntityKey, { id }: Read): number => Number.parseInt(id.slice(parentOf(key).length + 1), 10)

/** Fields that others than `userId` have changed since that version of a listing. */
export const changedSince = async (
  reader: Reader,
  seal: Seal,
  key: EntityKey,
  { ver, userId }: { readonly ver: number; readonly userId: string },
): Promise<ReadonlySet<string>> =>
  new Set(
    (await all(reader, seal, key))
      .filter((one) => verOf(key, one) > ver && one.par !== userId && (one.acte === 'modification' || one.acte === 'statut'))
      .flatMap(({ champs }) => champs.map(({ champ }) => champ)),
  )

/** What was done to a listing after that version, newest first; people by their identifier. */
export const actsSince = async (
  reader: Reader,
  seal: Seal,
  key: EntityKey,
  ver: number,
): Promise<readonly (Pick<Kept, 'le' | 'par' | 'acte' | 'champs'> & { readonly ver: number })[]> =>
  (await all(reader, seal, key)).map((one) => ({ ...one, ver: verOf(key, one) })).filter((one) => one.ver > ver)

/** People who changed a listing or said that it is right, the latest first, each once. */
export const editorsOf = async (reader: Reader, seal: Seal, kind: string, id: string): Promise<readonly string[]> => [
  ...new Set((await all(reader, seal, { kind, id })).flatMap(({ par }) => (par === null ? [] : [par]))),
]

/** What is forgotten with a listing that is removed. */
export const forgetHistory = async (writer: Writer, key: EntityKey): Promise<void> => {
  for (const { id } of await writer.children(HISTORIQUE, parentOf(key))) await writer.remove({ kind: HISTORIQUE, id })
}

/** A page of what was done, newest first; `after` is the last entry of the page before. */
export const readHistory = async (
  store: { readonly read: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>; readonly accounts: Accounts },
  seal: Seal,
  key: EntityKey,
  after: string | null,
): Promise<History> => {
  const entries = await store.read((reader) => all(reader, seal, key))
  const from = after === null ? 0 : entries.findIndex(({ id }) => id === after) + 1
  const page = entries.slice(from, from + PAGE)
  const names = new Map<string, string | null>()
  for (const { par } of page) {
    if (par === null || names.has(par)) continue
    const user = await store.accounts.userById(par)
    names.set(par, user === null ? null : safeName(user))
  }
  const entrees = page.map(({ par, ...rest }): HistoryEntry => ({ ...rest, par: par === null ? null : (names.get(par) ?? null) }))
  return { entrees, suite: from + PAGE < entries.length ? (page.at(-1)?.id ?? null) : null }
}
