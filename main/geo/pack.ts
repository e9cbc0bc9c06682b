import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { departementOf } from '#shared/geo/divisions.ts'
import type { PackManifest } from '#shared/geo/pack.ts'
import { CURRENT, PACK_FORMAT, readCommunes, readEpcis } from '#shared/geo/pack.ts'
import type { CommuneRow, Epci, Layer } from '#shared/geo/types.ts'

/** Reading of the geography packs: an installed one over the one delivered with the application. */

export type Pack = {
  readonly rows: readonly CommuneRow[]
  readonly epcis: readonly Epci[]
  readonly credits: readonly string[]
}

/** An installed pack is a folder named in `courant`, so that replacing it is the writing of one small file. */
const packFolder = (folder: string): string => {
  const pointer = join(folder, CURRENT)
  if (!existsSync(pointer)) return folder
  const name = readFileSync(pointer, 'utf8').trim()
  return /^[\w-]+$/.test(name) ? join(folder, name) : folder
}

const manifestOf = (folder: string): PackManifest | null => {
  const file = join(folder, 'pack.json')
  if (!existsSync(file)) return null
  try {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as PackManifest
    return manifest.format === PACK_FORMAT ? manifest : null
  } catch {
    // A damaged pack is no pack: the delivered one takes over.
    return null
  }
}

const usable = (folders: readonly string[]): readonly string[] =>
  folders.map(packFolder).filter((folder) => manifestOf(folder) !== null)

/**
 * Reads the first pack that can be read; an unreadable one gives way to the next and is reported.
 * Throws when there is none: without communes no place can be told.
 */
export const readPack = (folders: readonly string[], report: (error: unknown) => void): Pack => {
  for (const folder of usable(folders)) {
    try {
      const rows = readCommunes(readFileSync(join(folder, 'communes.tsv'), 'utf8'))
      const epcis = readEpcis(readFileSync(join(folder, 'epci.tsv'), 'utf8'))
      return { rows, epcis, credits: creditsOf(folders) }
    } catch (error) {
      report(error)
    }
  }
  throw new Error('no readable geography pack')
}

/** Every pack in use is credited: an installed one may lack layers that the delivered one provides. */
const creditsOf = (folders: readonly string[]): readonly string[] => [
  ...new Set(usable(folders).flatMap((folder) => manifestOf(folder)?.credits ?? [])),
]

/** Text of a layer from the first pack that has it; null when none has. Outlines of communes come by département. */
export const readLayer = async (
  folders: readonly string[],
  layer: Layer,
  departement: string | undefined,
): Promise<string | null> => {
  // The code becomes a file name: only a département that exists is let through.
  if (layer === 'communes' && departementOf(departement ?? '') === undefined) return null
  const name = layer === 'communes' ? join('communes', `${departement}.geojson`) : `${layer}.geojson`
  for (const folder of usable(folders)) {
    const file = join(folder, name)
    if (existsSync(file)) return readFile(file, 'utf8')
  }
  return null
}
