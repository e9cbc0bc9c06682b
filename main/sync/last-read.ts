import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeAtomically } from '../app/write-atomically.ts'

const LastRead = z.object({ serveur: z.string(), a_jour_le: z.iso.datetime() })

/** The date of the data is for people to the minute: the disk is not woken at each poke. */
const EVERY_MS = 60_000

export type LastReadFile = {
  /** Milliseconds since 1970 at which everything was last read from this server; null when it never was. */
  readonly read: () => number | null
  readonly keep: (at: number) => void
  /** Writes what was last given to `keep`, if it has not been. */
  readonly flush: () => void
}

/** Remembers, from one start to the next, how old the data of this desk are. A comfort: a file that cannot be used is none. */
export const createLastRead = (file: string, server: string): LastReadFile => {
  let latest: number | null = null
  let written = Number.NEGATIVE_INFINITY
  const flush = (): void => {
    if (latest === null || latest === written) return
    written = latest
    try {
      writeAtomically(file, JSON.stringify({ serveur: server, a_jour_le: new Date(latest).toISOString() }))
    } catch {
      // A full or protected disk: what matters says so elsewhere.
    }
  }
  return {
    read: () => {
      try {
        const { serveur, a_jour_le } = LastRead.parse(JSON.parse(readFileSync(file, 'utf8')))
        return serveur === server ? Date.parse(a_jour_le) : null
      } catch {
        return null
      }
    },
    keep: (at) => {
      latest = at
      if (Math.abs(at - written) >= EVERY_MS) flush()
    },
    flush,
  }
}
