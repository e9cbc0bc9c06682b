import { join } from 'node:path'
import { writeChanges } from './changes.ts'
import type { Changement, Fichier } from './manifest.ts'
import { recordsOf } from './ndjson.ts'
import { keepFile, keepGzip, type Kept } from './sink.ts'
import type { About, FileWriter, Written } from './writer.ts'
import { KINDS, NDJSON, type OpenKind, TITLES, WRITERS } from './writers.ts'

/** Everything of a release that is made from its two files in NDJSON. Run off the thread that answers (in-thread.ts). */

export type BuildWork = {
  /** Folder of the release, where `structures.ndjson` and `services.ndjson` are. */
  readonly folder: string
  readonly version: string
  readonly about: About
  readonly ndjson: Readonly<Record<OpenKind, Kept & { readonly enregistrements: number }>>
  /** The release before, when its files are there. */
  readonly previous: { readonly folder: string; readonly version: string } | null
  /** Null for all; NDJSON is always there. */
  readonly formats: readonly string[] | null
}
/** `name` is being written: the `done`th of `total`. */
export type BuildProgress = (name: string, done: number, total: number) => void
export type Built = { readonly fichiers: readonly Fichier[]; readonly changement: Changement | null }

/** Compressed already, so that compressing again costs and saves nothing. */
const isPacked = (mediaType: string): boolean => /parquet|zip|gzip|zstd/.test(mediaType)

export const chosen = (formats: readonly string[] | null): readonly FileWriter[] =>
  WRITERS.filter(({ format }) => formats === null || formats.includes(format))

export const buildRelease = async (
  { folder, version, about, ndjson, previous, formats }: BuildWork,
  onProgress: BuildProgress,
): Promise<Built> => {
  const written: Written = {
    about,
    structures: () => recordsOf(join(folder, 'structures.ndjson')),
    services: () => recordsOf(join(folder, 'services.ndjson')),
  }
  const writers = chosen(formats)
  const total = KINDS.length + writers.length + 1
  let done = 0
  const pathOf = (name: string): string => `v/${version}/${name}`
  const described = async (one: Omit<FileWriter, 'write' | 'name'>, name: string, kept: Kept, enregistrements: number) => {
    const { titre, format, contenu, mediaType: type } = one
    const packed = isPacked(type) ? null : `${name}.gz`
    const gzip =
      packed === null
        ? null
        : { nom: packed, chemin: pathOf(packed), ...(await keepGzip(join(folder, name), join(folder, packed))) }
    const { octets, sha256 } = kept
    return { nom: name, chemin: pathOf(name), titre, format, contenu, type, enregistrements, octets, sha256, gzip }
  }

  const fichiers: Fichier[] = []
  for (const contenu of KINDS) {
    const name = `${contenu}.ndjson`
    onProgress(name, done++, total)
    const kept = ndjson[contenu]
    fichiers.push(await described({ ...NDJSON, titre: TITLES[contenu], contenu }, name, kept, kept.enregistrements))
  }
  for (const writer of writers) {
    onProgress(writer.name, done++, total)
    const { value, ...kept } = await keepFile(join(folder, writer.name), (sink) => writer.write(written, sink))
    fichiers.push(await described(writer, writer.name, kept, value))
  }
  onProgress('changements', done++, total)
  return { fichiers, changement: previous === null ? null : await changesFrom(previous, { folder, version, date: about.date }) }
}

const changesFrom = async (
  previous: { readonly folder: string; readonly version: string },
  { folder, version, date }: { readonly folder: string; readonly version: string; readonly date: string },
): Promise<Changement> => {
  const nom = `changements-${previous.version}-${version}.ndjson`
  const { value, octets, sha256 } = await keepFile(join(folder, nom), (sink) => writeChanges(previous.folder, folder, sink))
  return { de: previous.version, vers: version, nom, chemin: `changements/${nom}`, date, enregistrements: value, octets, sha256 }
}
