import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Issue } from './fields/issues.ts'

/** One line of the report file. */
export type ReportLine = Issue & { readonly fichier: string; readonly ligne: number; readonly id: string | null }

export type Report = {
  readonly add: (line: ReportLine) => void
  /** Numbers of rows by reason, most frequent first. */
  readonly reasons: () => readonly {
    readonly gravite: Issue['gravite']
    readonly champ: string
    readonly raison: string
    readonly nombre: number
  }[]
  /** Puts the file in its place. */
  readonly keep: () => void
  readonly discard: () => void
}

const FLUSH = 64 * 1024

/**
 * Writes what was found wrong, one JSON object a line, beside `file` until it is kept: the report of the previous import stays
 * until then. `file` null only counts.
 */
export const openReport = (file: string | null): Report => {
  const pending = file === null ? null : `${file}.${process.pid}.tmp`
  if (pending !== null) mkdirSync(dirname(pending), { recursive: true })
  const handle = pending === null ? null : openSync(pending, 'w')
  const counts = new Map<
    string,
    { readonly gravite: Issue['gravite']; readonly champ: string; readonly raison: string; nombre: number }
  >()
  let buffer: string[] = []
  let length = 0
  let open = handle !== null
  const flush = (): void => {
    if (handle !== null && buffer.length > 0) writeSync(handle, buffer.join(''))
    buffer = []
    length = 0
  }
  const close = (): void => {
    if (!open || handle === null) return
    flush()
    closeSync(handle)
    open = false
  }
  return {
    add: ({ fichier, ligne, id, champ, valeur, raison, gravite }) => {
      const key = `${gravite}\n${champ}\n${raison}`
      const known = counts.get(key)
      if (known === undefined) counts.set(key, { gravite, champ, raison, nombre: 1 })
      else known.nombre++
      if (handle === null) return
      const line = `${JSON.stringify({ fichier, ligne, id, champ, ...(valeur === undefined ? {} : { valeur }), raison, gravite })}\n`
      buffer.push(line)
      length += line.length
      if (length > FLUSH) flush()
    },
    reasons: () =>
      [...counts.values()].sort((a, b) => Number(b.gravite === 'refus') - Number(a.gravite === 'refus') || b.nombre - a.nombre),
    keep: () => {
      close()
      if (pending !== null && file !== null) renameSync(pending, file)
    },
    discard: () => {
      close()
      if (pending !== null) rmSync(pending, { force: true })
    },
  }
}
