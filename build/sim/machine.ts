import type Database from 'better-sqlite3'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Fs, OpenFile } from '#main/sync/replica/fs.ts'
import { realFs } from '#main/sync/replica/fs.ts'
import type { Random } from './random.ts'
import { watchFolder } from './sqlite-probe.ts'

/** Thrown at the place where the machine is cut, and at everything that its ghost still tries. */
export class Cut extends Error {}

/**
 * A desk's disk. `kill`: the process dies, what it wrote stays. `power`: what was not flushed is lost in part, in order for names,
 * anyhow for bytes (sync.md §3.2). The folder as the cut left it is copied beside, to be started on.
 */
export type CutPlan = { readonly kind: 'kill' | 'power'; readonly after: number; readonly random: Random }

type NameOp =
  | { readonly op: 'made'; readonly file: string }
  | { readonly op: 'renamed'; readonly from: string; readonly to: string; readonly replaced: Buffer | null }
  | { readonly op: 'removed'; readonly file: string; readonly bytes: Buffer }

const SHM = { page: 14, frames: 16, backfilling: 128, size: 136 } as const
const WAL_HEADER = 32
const FRAME_HEADER = 24

const sqliteFull = (): Error => Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
const noSpace = (): Error => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })

export type Machine = ReturnType<typeof createMachine>

export const createMachine = (folder: string, options: { readonly ignoreFlushes: boolean }) => {
  mkdirSync(folder, { recursive: true })
  let steps = 0
  let plan: CutPlan | null = null
  let image: string | null = null
  let dead = false
  let room: number | null = null
  /** Bytes of a file known to be on the platter; absent when all of them are. */
  const flushed = new Map<string, number>()
  const names: NameOp[] = []
  const modes = new Map<string, number>()
  const databases = new Set<Database.Database>()

  const readable = (file: string): Buffer | null => (existsSync(file) && statSync(file).isFile() ? readFileSync(file) : null)

  /** What a power cut leaves of what was written by SQLite (its own flushes follow `PRAGMA synchronous`). */
  const tearDatabase = (file: string, copy: string, random: Random, since: number | null): void => {
    const wal = `${copy}-wal`
    if (!existsSync(wal)) return
    const length = statSync(wal).size
    const shm = readable(`${file}-shm`)
    if (shm === null || shm.length < SHM.size) return
    const frame = FRAME_HEADER + shm.readUInt16LE(SHM.page)
    const mode = options.ignoreFlushes ? 0 : (modes.get(file) ?? 2)
    const safe = mode >= 2 ? shm.readUInt32LE(SHM.frames) : shm.readUInt32LE(SHM.backfilling)
    const from = Math.min(length, since ?? (safe === 0 ? 0 : WAL_HEADER + safe * frame))
    if (from >= length) return
    const cut = from + random.int(length - from + 1)
    if (random.chance(0.5)) truncateSync(wal, cut)
    else {
      // Pages that reached the platter, or not, in any order.
      const bytes = readFileSync(wal)
      for (let at = cut; at < length; at += 512) if (random.chance(0.5)) random.bytes(16).copy(bytes, at)
      writeFileSync(wal, bytes)
    }
  }

  const inCopy = (file: string, copy: string): string => join(copy, relative(folder, file))

  const forgetNames = (copy: string, random: Random): void => {
    const kept = names.length === 0 ? 0 : random.int(names.length + 1)
    for (const one of names.slice(kept).reverse()) {
      if (one.op === 'made') rmSync(inCopy(one.file, copy), { force: true })
      else if (one.op === 'removed') writeFileSync(inCopy(one.file, copy), one.bytes)
      else {
        const bytes = readable(inCopy(one.to, copy))
        if (bytes !== null) writeFileSync(inCopy(one.from, copy), bytes)
        if (one.replaced === null) rmSync(inCopy(one.to, copy), { force: true })
        else writeFileSync(inCopy(one.to, copy), one.replaced)
      }
    }
  }

  const takeImage = (kind: CutPlan['kind'], random: Random, tear?: { readonly file: string; readonly since: number }): void => {
    const copy = `${folder}+`
    rmSync(copy, { recursive: true, force: true })
    // -shm is memory: it does not outlive the machine, and is made again from the -wal.
    cpSync(folder, copy, { recursive: true, filter: (source) => !source.endsWith('-shm') })
    if (kind === 'power') {
      for (const database of databases) {
        if (database.open && !database.memory) {
          const since = tear?.file === database.name ? tear.since : null
          tearDatabase(database.name, inCopy(database.name, copy), random, since)
        }
      }
      for (const [file, length] of flushed) {
        const target = inCopy(file, copy)
        const bytes = readable(target)
        if (bytes === null || bytes.length <= length) continue
        const end = length + random.int(bytes.length - length + 1)
        const left = Buffer.from(bytes.subarray(0, end))
        if (end > length && random.chance(0.3)) left.fill(0, Math.max(length, end - 512))
        writeFileSync(target, left)
      }
      forgetNames(copy, random)
    }
    image = copy
  }

  const die = (): never => {
    dead = true
    throw new Cut('cut')
  }
  const touch = (): void => {
    if (dead) throw new Cut('already cut')
  }
  /** True when this step is the one to cut at. */
  const due = (): boolean => {
    touch()
    steps++
    return plan !== null && steps > plan.after
  }
  const step = (): void => {
    if (!due() || plan === null) return
    takeImage(plan.kind, plan.random)
    die()
  }

  const unwatch = watchFolder(folder, {
    touch,
    opened: (database) => {
      databases.add(database)
    },
    write: (database, sql, go) => {
      if (!due() || plan === null) {
        if (room !== null) room -= 512
        if (room !== null && room <= 0 && /^\s*(INSERT|UPDATE|COMMIT|REPLACE|CREATE|VACUUM)/i.test(sql)) throw sqliteFull()
        return go()
      }
      const ends = /^\s*COMMIT/i.test(sql)
      if (!ends || plan.kind === 'kill' || plan.random.chance(0.5)) {
        takeImage(plan.kind, plan.random)
        return die()
      }
      // In the middle of the commit: written, not flushed yet.
      const wal = `${database.name}-wal`
      const before = existsSync(wal) ? statSync(wal).size : 0
      const shm = readable(`${database.name}-shm`)
      const frames = shm === null ? 0 : shm.readUInt32LE(SHM.frames)
      const page = shm === null ? 0 : shm.readUInt16LE(SHM.page)
      go()
      takeImage('power', plan.random, {
        file: database.name,
        since: frames === 0 ? Math.min(before, 0) : WAL_HEADER + frames * (FRAME_HEADER + page),
      })
      return die()
    },
    pragma: (database, source) => {
      const mode = /^\s*synchronous\s*=\s*(\w+)/i.exec(source)?.[1]?.toUpperCase()
      if (mode !== undefined)
        modes.set(
          database.name,
          ['OFF', 'NORMAL', 'FULL', 'EXTRA'].indexOf(mode) >= 0 ? ['OFF', 'NORMAL', 'FULL', 'EXTRA'].indexOf(mode) : Number(mode),
        )
    },
  })

  const openFile = (file: string, mode: 'read' | 'write' | 'append'): OpenFile => {
    if (mode !== 'read') {
      step()
      const size = realFs.size(file)
      if (size === null) names.push({ op: 'made', file })
      if (mode === 'write' || size === null) flushed.set(file, 0)
    } else touch()
    const real = realFs.open(file, mode)
    const length = () => realFs.size(file) ?? 0
    return {
      read: (into, position) => {
        touch()
        return real.read(into, position)
      },
      write: (bytes) => {
        step()
        if (!flushed.has(file)) flushed.set(file, length())
        if (room !== null) {
          if (bytes.length > room) {
            real.write(bytes.subarray(0, Math.max(0, room)))
            room = 0
            throw noSpace()
          }
          room -= bytes.length
        }
        real.write(bytes)
      },
      truncate: (to) => {
        step()
        real.truncate(to)
        const before = flushed.get(file)
        if (before !== undefined && before > to) flushed.set(file, to)
      },
      sync: () => {
        step()
        real.sync()
        if (!options.ignoreFlushes) flushed.delete(file)
      },
      close: () => real.close(),
    }
  }

  const fs: Fs = {
    list: (path) => (touch(), [...realFs.list(path)].sort()),
    size: (file) => (touch(), realFs.size(file)),
    makeFolder: (path) => {
      step()
      realFs.makeFolder(path)
    },
    open: openFile,
    rename: (from, to) => {
      step()
      const replaced = readable(to)
      realFs.rename(from, to)
      names.push({ op: 'renamed', from, to, replaced })
      const length = flushed.get(from)
      flushed.delete(from)
      if (length === undefined) flushed.delete(to)
      else flushed.set(to, length)
    },
    remove: (file) => {
      step()
      const bytes = readable(file)
      realFs.remove(file)
      if (bytes !== null) names.push({ op: 'removed', file, bytes })
      flushed.delete(file)
    },
    syncFolder: (path) => {
      step()
      realFs.syncFolder(path)
      if (options.ignoreFlushes) return
      for (let at = names.length - 1; at >= 0; at--) {
        const one = names[at] as NameOp
        if (dirname(one.op === 'renamed' ? one.to : one.file) === path) names.splice(at, 1)
      }
    },
    freeBytes: (path) => (touch(), room ?? realFs.freeBytes(path)),
  }

  return {
    folder,
    fs,
    touch,
    isDead: () => dead,
    /** Cuts at the first step past `plan.after`, counted from now. Null takes a plan back. */
    planCut: (next: CutPlan | null): void => {
      steps = 0
      plan = next
    },
    /** Cuts here, at rest. */
    cutNow: (kind: CutPlan['kind'], random: Random): void => {
      if (dead) return
      takeImage(kind, random)
      dead = true
    },
    /** Bytes left on the disk; null for plenty. */
    setRoom: (bytes: number | null): void => {
      room = bytes
    },
    /** Ends what the dead machine left open, removes its folder. Answers the folder to start on again. */
    bury: (): string => {
      for (const database of databases) if (database.open) database.close()
      unwatch()
      if (image === null) return folder
      rmSync(folder, { recursive: true, force: true })
      return image
    },
    stepsDone: () => steps,
  }
}
