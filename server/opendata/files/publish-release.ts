import { createHash, randomUUID } from 'node:crypto'
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { takeLock } from '../../ops/lock.ts'
import { writeWhole } from '../../write-whole.ts'
import { STRUCTURE_FIELDS } from '../record.ts'
import type { OpenIndex, OpenReference } from '../reference.ts'
import { type BuildProgress, chosen } from './build.ts'
import { SERVICE_ROW_FIELDS } from './columns.ts'
import {
  changesOf,
  forgetReleases,
  manifestOf,
  PENDING,
  readManifest,
  releaseOf,
  releasesOf,
  sweep,
  versionsIn,
} from './folder.ts'
import { buildInThread } from './in-thread.ts'
import { type Manifest, SCHEMA } from './manifest.ts'
import { SERVICE_SCHEMA, STRUCTURE_SCHEMA } from './schemas.ts'
import { keepFile, syncFolder } from './sink.ts'
import type { About, Licence } from './writer.ts'
import { NDJSON, type OpenKind } from './writers.ts'

/** Makes a release of the open data, and then the newest: cut anywhere, the former one stays what is published, whole. */

/** To raise when files are written otherwise from the same records: they are published again. */
const REVISION = 1
/** Told in the manifest: a partner that comes once a day may be months late. */
const MOST_CHANGES = 100
/** Records put down before others are let in. */
const TURN_ROWS = 200

export type ReleaseParts = {
  readonly reference: OpenReference
  readonly folder: string
  /** Address of the server, without a final « / ». */
  readonly publicUrl: () => string
  readonly producteur: string
  readonly licence: Licence
  /** Releases whose files stay, the newest included. */
  readonly keep: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Null for all. */
  readonly formats?: readonly string[] | null
  readonly onProgress?: BuildProgress
  /** In a thread of its own unless told otherwise. */
  readonly build?: typeof buildInThread
  readonly signal?: AbortSignal
}

export type Publication =
  | { readonly etat: 'publiee' | 'inchangee'; readonly manifest: Manifest }
  /** Nothing was ever published, and there is nothing to publish. */
  | { readonly etat: 'vide' }
  /** Another process is publishing into this folder. */
  | { readonly etat: 'occupee' }

const row = (fields: readonly string[], record: object): string =>
  `${JSON.stringify(Object.fromEntries(fields.map((name) => [name, (record as Record<string, unknown>)[name] ?? null])))}\n`

/** In turns: others are answered meanwhile. */
const putDown = (file: string, lines: Iterable<string>, signal: AbortSignal | undefined) =>
  keepFile(file, async (sink) => {
    let count = 0
    for (const line of lines) {
      await sink.write(line)
      if (++count % TURN_ROWS > 0) continue
      signal?.throwIfAborted()
      await new Promise(setImmediate)
    }
    return count
  })

/** Counts what passes, by source. */
const counting = (sources: Record<string, { structures: number; services: number }>) =>
  function* <Row extends { readonly source: string }>(rows: Iterable<Row>, kind: OpenKind): Generator<Row> {
    for (const one of rows) {
      const counts = (sources[one.source] ??= { structures: 0, services: 0 })
      counts[kind]++
      yield one
    }
  }
function* mapped<From, To>(rows: Iterable<From>, to: (one: From) => To): Generator<To> {
  for (const one of rows) yield to(one)
}

/** Rejects with the store’s errors, Node’s, or the signal’s reason: nothing has changed then. */
export const publishRelease = async (parts: ReleaseParts): Promise<Publication> => {
  await mkdir(parts.folder, { recursive: true })
  const taken = takeLock(parts.folder)
  if (!('lock' in taken)) return { etat: 'occupee' }
  try {
    return await publishHeld(parts)
  } finally {
    taken.lock.release()
  }
}

const publishHeld = async (parts: ReleaseParts): Promise<Publication> => {
  const { folder, keep, now, signal } = parts
  // Of a later version, or damaged: a new history begins.
  const latest = await readManifest(manifestOf(folder)).catch(() => null)
  await sweep(folder, latest)
  const index = await parts.reference.current()
  const pending = join(folder, PENDING + randomUUID())
  await mkdir(pending)
  try {
    const sources: Manifest['sources'] = {}
    const counted = counting(sources)
    const scored = mapped(counted(index.services(), 'services'), (one) => ({
      ...one,
      score_qualite: index.scoreOfService(one.id),
    }))
    const structures = await putDown(
      join(pending, 'structures.ndjson'),
      mapped(counted(index.structures(), 'structures'), (one) => row(STRUCTURE_FIELDS, one)),
      signal,
    )
    const services = await putDown(
      join(pending, 'services.ndjson'),
      mapped(scored, (one) => row(SERVICE_ROW_FIELDS, one)),
      signal,
    )
    if (latest === null && structures.value + services.value === 0) return { etat: 'vide' }
    const about = aboutOf(parts, index)
    const contenu = contentOf(parts, about, [structures.sha256, services.sha256])
    if (latest?.contenu === contenu) return { etat: 'inchangee', manifest: latest }

    const known = await versionsIn(folder)
    const version = freeName(contenu.slice(0, 16), [
      ...known,
      ...(latest?.changements.flatMap(({ de, vers }) => [de, vers]) ?? []),
    ])
    const previous =
      latest !== null && known.includes(latest.version)
        ? { folder: releaseOf(folder, latest.version), version: latest.version }
        : null
    const ndjson = {
      structures: { ...structures, enregistrements: structures.value },
      services: { ...services, enregistrements: services.value },
    }
    const work = { folder: pending, version, about, ndjson, previous, formats: parts.formats ?? null }
    const { fichiers, changement } = await (parts.build ?? buildInThread)(work, { onProgress: parts.onProgress, signal })
    const manifest: Manifest = {
      titre: 'Structures et services d’insertion',
      schema: { ...SCHEMA, structures: 'schemas/structure.json', services: 'schemas/service.json' },
      licence: about.licence,
      producteur: about.producteur,
      origine: about.origine,
      version,
      contenu,
      precedente: latest?.version ?? null,
      date: new Date(now()).toISOString(),
      jour: about.jour,
      reference: index.version,
      inventees: about.inventees,
      comptes: { structures: structures.value, services: services.value },
      sources: Object.fromEntries(Object.entries(sources).sort(([a], [b]) => (a < b ? -1 : 1))),
      ecartees: { structures: { ...index.left.structure }, services: { ...index.left.service } },
      fichiers: [...fichiers],
      // A chain that lacks a link leads nowhere.
      changements: changement === null ? [] : [...(latest?.changements ?? []), changement].slice(-MOST_CHANGES),
    }
    signal?.throwIfAborted()
    await putInPlace(folder, pending, manifest)
    await forgetReleases(folder, manifest, keep)
    return { etat: 'publiee', manifest }
  } finally {
    await rm(pending, { recursive: true, force: true })
  }
}

const aboutOf = ({ producteur, licence, publicUrl, now }: ReleaseParts, { today, invented }: OpenIndex): About => ({
  producteur,
  licence,
  origine: publicUrl(),
  date: new Date(now()).toISOString(),
  jour: today,
  inventees: invented,
})

/** Dates are no part of it: the same records told the same are the same version. */
const contentOf = ({ formats = null }: ReleaseParts, about: About, records: readonly string[]): string => {
  const { producteur, licence, origine, inventees } = about
  const files = [NDJSON.format, ...chosen(formats).map(({ name }) => name)]
  return createHash('sha256')
    .update(JSON.stringify([REVISION, SCHEMA, producteur, licence.nom, licence.adresse, origine, inventees, files, records]))
    .digest('hex')
}

/** Records may be again what they were three releases ago: the same name would make the chain of changes a ring. */
const freeName = (name: string, taken: readonly string[]): string => {
  if (!taken.includes(name)) return name
  let n = 2
  while (taken.includes(`${name}-${n}`)) n++
  return `${name}-${n}`
}

/** The last step alone changes what is published. */
const putInPlace = async (folder: string, pending: string, manifest: Manifest): Promise<void> => {
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
  for (const [name, schema] of [
    ['structure.json', STRUCTURE_SCHEMA],
    ['service.json', SERVICE_SCHEMA],
  ] as const) {
    await mkdir(join(folder, 'schemas'), { recursive: true })
    await writeFile(join(folder, 'schemas', name), `${JSON.stringify(schema, null, 1)}\n`)
  }
  await mkdir(changesOf(folder), { recursive: true })
  const change = manifest.changements.at(-1)
  if (change !== undefined) await rename(join(pending, change.nom), join(changesOf(folder), change.nom))
  await syncFolder(changesOf(folder))
  await keepFile(manifestOf(pending), (sink) => sink.write(bytes))
  await syncFolder(pending)
  await mkdir(releasesOf(folder), { recursive: true })
  await rename(pending, releaseOf(folder, manifest.version))
  await syncFolder(releasesOf(folder))
  await writeWhole(manifestOf(folder), bytes)
  // Open as the rest: another program may serve this folder.
  await chmod(manifestOf(folder), 0o644)
  await syncFolder(folder)
}
