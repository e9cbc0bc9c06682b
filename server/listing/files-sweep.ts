import { MODELE } from '#shared/listing/model.ts'
import type { SyncStore } from '../store/types.ts'
import { clearDoc } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'
import { type Files, namedIn } from './files.ts'

/** Removes the documents that no service nor model has named for thirty days. Answers how many. */
export const sweepFiles = async (
  { store, seal }: { readonly store: SyncStore; readonly seal: Seal },
  files: Files,
): Promise<number> => {
  const named = await store.read(async (reader) => {
    const all = new Set<string>()
    for (const kind of ['service', MODELE])
      for await (const row of reader.scan(kind))
        for (const sha of row.doc === null ? [] : namedIn(clearDoc(seal, { ...row, doc: row.doc }))) all.add(sha)
    return all
  })
  return files.sweep(named)
}
