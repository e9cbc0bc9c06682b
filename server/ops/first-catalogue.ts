import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOGUE_FOLDER, CataloguePointer, POINTER_FILE } from '#shared/catalogue/file.ts'
import { ingest, type Ingested, type IngestParts } from '../sync/ingest/ingest.ts'
import { recorded } from '../sync/ingest/recorded.ts'
import { seedDemonstration } from '../sync/ingest/seed.ts'
import { openStaged } from '../sync/ingest/staged.ts'

const SERVICES = 20_000
const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })

/** The catalogue file that a desk has already; null when it has none that can be read, or had it from this very server. */
const deskCatalogue = (desk: string, epoch: string): string | null => {
  const folder = join(desk, CATALOGUE_FOLDER)
  try {
    const pointer = CataloguePointer.parse(JSON.parse(readFileSync(join(folder, POINTER_FILE), 'utf8')))
    return pointer.epoch === epoch ? null : join(folder, pointer.file)
  } catch {
    return null
  }
}

/**
 * Fills the empty store of an embedded server, told as it goes: with the catalogue that its desk had before there was a server,
 * else with the demonstration. What a person imported is never replaced by invented rows.
 */
export const fillFirstCatalogue = async (
  parts: IngestParts,
  desk: string,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> => {
  const began = performance.now()
  let quarter = 1
  const onProgress = (done: number, total: number): void => {
    if (done < (total * quarter) / 4 || done === total) return
    say(`  ${number.format(done)} fiches sur ${number.format(total)}`)
    quarter++
  }
  const fill = async (): Promise<Ingested | null> => {
    const { epoch } = await parts.store.read((reader) => reader.head())
    const file = deskCatalogue(desk, epoch)
    if (file === null) {
      say('Création du catalogue de démonstration (données inventées)…')
      return seedDemonstration(parts, { services: SERVICES, signal, onProgress })
    }
    say('Reprise du catalogue de ce poste par son serveur…')
    const staged = openStaged(file)
    try {
      const work = () => ingest(parts, staged, { signal, onProgress })
      return await recorded(parts, () => ({ file, staged }), work, signal)
    } finally {
      staged.close()
    }
  }
  const made = await fill()
  if (made !== null) say(`  ${number.format(made.written)} fiches, en ${number.format((performance.now() - began) / 1000)} s.`)
}
