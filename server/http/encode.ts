import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, gzip, zstdCompress } from 'node:zlib'

const gzipped = promisify(gzip)
const zstd = promisify(zstdCompress)

/** Below this, compressing costs more than it saves. */
const WORTH_BYTES = 1_024
const GZIP_LEVEL = 3
const ZSTD_LEVEL = 3

export type Encoding = 'identity' | 'gzip' | 'zstd'

/** The best encoding that `Accept-Encoding` allows (RFC 9110 §12.5.3). */
export const chooseEncoding = (accept: string | undefined): Encoding => {
  const allowed = new Set(
    (accept ?? '')
      .toLowerCase()
      .split(',')
      .slice(0, 20)
      .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
      .map((part) => part.split(';', 1)[0]?.trim()),
  )
  if (allowed.has('zstd')) return 'zstd'
  return allowed.has('gzip') || allowed.has('*') ? 'gzip' : 'identity'
}

/** An answer ready to be sent, compressed at most once for each encoding, however many desks ask for it. */
export type Body = {
  readonly etag: string
  readonly bytes: number
  readonly as: (wanted: Encoding) => Promise<{ readonly encoding: Encoding; readonly content: Buffer }>
}

/** @param json the answer. @param identity what tells it from another (its entity tag); by default, its bytes. */
export const createBody = (json: string, identity?: string): Body => {
  const plain = Buffer.from(json)
  const made = new Map<Encoding, Promise<Buffer>>()
  const compress = (encoding: 'gzip' | 'zstd'): Promise<Buffer> =>
    encoding === 'gzip'
      ? gzipped(plain, { level: GZIP_LEVEL })
      : zstd(plain, { params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL } })
  return {
    etag: `W/"${createHash('sha256')
      .update(identity ?? plain)
      .digest('base64url')
      .slice(0, 22)}"`,
    bytes: plain.length,
    as: async (wanted) => {
      const encoding = plain.length < WORTH_BYTES ? 'identity' : wanted
      if (encoding === 'identity') return { encoding, content: plain }
      const found = made.get(encoding) ?? compress(encoding)
      made.set(encoding, found)
      return { encoding, content: await found }
    },
  }
}
