import { randomBytes } from 'node:crypto'
import { ARRIVEE, Arrivee, ARRIVEES_GARDEES, type Imports } from '#shared/administration/import.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { AccountParts } from '#server/accounts/context.ts'
import type { Reader, SyncStore, User } from '#server/store/types.ts'
import { putPublic } from '#server/sync/rows.ts'
import { keeps } from './right.ts'

/** Arrivals of the catalogue, kept by the import itself (sync/ingest/recorded.ts). */

type Kept = Arrivee & { readonly id: string }

/** The newest first; what a later version wrote is left out. */
const arrivals = async (reader: Reader): Promise<readonly Kept[]> => {
  const all: Kept[] = []
  for await (const { id, doc } of reader.scan(ARRIVEE)) {
    const read = Arrivee.safeParse(doc === null ? null : JSON.parse(doc))
    if (read.success) all.push({ id, ...read.data })
  }
  return all.reverse()
}

/** Keeps what became of one, and forgets the oldest. */
export const keepArrival = async (store: Pick<SyncStore, 'write'>, one: Arrivee): Promise<void> => {
  // In the order of their instants, as identifiers.
  const id = `${one.le.replace(/[^0-9TZ]/g, '')}-${randomBytes(4).toString('hex')}`
  await store.write(async (writer) => {
    const known = await arrivals(writer)
    await putPublic(writer, { kind: ARRIVEE, id }, { doc: one as Doc, scopes: [], parent: null })
    // Tried again every half minute, what fails the same way is one line, not fifty.
    const again = one.issue === 'echouee' && known[0]?.issue === 'echouee' && known[0].fichier === one.fichier
    const gone = again ? known.slice(0, 1) : known.slice(ARRIVEES_GARDEES - 1)
    for (const old of gone) await writer.remove({ kind: ARRIVEE, id: old.id })
  })
}

/** Rejects with Forbidden. */
export const importsFor = async (parts: AccountParts, user: User): Promise<Imports> => {
  await keeps(parts, user)
  return { arrivees: [...(await parts.store.read(arrivals))] }
}

/** ISO instant at which a catalogue was last taken in; null when it is not known. */
export const lastTaken = async (reader: Reader): Promise<string | null> =>
  (await arrivals(reader)).find(({ issue }) => issue === 'prise')?.le ?? null
