import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PackManifest } from '#shared/geo/pack.ts'
import { CURRENT, PACK_FORMAT, readCommunes, readEpcis, writeCommunes, writeEpcis } from '#shared/geo/pack.ts'
import type { CommuneRow, Epci } from '#shared/geo/types.ts'
import type { Gathered } from './official.ts'

/** Puts official data over the delivered geography, in the data folder, in one stroke. */

export type Installed = {
  readonly lues: number
  readonly retenues: number
  readonly refusees: number
  /** Communes of the delivered pack that the new data do not have, kept as they were. */
  readonly conservees: number
  /** Communes whose position was a guess and no longer is. */
  readonly precisees: number
}

/** One row in twenty refused is no longer a few mistakes but another shape of file. */
const MAX_REFUSED = 0.05

const key = (row: CommuneRow): string => `${row.code}${row.type}`

/** The new row, with what only the delivered one knows: the EPT beside the EPCI, a coordinate the source lacks. */
const merge = (fresh: CommuneRow, delivered: CommuneRow | undefined): CommuneRow => {
  if (delivered === undefined) return fresh
  const place =
    fresh.lat === null || fresh.lon === null
      ? { lat: delivered.lat, lon: delivered.lon, approximatif: delivered.approximatif }
      : {}
  const epcis = fresh.epcis.length === 0 ? delivered.epcis : [...new Set([...fresh.epcis, ...delivered.epcis.slice(1)])]
  return { ...fresh, ...place, epcis }
}

const byCode = (a: CommuneRow, b: CommuneRow): number => (key(a) < key(b) ? -1 : 1)

export const overlay = (delivered: readonly CommuneRow[], fresh: readonly CommuneRow[]): readonly CommuneRow[] => {
  const known = new Map(delivered.map((row) => [key(row), row]))
  const merged = new Map(known)
  for (const row of fresh) merged.set(key(row), merge(row, known.get(key(row))))
  return [...merged.values()].sort(byCode)
}

const overlayEpcis = (delivered: readonly Epci[], fresh: readonly Epci[]): readonly Epci[] => [
  ...new Map([...delivered, ...fresh].map((epci) => [epci.code, epci])).values(),
]

export type Source = {
  readonly nom: string
  readonly credits: readonly string[]
  readonly gathered: Gathered
  /** Files to lay beside the lists, by name inside the pack: layers and outlines. */
  readonly files: ReadonlyMap<string, string>
}

const writeVersion = async (
  folder: string,
  source: Source,
  rows: readonly CommuneRow[],
  epcis: readonly Epci[],
): Promise<string> => {
  const communes = writeCommunes(rows)
  const empreinte = createHash('sha256').update(communes).digest('hex').slice(0, 16)
  const name = `v-${empreinte}-${process.pid}`
  const manifest: PackManifest = { format: PACK_FORMAT, nom: source.nom, empreinte, credits: source.credits }
  const target = join(folder, name)
  await rm(target, { recursive: true, force: true })
  await mkdir(join(target, 'communes'), { recursive: true })
  await writeFile(join(target, 'communes.tsv'), communes)
  await writeFile(join(target, 'epci.tsv'), writeEpcis(epcis))
  for (const [file, text] of source.files) await writeFile(join(target, file), text)
  await writeFile(join(target, 'pack.json'), JSON.stringify(manifest, null, 2))
  return name
}

/**
 * Writes a new version beside the one in force, then points to it: a crash at any moment leaves the one or the other whole.
 * Throws, leaving everything as it was, when too little of the source can be used.
 */
export const install = async (folder: string, deliveredFolder: string, source: Source): Promise<Installed> => {
  const { gathered } = source
  if (gathered.rows.length === 0) throw new Error('aucune commune utilisable dans cette source')
  if (gathered.refus.length > gathered.lues * MAX_REFUSED) {
    throw new Error(`${gathered.refus.length} lignes refusées sur ${gathered.lues}\u202f: la source n’a pas la forme attendue`)
  }
  const delivered = readCommunes(await readFile(join(deliveredFolder, 'communes.tsv'), 'utf8'))
  const deliveredEpcis = readEpcis(await readFile(join(deliveredFolder, 'epci.tsv'), 'utf8'))
  const rows = overlay(delivered, gathered.rows)
  const name = await writeVersion(folder, source, rows, overlayEpcis(deliveredEpcis, gathered.epcis))
  const pointer = join(folder, `${CURRENT}.${process.pid}`)
  await writeFile(pointer, `${name}\n`)
  await rename(pointer, join(folder, CURRENT))
  // Only now are the versions no longer in force waste; a desk reading one keeps what it has read.
  for (const entry of await readdir(folder))
    if (entry.startsWith('v-') && entry !== name) await rm(join(folder, entry), { recursive: true, force: true })

  const guessed = new Set(delivered.filter((row) => row.approximatif && row.type !== 'D').map(key))
  const fresh = new Set(gathered.rows.map(key))
  return {
    lues: gathered.lues,
    retenues: gathered.rows.length,
    refusees: gathered.refus.length,
    conservees: delivered.filter((row) => !fresh.has(key(row))).length,
    precisees: rows.filter((row) => guessed.has(key(row)) && !row.approximatif).length,
  }
}
