import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { missing } from '../../write-whole.ts'
import { type Fichier, Manifest, Version } from './manifest.ts'

/**
 * The folder of what is published, laid out as its addresses are: `manifest.json` tells of the newest release, `v/<version>/` holds
 * each that is kept, `changements/` what changed from one to the next. The manifest is what makes a release the newest: it is
 * written last, at once.
 */

export const MANIFEST = 'manifest.json'
export const manifestOf = (folder: string): string => join(folder, MANIFEST)
export const releasesOf = (folder: string): string => join(folder, 'v')
export const releaseOf = (folder: string, version: string): string => join(releasesOf(folder), version)
export const changesOf = (folder: string): string => join(folder, 'changements')

/** Of a release being written. */
export const PENDING = 'en-cours-'

const namesIn = async (folder: string): Promise<readonly string[]> => (await readdir(folder).catch(missing)) ?? []

/** Null when there is none. Rejects when it is there and is no manifest of ours. */
export const readManifest = async (file: string): Promise<Manifest | null> => {
  const text = await readFile(file, 'utf8').catch(missing)
  return text === null ? null : Manifest.parse(JSON.parse(text))
}

export const versionsIn = async (folder: string): Promise<readonly string[]> =>
  (await namesIn(releasesOf(folder))).filter((name) => Version.safeParse(name).success)

/** What a writing that was cut left. The folder must be held (publish-release.ts). */
export const sweep = async (folder: string, latest: Manifest | null): Promise<void> => {
  for (const name of await namesIn(folder))
    if (name.startsWith(PENDING) || name.endsWith('.part')) await rm(join(folder, name), { recursive: true, force: true })
  for (const version of await versionsIn(folder)) {
    if (version === latest?.version) continue
    const found = await readManifest(manifestOf(releaseOf(folder, version))).catch(() => null)
    // Put in its place, and never told of: it follows the newest, or nothing.
    if (found === null || found.precedente === (latest?.version ?? null))
      await rm(releaseOf(folder, version), { recursive: true, force: true })
  }
}

/** Forgets what is neither among the `keep` newest releases nor told of by the newest. */
export const forgetReleases = async (folder: string, latest: Manifest, keep: number): Promise<void> => {
  const kept = new Set([latest.version])
  for (let at: Manifest | null = latest; at?.precedente != null && kept.size < keep;) {
    kept.add(at.precedente)
    at = await readManifest(manifestOf(releaseOf(folder, at.precedente))).catch(() => null)
  }
  for (const version of await versionsIn(folder))
    if (!kept.has(version)) await rm(releaseOf(folder, version), { recursive: true, force: true })
  const told = new Set(latest.changements.map(({ nom }) => nom))
  for (const name of await namesIn(changesOf(folder)))
    if (!told.has(name)) await rm(join(changesOf(folder), name), { force: true })
}

/** A file to give: its bytes never change. */
export type PublishedFile = {
  readonly file: string
  readonly type: string
  readonly octets: number
  readonly sha256: string
  /** When it was published. */
  readonly at: Date
  /** The same compressed, to be given in its place. */
  readonly gzip: { readonly file: string; readonly octets: number; readonly sha256: string } | null
}
type Told = Pick<Fichier, 'chemin' | 'octets' | 'sha256'>

export type Published = {
  /** What is told of the newest release, as it is on the disk; null when nothing is published. */
  readonly latest: () => Promise<{ readonly manifest: Manifest; readonly text: string } | null>
  /** Of the newest release, or of what changed. */
  readonly find: (name: string) => Promise<PublishedFile | null>
  readonly findIn: (version: string, name: string) => Promise<PublishedFile | null>
  /** Of a release that is kept. */
  readonly manifest: (version: string) => Promise<Manifest | null>
}

/** Reads a folder that another process may publish into. */
export const openPublished = (folder: string): Published => {
  const fileOf = (told: Told, type: string, date: string, gzip: Told | null = null): PublishedFile => ({
    file: join(folder, told.chemin),
    type,
    octets: told.octets,
    sha256: told.sha256,
    at: new Date(date),
    gzip: gzip === null ? null : { file: join(folder, gzip.chemin), octets: gzip.octets, sha256: gzip.sha256 },
  })
  const inManifest = ({ fichiers, changements, date }: Manifest, name: string): PublishedFile | null => {
    for (const one of fichiers) {
      if (one.nom === name) return fileOf(one, one.type, date, one.gzip)
      if (one.gzip?.nom === name) return fileOf(one.gzip, 'application/gzip', date)
    }
    const change = changements.find(({ nom }) => nom === name)
    return change === undefined ? null : fileOf(change, 'application/x-ndjson', change.date)
  }

  let kept: { readonly key: string; readonly latest: NonNullable<Awaited<ReturnType<Published['latest']>>> } | null = null
  const latest: Published['latest'] = async () => {
    const file = manifestOf(folder)
    const seen = await stat(file).catch(missing)
    if (seen === null) return null
    const key = `${seen.ino} ${seen.mtimeMs} ${seen.size}`
    if (kept?.key !== key) {
      const text = await readFile(file, 'utf8')
      kept = { key, latest: { manifest: Manifest.parse(JSON.parse(text)), text } }
    }
    return kept.latest
  }
  const manifest = async (version: string): Promise<Manifest | null> =>
    Version.safeParse(version).success ? readManifest(manifestOf(releaseOf(folder, version))) : null
  return {
    latest,
    manifest,
    find: async (name) => {
      const found = await latest()
      return found === null ? null : inManifest(found.manifest, name)
    },
    findIn: async (version, name) => {
      const found = await manifest(version)
      return found === null ? null : inManifest(found, name)
    },
  }
}
