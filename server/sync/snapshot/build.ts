import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOGUE_MIN_SAFE_VERSION, CATALOGUE_VERSION } from '#shared/catalogue/file.ts'
import type { ZoneName } from '#shared/catalogue/index-services.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import { SCHEMA, type SnapshotInfo } from '#shared/sync/wire.ts'
import type { Reader } from '#server/store/types.ts'
import { openCatalogueWriter } from '#server/import/catalogue-writer.ts'
import { fillCatalogue } from './fill.ts'
import { type Manifest, manifestName, PENDING_PREFIX, snapshotName } from './manifest.ts'
import { packFile } from './pack.ts'

export type BuildStep = 'rows' | 'index' | 'pack'

export type BuildOptions = {
  /** Folder of the shelf. */
  readonly folder: string
  readonly zoneName: ZoneName
  /** Of zstd: 9 for the one of the night, 3 for the first one, which is waited for. */
  readonly level: number
  /** Milliseconds since 1970. */
  readonly now: number
  /** Of the documents of the store. */
  readonly schema?: number
  /** Names of what is being written begin with it; made up when absent. */
  readonly pending?: string
  readonly onProgress?: (step: BuildStep, done: number, total: number | null) => void
  readonly signal?: AbortSignal
}

export const pendingPrefix = (): string => `${PENDING_PREFIX}${process.pid}-${randomBytes(4).toString('hex')}`

/** What an interrupted building left. */
export const removePending = (folder: string, pending: string): void => {
  for (const suffix of ['.db', '.db-journal', '.db.zst', '.json']) rmSync(join(folder, pending + suffix), { force: true })
}

/**
 * Builds a snapshot of all of France from one instant of a store (`read` is that of SyncStore), in the calling thread. It is on
 * the shelf when its manifest is, which is renamed last: a building cut anywhere leaves nothing that is listed.
 */
export const buildSnapshot = async (
  read: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>,
  options: BuildOptions,
): Promise<Manifest> => {
  const { folder, level, now, schema = SCHEMA, signal, onProgress, pending = pendingPrefix() } = options
  mkdirSync(folder, { recursive: true })
  const raw = join(folder, `${pending}.db`)
  const blob = join(folder, `${pending}.db.zst`)
  const manifest = join(folder, `${pending}.json`)
  try {
    const at = new Date(now).toISOString()
    const writer = openCatalogueWriter(raw, { zoneName: options.zoneName })
    let filled: Awaited<ReturnType<typeof fillCatalogue>>
    try {
      filled = await read((reader) =>
        fillCatalogue(reader, writer, {
          ...(signal === undefined ? {} : { signal }),
          onRow: (done, total) => onProgress?.('rows', done, total),
        }),
      )
      signal?.throwIfAborted()
      const { epoch, seq, sums, demonstration } = filled
      const replica = { epoch, schema, at, scopes: [{ scope: FRANCE, seq, sums }] }
      writer.finish({ demonstration, genere_le: filled.genere_le ?? at, replica }, (done, total) =>
        onProgress?.('index', done, total),
      )
    } catch (error) {
      writer.abort()
      throw error
    }
    signal?.throwIfAborted()
    onProgress?.('pack', 0, null)
    const packed = await packFile(raw, blob, level, signal)
    rmSync(raw, { force: true })
    const { epoch, seq, sums } = filled
    const name = snapshotName({ schema, epoch, seq, sha256: packed.sha256 })
    const info: Omit<SnapshotInfo, 'url'> = {
      scope: FRANCE,
      schema,
      epoch,
      seq,
      enc: 'zstd',
      ...packed,
      sums,
      file_version: CATALOGUE_VERSION,
      min_safe_version: CATALOGUE_MIN_SAFE_VERSION,
    }
    const made: Manifest = { name, made_le: at, snapshot: info }
    writeDurably(manifest, JSON.stringify(made))
    renameSync(blob, join(folder, name))
    renameSync(manifest, join(folder, manifestName(name)))
    return made
  } finally {
    removePending(folder, pending)
  }
}

const writeDurably = (file: string, text: string): void => {
  const handle = openSync(file, 'wx')
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
