import { createHash } from 'node:crypto'
import { createBytesSeal, createSeal, isSealed } from '#server/sync/seal.ts'
import type { Item } from './evidence.ts'
import { layersOf } from './layers.ts'

/**
 * Sealed rows and files, opened: by the server's own key, to be sure that what is looked for is there to be found; and by keys that
 * anyone could have, those that lie beside what they are for included, which must open nothing.
 */

export type SealedRow = { readonly kind: string; readonly id: string; readonly doc: string }
export type SealedFile = { readonly nom: string; readonly bytes: Buffer }

/** What opens, the clear texts of rows and files one after the other. */
export const opened = (key: Uint8Array, rows: readonly SealedRow[], files: readonly SealedFile[] = []): Buffer => {
  const [texts, bytes] = [createSeal(key), createBytesSeal(key)]
  const parts: Buffer[] = []
  for (const { kind, id, doc } of rows) {
    try {
      parts.push(Buffer.from(`${texts.open(`row|${kind}|${id}`, doc)}\n`))
    } catch {
      // Of another key.
    }
  }
  for (const { nom, bytes: sealed } of files) {
    try {
      parts.push(bytes.open(`blob|${nom}`, sealed), Buffer.from('\n'))
    } catch {
      // Of another key, or half written.
    }
  }
  return Buffer.concat(parts)
}

export const sealedOnly = (
  rows: readonly { readonly kind: string; readonly id: string; readonly doc: string | null }[],
): SealedRow[] => rows.flatMap(({ kind, id, doc }) => (doc !== null && isSealed(doc) ? [{ kind, id, doc }] : []))

export type CandidateKey = { readonly ou: string; readonly key: Buffer }

const KEY_BYTES = 32
const HEX_KEY = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi
const BASE64_KEY = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{43}=/g

/** Keys of nobody: what a default, a test or a mistake would seal by. */
const CARELESS: readonly CandidateKey[] = [
  { ou: 'zéros', key: Buffer.alloc(KEY_BYTES) },
  ...Array.from({ length: 9 }, (_, n) => ({ ou: `octets ${String(n + 1)}`, key: Buffer.alloc(KEY_BYTES, n + 1) })),
  { ou: 'octets 255', key: Buffer.alloc(KEY_BYTES, 255) },
  ...['', 'dora', 'secret', 'test'].map((word) => ({
    ou: `SHA-256 de « ${word} »`,
    key: createHash('sha256').update(word).digest(),
  })),
]

/** Whatever looks like a key in there: the file that is the server's key is a place of its own, and is not to be given. */
const keysIn = (items: readonly Item[]): CandidateKey[] => {
  const found = new Map<string, CandidateKey>()
  for (const { nom, bytes } of items) {
    for (const layer of layersOf(bytes, { encoded: false })) {
      const text = layer.bytes.toString('latin1')
      for (const [hex] of text.matchAll(HEX_KEY)) found.set(hex.toLowerCase(), { ou: nom, key: Buffer.from(hex, 'hex') })
      for (const [base64] of text.matchAll(BASE64_KEY)) found.set(base64, { ou: nom, key: Buffer.from(base64, 'base64') })
    }
  }
  return [...found.values()].filter(({ key }) => key.length === KEY_BYTES)
}

/** Of each kind, so many rows are tried first: a key that opens one opens them all. */
const TRIED = 3

/** Keys that open what they should not, with where each was. */
export const keysThatOpen = (items: readonly Item[], rows: readonly SealedRow[]): CandidateKey[] => {
  const seen = new Map<string, number>()
  const sample = rows.filter(({ kind }) => {
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
    return (seen.get(kind) ?? 0) <= TRIED
  })
  return [
    ...CARELESS.filter(({ key }) => opened(key, rows).length > 0),
    ...keysIn(items).filter(({ key }) => opened(key, sample).length > 0),
  ]
}
