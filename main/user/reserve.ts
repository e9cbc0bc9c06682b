import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Room kept for the outbox on a disk that others fill (sync.md §2.5). */
export const RESERVE_BYTES = 8 * 1024 * 1024
/** The room is taken back only when as much again is left to the others. */
const EASE = 4
const BLOCK = Buffer.alloc(256 * 1024)

const write = (file: string, bytes: number): void => {
  const handle = openSync(file, 'w', 0o600)
  try {
    for (let written = 0; written < bytes;) written += writeSync(handle, BLOCK, 0, Math.min(BLOCK.byteLength, bytes - written))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

export type Reserve = ReturnType<typeof createReserve>

/** A file that holds room on the disk, given up when there is none left. Never fails. @param bytes 0 for none. */
export const createReserve = (folder: string, bytes: number) => {
  const file = join(folder, 'reserve.bin')
  let used = false
  const present = () => statSync(file, { throwIfNoEntry: false })?.size === bytes

  return {
    used: (): boolean => used,
    /** True when there was something to give up: what failed may be tried again. */
    release: (): boolean => {
      if (bytes === 0 || statSync(file, { throwIfNoEntry: false }) === undefined) return false
      rmSync(file, { force: true })
      used = true
      return true
    },
    /** Takes the room again once the disk has plenty. */
    restore: (): void => {
      if (bytes === 0 || present()) return
      try {
        const { bavail, bsize } = statfsSync(folder)
        if (bavail * bsize < bytes * EASE) {
          used = true
          return
        }
        write(file, bytes)
        used = false
      } catch {
        rmSync(file, { force: true })
        used = true
      }
    },
    forget: (): void => {
      rmSync(file, { force: true })
      used = false
    },
  }
}
