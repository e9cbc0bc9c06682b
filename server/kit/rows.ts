import { Kit, KIT, KIT_SUIVI } from '#shared/kit/kit.ts'
import { SuiviRow } from '#shared/kit/checklist.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Reader, Writer } from '#server/store/types.ts'
import { docOf, putSealed } from '#server/sync/rows.ts'
import type { Seal } from '#server/sync/seal.ts'

/** Kits that were made, and how far their first days are: sealed, in no scope. */

export const kitOf = async (reader: Reader, seal: Seal, id: string): Promise<Kit | null> => {
  const doc = docOf(seal, await reader.entity({ kind: KIT, id }))
  return doc === null ? null : Kit.parse(doc)
}

export const allKits = async (reader: Reader, seal: Seal): Promise<Kit[]> => {
  const all: Kit[] = []
  for await (const entity of reader.scan(KIT)) {
    const doc = docOf(seal, entity)
    if (doc !== null) all.push(Kit.parse(doc))
  }
  return all
}

export const putKit = async (writer: Writer, seal: Seal, kit: Kit): Promise<void> => {
  const key = { kind: KIT, id: kit.id }
  await putSealed(writer, seal, key, { doc: kit as unknown as Doc, scopes: [], current: await writer.entity(key) })
}

export const removeKit = (writer: Writer, id: string): Promise<boolean> => writer.remove({ kind: KIT, id })

const NOT_BEGUN: SuiviRow = { depart: null, faites: {} }

/** @param id code of the département */
export const suiviRow = async (reader: Reader, seal: Seal, id: string): Promise<SuiviRow> => {
  const doc = docOf(seal, await reader.entity({ kind: KIT_SUIVI, id }))
  return doc === null ? NOT_BEGUN : SuiviRow.parse(doc)
}

export const putSuivi = async (writer: Writer, seal: Seal, id: string, row: SuiviRow): Promise<void> => {
  const key = { kind: KIT_SUIVI, id }
  await putSealed(writer, seal, key, { doc: row as unknown as Doc, scopes: [], current: await writer.entity(key) })
}
