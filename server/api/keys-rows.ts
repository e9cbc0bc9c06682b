import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { CLE_EN_CLAIR, CleDemandee } from '#shared/partners/key.ts'
import type { Reader, Writer } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/** Keys as they are kept: sealed, by the hash of each; none of them can be had back. */

export const CLE = 'cle-api'

export const KeptKey = CleDemandee.extend({
  /** SHA-256 of the key, hexadecimal. */
  empreinte: z.string().regex(/^[0-9a-f]{64}$/),
  debut: z.string(),
  creee_le: z.string(),
  revoquee_le: z.string().nullable(),
})
export type KeptKey = z.infer<typeof KeptKey>
export type Kept = { readonly id: string; readonly key: KeptKey }

/** Random on 256 bits: its hash needs no salt, and a table looked up by it tells nothing by the time it takes. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/** @returns the key in clear, to be shown once, and what is kept of it. */
export const drawKey = (): { readonly cle: string; readonly empreinte: string; readonly debut: string } => {
  const cle = `dora_${randomBytes(32).toString('base64url')}`
  return { cle, empreinte: hashOfKey(cle), debut: cle.slice(0, 9) }
}

/** Null for what cannot be a key, whatever it is. */
export const hashOfGiven = (given: string): string | null => (CLE_EN_CLAIR.test(given) ? hashOfKey(given) : null)

export const readKey = async (reader: Reader, seal: Seal, id: string): Promise<KeptKey | null> => {
  const doc = docOf(seal, await reader.entity({ kind: CLE, id }))
  return doc === null ? null : KeptKey.parse(doc)
}

/** In the order of identifiers. Throws for a row that does not open: a key is not forgotten in silence. */
export const everyKey = async (reader: Reader, seal: Seal): Promise<Kept[]> => {
  const all: Kept[] = []
  for await (const entity of reader.scan(CLE)) {
    const doc = docOf(seal, entity)
    if (doc !== null) all.push({ id: entity.id, key: KeptKey.parse(doc) })
  }
  return all
}

export const putKey = async (writer: Writer, seal: Seal, id: string, key: KeptKey): Promise<void> => {
  const name = { kind: CLE, id }
  await putSealed(writer, seal, name, { doc: key as never, scopes: [], current: await writer.entity(name) })
}
