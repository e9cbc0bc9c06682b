import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

export const root = join(import.meta.dirname, '..')

const filesOf = (path: string): readonly string[] => {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

/** One digest for the content of files and folders (tests left out), whatever their dates: a checkout changes dates. */
export const digestOf = (paths: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((path) => filesOf(join(root, path))).toSorted()) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

const stampFile = (name: string): string => join(root, 'out', `${name}.stamp`)

/** Whether what `name` builds was built from this very content. */
export const isFresh = (name: string, digest: string): boolean =>
  existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === digest

export const stamp = (name: string, digest: string): void => {
  mkdirSync(dirname(stampFile(name)), { recursive: true })
  writeFileSync(stampFile(name), digest)
}
