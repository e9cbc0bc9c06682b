import { createHash } from 'node:crypto'

/** Invented files: what they hold says which request they are of. */

/** @param bytes at least, in all. */
export const file = (words: string, bytes = 200): Buffer => {
  const head = Buffer.from(`%PDF-1.7\n${words}\n`)
  return Buffer.concat([head, Buffer.alloc(Math.max(0, bytes - head.length), words)])
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export const digests = (files: Readonly<Record<string, Uint8Array>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([nom, bytes]) => [nom, sha256(bytes)]))

/** Those of the nth request of a desk: none, a short one, or a long one and a short one. */
export const filesOf = (motif: string, n: number): Record<string, Buffer> => ({
  ...(n % 3 === 0 ? {} : { 'lettre.pdf': file(`lettre ${motif}`) }),
  ...(n % 3 === 2 ? { 'cv.pdf': file(`cv ${motif}`, 600_000) } : {}),
})
