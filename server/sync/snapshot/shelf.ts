import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { SnapshotInfo } from '#shared/sync/wire.ts'
import { isManifestName, Manifest, manifestName, pendingPid } from './manifest.ts'

/** The snapshots of a folder. Keeps nothing that the folder does not say: what is cut half-way is not there. */
export type Shelf = {
  /** Newest first. */
  readonly list: () => readonly SnapshotInfo[]
  /** A file to give, whole or by ranges; null for a name that is not on the shelf. */
  readonly blob: (name: string) => { readonly file: string; readonly bytes: number; readonly sha256: string } | null
  /** Changes each time `list` does. */
  readonly version: () => number
  /** The furthest of that epoch, or the newest of any, and how many rows it holds. By `seq`, for a clock may have been wrong. */
  readonly latest: (epoch?: string) => { readonly epoch: string; readonly seq: number; readonly rows: number } | null
  /** Reads the folder again: after a building, or when another process may have made one. */
  readonly refresh: () => void
  /** Removes what is neither of the last three nor less than 48 hours old, and what dead processes left (sync.md §2.4). */
  readonly tidy: () => void
}

const KEPT = 3
const KEPT_MS = 48 * 3600 * 1000

export type ShelfOptions = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** What is put before the name of a file to make its address. */
  readonly prefix?: string
}

const readManifest = (folder: string, file: string): Manifest | null => {
  try {
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
    const isWhole = manifestName(manifest.name) === file && statSync(join(folder, manifest.name)).size === manifest.snapshot.bytes
    return isWhole ? manifest : null
  } catch {
    return null
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Alive, but someone else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export const openShelf = (folder: string, { now, prefix = '/sync/v1/blob/' }: ShelfOptions): Shelf => {
  mkdirSync(folder, { recursive: true })
  let manifests: readonly Manifest[] = []
  let version = 0

  const refresh = (): void => {
    const found = readdirSync(folder)
      .filter(isManifestName)
      .map((file) => readManifest(folder, file))
      .filter((one) => one !== null)
      .sort((a, b) => b.made_le.localeCompare(a.made_le) || b.snapshot.seq - a.snapshot.seq)
    if (found.map(({ name }) => name).join(' ') !== manifests.map(({ name }) => name).join(' ')) version += 1
    manifests = found
  }
  const remove = (file: string): void => {
    try {
      rmSync(join(folder, file), { force: true })
    } catch {
      // Being given to a desk (Windows): the next time will do.
    }
  }
  const tidy = (): void => {
    refresh()
    for (const { name, made_le } of manifests.slice(KEPT)) {
      if (now() - Date.parse(made_le) < KEPT_MS) continue
      // The manifest first: what is listed can be given.
      remove(manifestName(name))
      remove(name)
    }
    const listed = new Set(manifests.flatMap(({ name }) => [name, manifestName(name)]))
    for (const file of readdirSync(folder)) {
      const pid = pendingPid(file)
      if (pid !== null && pid !== process.pid && !isAlive(pid)) remove(file)
      // Its other half never came, or was cut.
      else if (file.startsWith('cat-fr.') && !listed.has(file) && now() - statSync(join(folder, file)).mtimeMs > KEPT_MS)
        remove(file)
    }
    refresh()
  }

  refresh()
  return {
    list: () => manifests.map(({ name, snapshot }) => ({ ...snapshot, url: prefix + name })),
    blob: (name) => {
      const found = manifests.find((one) => one.name === name)
      return found === undefined ? null : { file: join(folder, name), bytes: found.snapshot.bytes, sha256: found.snapshot.sha256 }
    },
    version: () => version,
    latest: (epoch) => {
      const newest =
        epoch === undefined
          ? manifests[0]?.snapshot
          : manifests
              .map(({ snapshot }) => snapshot)
              .filter((one) => one.epoch === epoch)
              .sort((a, b) => b.seq - a.seq)[0]
      if (newest === undefined) return null
      const rows = Object.values(newest.sums).reduce((sum, { n }) => sum + n, 0)
      return { epoch: newest.epoch, seq: newest.seq, rows }
    },
    refresh,
    tidy,
  }
}
