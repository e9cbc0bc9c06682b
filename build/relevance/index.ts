import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CataloguePointer, POINTER_FILE } from '#shared/catalogue/file.ts'
import type { Judged } from './judgement.ts'
import { measure, type Line } from './measure.ts'
import { DEMO } from './queries/demo.ts'
import { HOME } from './queries/home.ts'
import { LATER } from './queries/later.ts'
import { MOBILITY } from './queries/mobility.ts'
import { PLACES } from './queries/places.ts'
import { WORK } from './queries/work.ts'

/**
 * `npm run relevance`: is what counsellors look for in the first ten? nDCG@10 over queries in their words, beside a plain
 * full-text search over the same rows. On the real rows of ../shared/data when the folder is there, else on the
 * demonstration catalogue. The catalogue is made in a temporary folder by the product's own import.
 */

const USAGE = `Mesure le classement : ce que cherchent les accompagnateurs est-il dans les dix premiers ?

  npm run relevance -- [options]

  --set <nom>          reel (../shared/data, si le dossier est là) ou demonstration
  --catalogue <fichier>  un catalogue déjà fait, au lieu d’en importer un
  --json               un objet JSON sur la dernière ligne
`

const ROOT = join(import.meta.dirname, '../..')
const REAL = join(ROOT, '../shared/data/reference')
const REAL_FILES = ['services-2022.jsonl', 'lieux.jsonl'].map((name) => join(REAL, name))

type Set = {
  readonly name: 'reel' | 'demonstration'
  readonly queries: readonly Judged[]
  readonly make: (folder: string) => void
}

const run = (script: string, args: readonly string[]): void => {
  const { status, stderr, error } = spawnSync(process.execPath, [join(ROOT, script), ...args], { encoding: 'utf8', cwd: ROOT })
  // An import that refuses some rows ends with 0: what it refuses is in its report, not in its status.
  if (status !== 0)
    throw new Error(`${script} a échoué : ${error?.message ?? stderr.trim().split('\n').at(-1) ?? 'sans message'}`)
}

const SETS: Readonly<Record<Set['name'], Set>> = {
  reel: {
    name: 'reel',
    queries: [...MOBILITY, ...HOME, ...WORK, ...PLACES, ...LATER],
    make: (folder) => run('server/import/cli.ts', [...REAL_FILES, '--to', folder]),
  },
  demonstration: {
    name: 'demonstration',
    queries: DEMO,
    make: (folder) => run('server/import/cli-demo.ts', ['--seed', '1', '--services', '5000', '--to', folder]),
  },
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
const round = (value: number): number => Math.round(value * 1000) / 1000
const show = (value: number): string => value.toFixed(2)

const table = (lines: readonly Line[]): string =>
  [
    'nDCG@10  simple  attendus 3/2/1   requête',
    ...lines.map(({ mots, lieu, ndcg10, plain10, expected, wrong }) => {
      const query = lieu === null ? mots : `${mots} @ ${lieu}`
      const misses =
        wrong.length === 0 ? '' : `   à tort : ${wrong.slice(0, 3).join(' ')}${wrong.length > 3 ? ` +${wrong.length - 3}` : ''}`
      return `${show(ndcg10).padStart(6)}  ${show(plain10).padStart(6)}  ${expected.join('/').padStart(14)}   ${query}${misses}`
    }),
  ].join('\n')

const parse = () => {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        set: { type: 'string' },
        /** A catalogue file already made, for trying weights without importing again. */
        catalogue: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch {
    // Node's own message is in English: the usage says more.
    return null
  }
}

const main = (): void => {
  const values = parse()
  const asked = values?.set
  if (values === null || values.help || (asked !== undefined && asked !== 'reel' && asked !== 'demonstration')) {
    ;(values?.help === true ? process.stdout : process.stderr).write(USAGE)
    process.exitCode = values?.help === true ? 0 : 2
    return
  }
  const present = REAL_FILES.every((file) => existsSync(file))
  const name = asked ?? (present ? 'reel' : 'demonstration')
  const set = SETS[name]
  const folder = mkdtempSync(join(tmpdir(), 'dora-relevance-'))
  try {
    let file = values.catalogue
    if (file === undefined) {
      set.make(folder)
      const pointer = CataloguePointer.parse(JSON.parse(readFileSync(join(folder, POINTER_FILE), 'utf8')))
      file = join(folder, pointer.file)
    }
    const lines = measure(file, set.queries, Date.now())
    const ndcg10 = round(mean(lines.map((line) => line.ndcg10)))
    const plain = round(mean(lines.map((line) => line.plain10)))
    const what = name === 'reel' ? 'données réelles' : present ? 'démonstration' : 'démonstration (../shared/data absent)'
    console.log(table(lines))
    if (name === 'reel') {
      const later = lines.slice(-LATER.length)
      const held = round(mean(later.map((line) => line.ndcg10)))
      const heldPlain = round(mean(later.map((line) => line.plain10)))
      console.log(
        `\nDont ${later.length} requêtes jugées après le réglage des poids : nDCG@10 ${held} ; recherche simple ${heldPlain}.`,
      )
    }
    console.log(
      `\nJeu : ${what}, ${lines.length} requêtes. nDCG@10 ${ndcg10} ; recherche plein texte simple (FTS5, bm25) ${plain}.`,
    )
    if (values.json) console.log(JSON.stringify({ ndcg10, queries: lines.length, set: name, baseline_ndcg10: plain }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

main()
