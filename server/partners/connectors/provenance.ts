import { type Provenance, PROVENANCE } from '#shared/partners/connector.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Reader, SyncStore } from '#server/store/types.ts'
import { putPublic, sha256 } from '#server/sync/rows.ts'
import type { Seal } from '#server/sync/seal.ts'
import { KINDS, type Staged } from '#server/sync/ingest/staged.ts'
import { connectorOf, stateOf } from './rows.ts'

/**
 * Where each sheet came from, beside the sheets: a run that changes nothing writes nothing here either. Sheets of a source are in
 * 256 rows, by a hash of their identifiers; when a sheet was last seen is when its connector last took a batch, for it would not be
 * there otherwise.
 */

type Kept = { readonly connecteur: string; readonly fiches: Readonly<Record<string, string>> }

const BUCKETS = 256
/** Rows of one transaction. */
const CHUNK = 32

const sourceOfId = (id: string): string => id.slice(0, Math.max(0, id.indexOf('--')))
const bucketOf = (id: string): string => `${sourceOfId(id)}/${sha256(id).slice(0, 2)}`

const kept = (doc: string | null): Kept | null => (doc === null ? null : (JSON.parse(doc) as Kept))

type Run = {
  readonly connecteur: string
  readonly sources: readonly string[]
  readonly staged: Pick<Staged, 'ids'>
  /** ISO instant. */
  readonly le: string
}

/** Makes it what the batch says. Cut, the next run ends the same, but for the instant of what was not written. */
export const keepProvenance = async (store: SyncStore, { connecteur, sources, staged, le }: Run): Promise<void> => {
  const wanted = new Map<string, string[]>()
  for (const kind of KINDS) {
    for (const id of staged.ids(kind)) {
      const bucket = bucketOf(id)
      const ids = wanted.get(bucket)
      if (ids === undefined) wanted.set(bucket, [id])
      else ids.push(id)
    }
  }
  const there = await store.read(async (reader) => {
    const all: string[] = []
    for (const source of sources)
      for (const { id, deleted } of await reader.byPrefix(PROVENANCE, `${source}/`, BUCKETS)) if (!deleted) all.push(id)
    return all
  })
  const names = [...new Set([...wanted.keys(), ...there])].sort()
  for (let from = 0; from < names.length; from += CHUNK) {
    const some = names.slice(from, from + CHUNK)
    await store.write(async (writer) => {
      const rows = new Map((await writer.entities(some.map((id) => ({ kind: PROVENANCE, id })))).map((row) => [row.id, row]))
      for (const id of some) {
        const known = kept(rows.get(id)?.doc ?? null)?.fiches ?? {}
        const ids = wanted.get(id) ?? []
        const key = { kind: PROVENANCE, id }
        if (ids.length === 0) {
          await writer.remove(key)
          continue
        }
        const fiches = Object.fromEntries(ids.map((one) => [one, known[one] ?? le]))
        await putPublic(writer, key, { doc: { connecteur, fiches } as unknown as Doc, scopes: [], parent: null })
      }
    })
  }
}

/** Forgets it, for sheets that have gone. */
export const forgetProvenance = (store: SyncStore, connecteur: string, sources: readonly string[]): Promise<void> =>
  keepProvenance(store, { connecteur, sources, staged: { ids: () => [] }, le: '' })

/** Null for a sheet that no connector brought. */
export const provenanceOf = async (reader: Reader, seal: Seal, id: string): Promise<Provenance | null> => {
  const row = kept((await reader.entity({ kind: PROVENANCE, id: bucketOf(id) }))?.doc ?? null)
  const first = row === null || !Object.hasOwn(row.fiches, id) ? undefined : row.fiches[id]
  if (row === null || first === undefined) return null
  const one = await connectorOf(reader, seal, row.connecteur)
  return {
    connecteur: row.connecteur,
    nom: one?.nom ?? null,
    id_producteur: id.slice(sourceOfId(id).length + 2),
    vue_la_premiere_fois: first,
    vue_le: one === null ? null : (await stateOf(reader, one.id)).succes_le,
  }
}
