import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openAccounts } from '../accounts/testing/bench.ts'
import { announcePiece, keepWhole } from '../orientations/pieces-upload.ts'
import { dropPieces } from '../orientations/pieces-rows.ts'
import { pdf } from '../orientations/testing/files.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { createBytesSeal } from '../sync/seal.ts'
import { createServerLog } from './log.ts'
import { openOrientations } from './orientations.ts'

const HOUR_MS = 3600_000

test('files that are to go do within a minute, those that no request took within four hours; a failure is told, and passes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-ops-pieces-'))
  const store = await openSqliteStore({ file: ':memory:' })
  const { parts } = await openAccounts({ store })
  let ahead = 0
  const lines: string[] = []
  const orientations = openOrientations(
    // Files have the instants of this machine’s clock.
    { parts: { ...parts, now: () => Date.now() + ahead }, publicUrl: () => 'https://dora.exemple.test' },
    { pieces: { s3: null, folder: join(folder, 'pieces') } },
    {
      bytesSeal: createBytesSeal(Buffer.alloc(32, 3)),
      log: createServerLog('debug', { write: (line) => void lines.push(line) }),
    },
  )
  const { pieces, tick } = orientations
  const files = () =>
    readdirSync(join(folder, 'pieces'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length
  await tick()
  const [dropped] = await keepWhole(pieces, 'emplois', [
    { nom: 'Plantée.pdf', bytes: pdf('1') },
    { nom: 'deux.pdf', bytes: pdf('2') },
  ])
  await announcePiece(pieces, 'u1', { id: randomUUID(), nom: 'trois.pdf', taille: 100 })
  await store.write((writer) => dropPieces(writer, pieces.seal, [dropped?.id ?? '']))
  expect(files()).toBe(2)
  await tick()
  expect(files()).toBe(1)
  ahead += 4 * HOUR_MS
  await tick()
  expect(files()).toBe(0)
  const rows: string[] = []
  await store.read(async (reader) => {
    for await (const { id } of reader.scan('piece')) rows.push(id)
  })
  expect(rows).toEqual([])
  // The place is not one any more: told, and tried again the next minute.
  rmSync(join(folder, 'pieces'), { recursive: true })
  writeFileSync(join(folder, 'pieces'), '')
  ahead += HOUR_MS
  await tick()
  expect(lines.join('')).toMatch(/"job":"pieces-perdues"[^\n]*ENOTDIR/)
  expect(lines.join('')).not.toContain('Plantée')
  await store.close()
  rmSync(folder, { recursive: true })
})
