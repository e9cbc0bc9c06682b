import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statfsSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'

/**
 * Every write, rename, flush and removal of a file that is not SQLite's own passes here, so that a test can lose, tear, fill and
 * cut at each of them (sync.md §3.2). Paths are whole. Failures are Node's, with their `code`.
 */
export type Fs = {
  /** Names in a folder, none when it is not there. */
  readonly list: (folder: string) => readonly string[]
  /** Bytes of a file; null when it is not there. */
  readonly size: (file: string) => number | null
  /** With its parents; nothing when it is there. */
  readonly makeFolder: (folder: string) => void
  /** `write` makes the file, empty; `append` keeps what it holds, which can be read, and makes it when it is not there. */
  readonly open: (file: string, mode: 'read' | 'write' | 'append') => OpenFile
  /** Replaces `to` when it is there. */
  readonly rename: (from: string, to: string) => void
  /** Nothing when it is not there. */
  readonly remove: (file: string) => void
  /** Makes the renames and removals in a folder durable. */
  readonly syncFolder: (folder: string) => void
  /** Bytes free for this user; null when the system does not say. */
  readonly freeBytes: (folder: string) => number | null
}

export type OpenFile = {
  /** Bytes read into `into` from `position`; 0 at the end. */
  readonly read: (into: Uint8Array, position: number) => number
  /** At the end of the file. */
  readonly write: (bytes: Uint8Array) => void
  readonly truncate: (length: number) => void
  /** Durable once it returns. */
  readonly sync: () => void
  readonly close: () => void
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

const unlessMissing = <T>(read: () => T, missing: T): T => {
  try {
    return read()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return missing
    throw error
  }
}

const openFile = (file: string, mode: 'read' | 'write' | 'append'): OpenFile => {
  const fd = openSync(file, mode === 'read' ? 'r' : mode === 'write' ? 'w' : 'a+')
  return {
    read: (into, position) => readSync(fd, into, 0, into.length, position),
    write: (bytes) => {
      for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at, bytes.length - at)
    },
    truncate: (length) => {
      if (fstatSync(fd).size > length) ftruncateSync(fd, length)
    },
    sync: () => {
      fsyncSync(fd)
    },
    close: () => {
      closeSync(fd)
    },
  }
}

export const realFs: Fs = {
  list: (folder) => unlessMissing(() => readdirSync(folder), []),
  size: (file) => unlessMissing<number | null>(() => statSync(file).size, null),
  makeFolder: (folder) => {
    mkdirSync(folder, { recursive: true })
  },
  open: openFile,
  rename: renameSync,
  remove: (file) => {
    unlessMissing(() => {
      unlinkSync(file)
    }, undefined)
  },
  syncFolder: (folder) => {
    // Windows has no such thing: a rename there is durable with its journal.
    if (process.platform === 'win32') return
    const fd = openSync(folder, 'r')
    try {
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
  },
  freeBytes: (folder) => {
    try {
      const { bavail, bsize } = statfsSync(folder)
      return bavail * bsize
    } catch {
      return null
    }
  },
}
