import Database from 'better-sqlite3'
import { writeCatalogue } from '#shared/catalogue/write.ts'
import { generateDemo } from '#server/import/demo/generate.ts'
import { deliveredPack, loadGeography } from '#server/import/geography.ts'
import { type Ingested, ingest, type IngestParts, type IngestProgress } from './ingest.ts'
import { recorded } from './recorded.ts'
import { openStaged } from './staged.ts'

export type SeedOptions = {
  readonly services: number
  readonly seed?: number
  /** `YYYY-MM-DD`, of which the age of the listings is counted; today when absent. */
  readonly today?: string
  readonly onProgress?: IngestProgress
  readonly signal?: AbortSignal
}

/** Fills the public catalogue with invented rows, in memory first: some 3 KB each. Null when another process is at it. */
export const seedDemonstration = async (parts: IngestParts, options: SeedOptions): Promise<Ingested | null> => {
  const genere_le = new Date().toISOString()
  // Never an installed pack: the same seed must make the same catalogue everywhere.
  const geography = loadGeography(await deliveredPack())
  const db = new Database(':memory:')
  try {
    const rows = writeCatalogue(db, geography.zoneName)
    const today = options.today ?? genere_le.slice(0, 10)
    for (const one of generateDemo({
      seed: options.seed ?? 1,
      services: options.services,
      today,
      communes: geography.communes,
    })) {
      if (one.kind === 'structure') rows.addStructure(one.record)
      else rows.addService(one.record)
    }
    rows.finish({ demonstration: true, genere_le, index: false })
    const staged = openStaged(db)
    const work = () => ingest(parts, staged, options)
    return await recorded(parts, () => ({ file: null, staged }), work, options.signal)
  } finally {
    db.close()
  }
}
