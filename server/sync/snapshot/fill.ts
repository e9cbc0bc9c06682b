import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { CatalogueRows } from '#shared/catalogue/write.ts'
import { addHash } from '#shared/sync/canonical.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import type { Sums } from '#shared/sync/wire.ts'
import type { Entity, Reader } from '#server/store/types.ts'
import { isPrivateKind } from '../rows.ts'
import { CATALOGUE_DATE, DEMONSTRATION } from '../settings.ts'

/** What a snapshot holds, as its manifest and its `replica` tables tell it. */
export type Filled = {
  readonly epoch: string
  readonly seq: number
  readonly sums: Sums
  readonly demonstration: boolean
  readonly genere_le: string | null
}

/** Structures first: `addService` may then be followed by the indexing of what it refers to. */
const KNOWN = ['structure', 'service'] as const

/** What would let a private row in is refused here, whatever the store answers (sync.md §2.11). */
const isPublicRow = ({ kind, scopes, doc }: Entity): boolean => doc !== null && !isPrivateKind(kind) && scopes.includes(FRANCE)

/**
 * Writes every public row of one instant. Fails when what was written is not what the store counts: no desk must start from a
 * file whose sums are wrong.
 */
export const fillCatalogue = async (
  reader: Reader,
  rows: CatalogueRows,
  options: { readonly onRow?: (done: number, total: number) => void; readonly signal?: AbortSignal } = {},
): Promise<Filled> => {
  const head = await reader.head()
  const expected = await reader.sums(FRANCE)
  const total = Object.values(expected).reduce((sum, { n }) => sum + n, 0)
  const sums: Record<string, { n: number; sum: number }> = {}
  let done = 0
  const kinds = [...KNOWN, ...Object.keys(expected).filter((kind) => kind !== 'structure' && kind !== 'service')]
  for (const kind of kinds) {
    for await (const entity of reader.scan(kind)) {
      if (!isPublicRow(entity)) continue
      add(rows, entity)
      const had = sums[kind] ?? { n: 0, sum: 0 }
      sums[kind] = { n: had.n + 1, sum: addHash(had.sum, entity.h) }
      done += 1
      if (done % 1000 === 0) {
        options.signal?.throwIfAborted()
        options.onRow?.(done, total)
      }
    }
  }
  for (const kind of new Set([...Object.keys(expected), ...Object.keys(sums)])) {
    if ((expected[kind]?.n ?? 0) !== (sums[kind]?.n ?? 0) || (expected[kind]?.sum ?? 0) !== (sums[kind]?.sum ?? 0)) {
      throw new Error(`The ${kind} rows do not add up to the sums of the store.`)
    }
  }
  const demonstration = (await reader.setting(DEMONSTRATION)) === '1'
  return { epoch: head.epoch, seq: head.seq, sums, demonstration, genere_le: await reader.setting(CATALOGUE_DATE) }
}

const add = (rows: CatalogueRows, { kind, id, ver, h, doc }: Entity): void => {
  const version = { ver, h, scopes: null }
  const text = doc as string
  if (kind === 'structure') rows.addStructure(JSON.parse(text) as Structure, version)
  else if (kind === 'service') rows.addService(JSON.parse(text) as Service, version)
  else rows.addOther({ kind, id, ...version, doc: text })
}
