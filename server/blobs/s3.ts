import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { type Blobs, BlobsUnreachable, mustBeBlobName } from './blobs.ts'
import { readListing } from './s3-listing.ts'

/** Blobs in a bucket of a service that speaks S3 (Amazon’s, or any other): signed requests (SigV4), one for each blob. */

export type S3Config = {
  /** Address of the service, without the bucket. */
  readonly url: string
  readonly region: string
  readonly bucket: string
  readonly keyId: string
  /** Never shown. */
  readonly secret: string
  /** What is put before the names of blobs: '', or ending with « / ». */
  readonly prefix: string
}

/** Less than a request to this server may take: who waits is told to come back rather than cut. */
const PATIENCE_MS = 20_000
const RETRIES = 3
/** What the service is asked at a time when blobs are listed: its own most. */
const PAGE = 1_000

/** `SignatureDoesNotMatch`, `NoSuchBucket`…: what the service says of a refusal. */
const codeOf = (bytes: Buffer): string | null =>
  /<Code>([A-Za-z]{1,60})<\/Code>/.exec(bytes.subarray(0, 4_096).toString('latin1'))?.[1] ?? null

/** @param page blobs listed at a time, for tests. */
export const s3Blobs = ({ url, region, bucket, keyId, secret, prefix }: S3Config, page: number = PAGE): Blobs => {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3', retries: RETRIES })
  const base = `${url.replace(/\/+$/, '')}/${bucket}`
  const addressOf = (name: string): string => `${base}/${prefix}${mustBeBlobName(name)}`

  /** The answer, whose body is read in the same time; rejects with BlobsUnreachable unless its status is one that is expected. */
  const ask = async (
    method: 'GET' | 'PUT' | 'DELETE',
    address: string,
    expected: readonly number[],
    body?: Uint8Array,
  ): Promise<{ readonly status: number; readonly bytes: Buffer }> => {
    let answer: { readonly status: number; readonly bytes: Buffer }
    try {
      const response = await client.fetch(address, {
        method,
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: {
          // Signed: a body that changes on its way is refused.
          'x-amz-content-sha256': createHash('sha256')
            .update(body ?? '')
            .digest('hex'),
          ...(body === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        },
        ...(body === undefined ? {} : { body: new Uint8Array(body) }),
      })
      answer = { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
    } catch (error) {
      throw new BlobsUnreachable('NoAnswer', error)
    }
    const { status, bytes } = answer
    if (!expected.includes(status)) throw new BlobsUnreachable(codeOf(bytes) ?? `HTTP${status}`)
    return answer
  }

  return {
    put: async (name, bytes) => {
      await ask('PUT', addressOf(name), [200], bytes)
    },
    get: async (name) => {
      const { status, bytes } = await ask('GET', addressOf(name), [200, 404])
      // No bucket is 404 too, and is no reason to say that a blob is gone.
      if (status === 200) return bytes
      const code = codeOf(bytes)
      if (code !== 'NoSuchKey') throw new BlobsUnreachable(code ?? 'HTTP404')
      return null
    },
    remove: async (name) => {
      await ask('DELETE', addressOf(name), [200, 204])
    },
    list: async function* () {
      let after: string | null = ''
      do {
        const query: URLSearchParams = new URLSearchParams({ marker: after, 'max-keys': String(page), prefix })
        const { bytes } = await ask('GET', `${base}?${query}`, [200])
        const listing = readListing(bytes.toString('utf8'))
        for (const { key, at } of listing.objects) {
          const name = key.slice(prefix.length)
          // What somebody else keeps in the same bucket is nobody's business here.
          if (key.startsWith(prefix) && /^[0-9a-f-]{36}$/.test(name)) yield { name, at }
        }
        // One that knows nothing of markers would give the same page for ever.
        if (listing.next === after) throw new BlobsUnreachable('UnreadableListing')
        after = listing.next
      } while (after !== null)
    },
  }
}
