import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openReadable } from '#main/db/open.ts'
import { cacheFolder, type BenchCatalogue } from './catalogue.ts'
import { runQuietly } from './quiet.ts'
import type { Outcome } from './child.ts'

const BUFFER = 1 << 20

/** Writes the rows as data·inclusion publishes them, schema v1, one JSON per line; what only DORA has is left out. */
const writeRows = (catalogue: string, table: 'structures' | 'services', file: string): void => {
  const db = openReadable(catalogue)
  const out = openSync(file, 'w')
  let waiting = ''
  for (const record of db.prepare(`SELECT record FROM ${table} ORDER BY rowid`).pluck().iterate() as IterableIterator<string>) {
    const { dora: _, ...row } = JSON.parse(record) as Record<string, unknown>
    waiting += `${JSON.stringify(row)}\n`
    if (waiting.length > BUFFER) {
      writeSync(out, waiting)
      waiting = ''
    }
  }
  writeSync(out, waiting)
  closeSync(out)
  db.close()
}

export type ImportFigures = { readonly rowsPerS: number; readonly rows: number }

/**
 * Rows per second of `npm run import` on NDJSON of that size: the whole program, from its start to the catalogue in place,
 * index included. A refused row would count as read for nothing, so there must be none.
 */
export const measureImport = async ({ file, services, structures }: BenchCatalogue): Promise<Outcome<ImportFigures>> => {
  const folder = mkdtempSync(join(cacheFolder(), 'import-'))
  try {
    const inputs = (['structures', 'services'] as const).map((table) => {
      const path = join(folder, `${table}.ndjson`)
      writeRows(file, table, path)
      return path
    })
    const { code, output, ms } = await runQuietly(['server/import/cli.ts', ...inputs, '--to', join(folder, 'catalogue')], {})
    const rows = services + structures
    if (code !== 0) return { ok: false, why: `échec : ${output.trim().split('\n').at(-1) ?? code}` }
    // The program ends with 0 when it refuses some rows: its own count says how many went in.
    const [, kept = ''] = /^([\d \u202f\u00a0]+) services et/m.exec(output) ?? []
    if (Number(kept.replace(/\D/g, '')) !== services) return { ok: false, why: `${kept.trim()} services gardés sur ${services}` }
    return { ok: true, value: { rowsPerS: rows / (ms / 1000), rows } }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
