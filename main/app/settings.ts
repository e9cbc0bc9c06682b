import { DoraError } from '#shared/errors.ts'
import { Settings } from '#shared/contract/app.ts'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { writeAtomically } from './write-atomically.ts'

export type SettingsStore = {
  readonly get: () => Settings
  /** Replaces the settings named, keeps the others. Fails with `ecriture-impossible`, and then nothing has changed. */
  readonly set: (patch: { readonly [K in keyof Settings]?: Settings[K] | undefined }) => Settings
}

/** A file that does not parse is set aside beside the other, never overwritten: it may be mended by hand. */
const readOrSetAside = (file: string): Settings => {
  if (!existsSync(file)) return Settings.parse({})
  try {
    return Settings.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    try {
      renameSync(file, `${file}.illisible`)
    } catch {
      // Not even movable: defaults serve, and the first change will say that it cannot be written.
    }
    return Settings.parse({})
  }
}

/** Settings in one JSON file, read once. One process owns it (single instance). */
export const createSettings = (file: string): SettingsStore => {
  let current = readOrSetAside(file)
  return {
    get: () => current,
    set: (patch) => {
      const named = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      const next = Settings.parse({ ...current, ...named })
      try {
        writeAtomically(file, `${JSON.stringify(next, null, 2)}\n`)
      } catch (cause) {
        throw new DoraError('ecriture-impossible', undefined, cause)
      }
      current = next
      return next
    },
  }
}
