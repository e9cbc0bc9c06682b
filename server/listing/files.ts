import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { ATTACHMENT_TYPES, extensionOf, MAX_ATTACHMENT_BYTES, nameProblem } from '#shared/orientation/attachments.ts'
import { sniff, type SniffedKind } from '#shared/orientation/sniff.ts'
import { missing, PARTIAL, writeWhole } from '../write-whole.ts'

/**
 * Documents to fill in (`dora.forms`), kept by what they hold under the server's folder: `ab/ab12….pdf`. The instant of a file is
 * when a listing was last seen to name it.
 */

export const FILES_FOLDER = 'fichiers'
/** dora-backend.md §2.10. */
const MAX_NAME = 64
const SHA = /^[0-9a-f]{64}$/
const KEPT_MS = 30 * 24 * 3600_000

export type Refused = 'nom' | 'format' | 'taille'
export type Checked = { readonly refused: Refused } | { readonly kind: SniffedKind; readonly bytes: Buffer }

/** What may be kept: a known format, by name and by content alike, of 5 MB at most. @param base64 canonical. */
export const checkFile = (nom: string, base64: string): Checked => {
  const extension = extensionOf(nom)
  if (nameProblem(nom) !== null || [...nom].length > MAX_NAME) return { refused: 'nom' }
  const bytes = Buffer.from(base64, 'base64')
  // `Buffer` leaves out what is no base64: what is kept would not be what was sent.
  if (extension === null || bytes.toString('base64') !== base64) return { refused: 'format' }
  if (bytes.length > MAX_ATTACHMENT_BYTES) return { refused: 'taille' }
  const kind = sniff(bytes)
  return kind === null || kind !== kindOf(extension) ? { refused: 'format' } : { kind, bytes }
}

const kindOf = (extension: keyof typeof ATTACHMENT_TYPES): SniffedKind => (extension === 'jpeg' ? 'jpg' : extension)

/** The same name for an address: letters without accents, figures and dashes, and its extension. */
export const nameInAddress = (nom: string): string => {
  const at = nom.lastIndexOf('.')
  const stem = nom
    .slice(0, at)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX_NAME)
  return `${stem === '' ? 'document' : stem}${nom.slice(at).toLowerCase()}`
}

const NAME_IN_ADDRESS = /^[a-z0-9][a-z0-9-]{0,63}\.[a-z]{3,4}$/
/** Path of a file, from the address of the server. @param nom as it was sent. */
export const filePath = (sha: string, nom: string): string => `/f/${sha}/${nameInAddress(nom)}`
/** Every file that a text names. */
export const namedIn = (text: string): readonly string[] =>
  [...text.matchAll(/\/f\/([0-9a-f]{64})\//g)].map(([, sha]) => sha as string)

export type Found = { readonly handle: FileHandle; readonly size: number; readonly type: string }

export type Files = {
  /** Answers the name that `find` takes: SHA-256 of the bytes, hexadecimal. */
  readonly keep: (kind: SniffedKind, bytes: Buffer) => Promise<string>
  /** Null for what is not there, and for a name that says another format. The handle is the caller's to close. */
  readonly find: (sha: string, name: string) => Promise<Found | null>
  /** Removes what nothing has named for thirty days, and what was cut. Answers how many. */
  readonly sweep: (named: ReadonlySet<string>) => Promise<number>
}

/** @param now milliseconds since 1970. */
export const openFiles = (folder: string, now: () => number): Files => {
  const placeOf = (sha: string, kind: SniffedKind): string => join(folder, sha.slice(0, 2), `${sha}.${kind}`)
  const touch = (file: string): Promise<void> => utimes(file, now() / 1_000, now() / 1_000)
  return {
    keep: async (kind, bytes) => {
      const sha = createHash('sha256').update(bytes).digest('hex')
      const file = placeOf(sha, kind)
      const known = await stat(file).catch(missing)
      if (known === null) {
        await mkdir(join(folder, sha.slice(0, 2)), { recursive: true, mode: 0o700 })
        await writeWhole(file, bytes)
      }
      await touch(file)
      return sha
    },
    find: async (sha, name) => {
      const extension = NAME_IN_ADDRESS.test(name) ? extensionOf(name) : null
      if (extension === null || !SHA.test(sha)) return null
      const kind = kindOf(extension)
      const handle = await open(placeOf(sha, kind), 'r').catch(missing)
      return handle === null ? null : { handle, size: (await handle.stat()).size, type: ATTACHMENT_TYPES[kind] }
    },
    sweep: async (named) => {
      let removed = 0
      for (const shard of (await readdir(folder).catch(missing)) ?? []) {
        for (const name of (await readdir(join(folder, shard)).catch(missing)) ?? []) {
          const file = join(folder, shard, name)
          if (named.has(name.slice(0, 64)) && !name.endsWith(PARTIAL)) {
            await touch(file)
            continue
          }
          const at = (await stat(file).catch(missing))?.mtimeMs
          if (at === undefined || now() - at < KEPT_MS) continue
          await rm(file, { force: true })
          removed += 1
        }
      }
      return removed
    },
  }
}
