import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DoraError } from '#shared/errors.ts'

/** A file to import: on this machine, or to be fetched first. */
export type Source =
  | { readonly kind: 'file'; readonly name: string; readonly path: string; readonly bytes: number }
  | { readonly kind: 'url'; readonly name: string; readonly url: string }

const DATA_FILE = /\.(json|jsonl|ndjson|geojson|csv|tsv|parquet)(\.(gz|zst))?$/i

/** Files, folders (their data files, in order of name, sub-folders included) and addresses; fails with `import-introuvable`. */
export const sourcesOf = (locations: readonly string[]): Source[] => locations.flatMap(sourcesAt)

const sourcesAt = (location: string): Source[] => {
  if (/^https?:\/\//i.test(location)) {
    if (!URL.canParse(location)) throw new DoraError('import-introuvable', { chemin: location })
    return [{ kind: 'url', name: basename(new URL(location).pathname) || new URL(location).hostname, url: location }]
  }
  let stats
  try {
    stats = statSync(location)
  } catch (error) {
    throw new DoraError('import-introuvable', { chemin: location }, error)
  }
  if (!stats.isDirectory()) return [{ kind: 'file', name: basename(location), path: location, bytes: stats.size }]
  const found = readdirSync(location, { recursive: true, encoding: 'utf8' })
    .filter((name) => DATA_FILE.test(name) && !basename(name).startsWith('.'))
    .sort()
    .flatMap((name): Source[] => {
      const path = join(location, name)
      const { size } = statSync(path)
      return [{ kind: 'file', name, path, bytes: size }]
    })
  if (found.length === 0) throw new DoraError('import-sans-fichier', { chemin: location })
  return found
}
