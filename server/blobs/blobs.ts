import type { BytesSeal } from '../sync/seal.ts'

/**
 * Bytes kept apart from the database, by name: on a disk (disk.ts) or in a bucket (s3.ts). A name is drawn at random by whoever
 * puts a blob (`randomUUID`), and never given twice: what is under it never changes.
 */
export type Blobs = {
  /** Resolves once the bytes would survive a crash. */
  readonly put: (name: string, bytes: Uint8Array) => Promise<void>
  /** Null when it is not there. */
  readonly get: (name: string) => Promise<Buffer | null>
  /** Also when it is not there. */
  readonly remove: (name: string) => Promise<void>
  /** Everything that is there, what a crash left half written included. `at`: when it was put, milliseconds since 1970. */
  readonly list: () => AsyncIterable<{ readonly name: string; readonly at: number }>
}

/** The place where blobs are cannot answer for now: one may come back later. `code` says why, and tells no name and no secret. */
export class BlobsUnreachable extends Error {
  readonly code: string

  constructor(code: string, cause?: unknown) {
    super(code, { cause })
    this.name = 'BlobsUnreachable'
    this.code = code
  }
}

const NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Throws for what is no name of a blob: it becomes a path, or an address. */
export const mustBeBlobName = (name: string): string => {
  if (!NAME.test(name)) throw new Error('This is not the name of a blob.')
  return name
}

const contextOf = (name: string): string => `blob|${name}`

/** What is put is sealed, and opens under its own name only. Rejects for a blob that was changed, cut or put in another's place. */
export const sealedBlobs = (blobs: Blobs, seal: BytesSeal): Blobs => ({
  ...blobs,
  put: (name, bytes) => blobs.put(name, seal.seal(contextOf(name), bytes)),
  get: async (name) => {
    const sealed = await blobs.get(name)
    return sealed === null ? null : seal.open(contextOf(name), sealed)
  },
})
