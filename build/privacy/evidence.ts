import Database from 'better-sqlite3'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { cellsOf } from './layers.ts'

/** What is left behind, by kind of place: the files of a server and of desks, what they wrote and were asked, the tables of a database. */

export const PLACES = [
  'serveur : base',
  'serveur : fichiers joints',
  'serveur : instantanés',
  'serveur : sauvegardes',
  'serveur : courrier',
  'serveur : verrou',
  'serveur : clé',
  'serveur : autres fichiers',
  'serveur : sorties',
  'serveur : mesures',
  'PostgreSQL : tables',
  'PostgreSQL : fichiers',
  'poste : données',
  'poste : fichiers joints',
  'poste : catalogue',
  'poste : journal',
  'poste : réglages',
  'poste : clé',
  'poste : autres fichiers',
  'poste : sorties',
  'poste : notifications',
  'poste : événements',
  'réseau : adresses',
] as const
export type Place = (typeof PLACES)[number]

export type Item = {
  readonly place: Place
  /** Where, without the folder that is only this run's. */
  readonly nom: string
  readonly bytes: Buffer
}

/** A database as whoever opens it sees it, with what is in its log alone. */
export const WITH_LOG = ' et son journal'

/** First that matches; paths with « / ». */
type Sorting = readonly (readonly [RegExp, Place])[]

const OF_SERVER: Sorting = [
  [/^instantanes\//, 'serveur : instantanés'],
  [/^sauvegardes\//, 'serveur : sauvegardes'],
  [/^courrier(\/|$)/, 'serveur : courrier'],
  [/^pieces\//, 'serveur : fichiers joints'],
  [/^catalogue-central.*\.db/, 'serveur : base'],
  [/^cle-/, 'serveur : clé'],
  [/verrou|lock/, 'serveur : verrou'],
  [/./, 'serveur : autres fichiers'],
]
const OF_DESK: Sorting = [
  [/^user\.db/, 'poste : données'],
  [/^(pieces|attachments)\//, 'poste : fichiers joints'],
  [/^catalogue\//, 'poste : catalogue'],
  [/^logs\//, 'poste : journal'],
  [/\.json$/, 'poste : réglages'],
  [/^(cle|key|secrets?)[-.]|\.key$/, 'poste : clé'],
  [/./, 'poste : autres fichiers'],
]

/** Every file there, those that go while they are read left out. */
const filesOf = (folder: string): readonly { readonly path: string; readonly nom: string }[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => ({ path, nom: relative(folder, path).replaceAll('\\', '/') }))
        .toSorted((a, b) => (a.nom < b.nom ? -1 : 1))
    : []

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const unlessGone = <T>(read: () => T): T | null => {
  try {
    return read()
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

/** A database with the log of what is not in it yet, as whoever opens it sees it; null when it does not open. */
const withLog = (path: string): Buffer | null => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-lecture-'))
  try {
    const copy = join(folder, basename(path))
    copyFileSync(path, copy)
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`)
    const db = new Database(copy)
    try {
      return cellsOf(db)
    } finally {
      db.close()
    }
  } catch {
    return null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const itemsIn = (folder: string, sorting: Sorting, label: string): Item[] =>
  filesOf(folder).flatMap(({ path, nom }) => {
    const place = sorting.find(([pattern]) => pattern.test(nom))?.[1]
    const bytes = unlessGone(() => readFileSync(path))
    if (place === undefined || bytes === null) return []
    const item = { place, nom: `${label}/${nom}`, bytes }
    const hasLog = nom.endsWith('.db') && (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
    const rows = hasLog ? withLog(path) : null
    return rows === null ? [item] : [item, { place, nom: `${label}/${nom}${WITH_LOG}`, bytes: rows }]
  })

export const serverItems = (folder: string, label = 'serveur'): Item[] => itemsIn(folder, OF_SERVER, label)
export const deskItems = (folder: string, label: string): Item[] => itemsIn(folder, OF_DESK, label)
export const folderItems = (folder: string, place: Place, label: string): Item[] => itemsIn(folder, [[/./, place]], label)
export const textItem = (place: Place, nom: string, lines: readonly string[]): Item => ({
  place,
  nom,
  bytes: Buffer.from(lines.join('\n')),
})
