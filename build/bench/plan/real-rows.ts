import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CataloguePointer, POINTER_FILE } from '#shared/catalogue/file.ts'
import { type Doc, docOf } from '../../relevance/judgement.ts'
import { readRows } from '../../relevance/measure.ts'
import { root } from '../../stamp.ts'
import type { Spot } from './gold.ts'
import { createDraw, readCommunes } from './placed.ts'

const REAL = join(root, '../shared/data')
const SERVICES = join(REAL, 'reference/services-2022.jsonl')
const LIEUX = join(REAL, 'reference/lieux.jsonl')
const COMMUNES = join(REAL, 'geo/communes-2026-licence-claire.tsv')
const DEPARTEMENTS = join(REAL, 'geo/departements-2026.json')

export const hasRealRows = (): boolean => [SERVICES, LIEUX, COMMUNES, DEPARTEMENTS].every((file) => existsSync(file))

/** The real rows as the product imports them, those without a place put where placed.ts draws them. Gives the catalogue's file. */
export const importReal = (folder: string): string => {
  const names = (JSON.parse(readFileSync(DEPARTEMENTS, 'utf8')) as readonly { readonly nom: string }[]).map(({ nom }) => nom)
  const draw = createDraw(readCommunes(readFileSync(COMMUNES, 'utf8')), names)
  const rows = readFileSync(SERVICES, 'utf8').trimEnd().split('\n')
  const placed = join(folder, 'services.jsonl')
  writeFileSync(placed, rows.map((row) => `${JSON.stringify(draw(JSON.parse(row) as { id: string; nom: string }))}\n`).join(''))
  const args = [join(root, 'server/import/cli.ts'), placed, LIEUX, '--to', folder]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: root })
  if (status !== 0) throw new Error(`import\u202f: ${stderr.trim().split('\n').at(-1) ?? ''}`)
  return join(folder, CataloguePointer.parse(JSON.parse(readFileSync(join(folder, POINTER_FILE), 'utf8'))).file)
}

export type RealDoc = Doc & Spot

export const docsOf = (file: string): readonly RealDoc[] =>
  readRows(file).map(({ rowid, service, structure }) => ({
    ...docOf(rowid, service, structure),
    commune: service.code_insee ?? null,
  }))
