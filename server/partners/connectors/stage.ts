import { rmSync, statSync } from 'node:fs'
import { scoreService } from '#shared/catalogue/score.ts'
import { DoraError } from '#shared/errors.ts'
import { EXEMPLES_MAX, type Rapport } from '#shared/partners/connector.ts'
import { openCatalogueWriter } from '#server/import/catalogue-writer.ts'
import type { Geography } from '#server/import/geography.ts'
import { readRows } from '#server/import/readers/rows.ts'
import { type Imported, importRow } from '#server/import/row.ts'
import { cleanService, cleanStructure, isUnpublished } from './clean.ts'
import { BadBatch } from './failure.ts'
import type { BatchFile } from './read.ts'
import { createRefusals } from './refusals.ts'

/** A batch read, put right as any import, and made a catalogue file: what does not belong in it is refused and counted. */

type StageParts = {
  readonly files: readonly BatchFile[]
  /** Where the catalogue is written: a file that is not there. */
  readonly to: string
  readonly sources: ReadonlySet<string>
  readonly seuil: number
  readonly geography: Geography
  /** Milliseconds since 1970. */
  readonly now: number
  readonly demonstration: boolean
  readonly signal: AbortSignal
}

export type StagedBatch = Pick<Rapport, 'lues' | 'refus' | 'sous_seuil' | 'doublons'> & {
  /** Rows of which something was understood, whatever became of it. */
  readonly recognised: number
  /** Rows of which nothing was kept. */
  readonly refused: number
}

const RAISONS = {
  source: 'Source que ce connecteur n’apporte pas.',
  id: 'Identifiant qui n’est pas de cette source.',
  statut: 'Service que son producteur ne publie pas.',
} as const

/** Why a record is not this connector’s to bring; null when it is. An identifier of another source would take the place of its sheet. */
const foreign = ({ record }: Imported, sources: ReadonlySet<string>): keyof typeof RAISONS | null => {
  if (!sources.has(record.source)) return 'source'
  return record.id.startsWith(`${record.source}--`) ? null : 'id'
}

/** Resolves once the file is whole. Rejects with BadBatch `illisible`, or the signal’s reason; no file is left then. */
export const stageBatch = async (parts: StageParts): Promise<StagedBatch> => {
  const { files, to, sources, seuil, geography, now, signal } = parts
  rmSync(to, { force: true })
  const writer = openCatalogueWriter(to, { zoneName: geography.zoneName })
  const refusals = createRefusals()
  const today = new Date(now).toISOString().slice(0, 10)
  const under: string[] = []
  const counts = { lues: 0, recognised: 0, refused: 0, doublons: 0, under: 0 }

  const put = (one: Imported): boolean => {
    const why = foreign(one, sources) ?? (one.kind === 'service' && isUnpublished(one.record) ? 'statut' : null)
    if (why !== null) {
      refusals.add(why, RAISONS[why], one.record.id)
      return false
    }
    if (one.kind === 'service' && scoreService(one.record, new Date(now)).score < seuil) {
      counts.under += 1
      if (under.length < EXEMPLES_MAX) under.push(one.record.id)
      return true
    }
    const added =
      one.kind === 'structure' ? writer.addStructure(cleanStructure(one.record)) : writer.addService(cleanService(one.record))
    if (added) return true
    counts.doublons += 1
    if (one.record.date_maj <= (writer.dateOf(one.kind, one.record.id) ?? '')) return true
    if (one.kind === 'structure') writer.replaceStructure(cleanStructure(one.record))
    else writer.replaceService(cleanService(one.record))
    return true
  }

  try {
    for (const { path, name, hint } of files) {
      // A list of nothing: how much that loses is judged later.
      if (statSync(path).size === 0) continue
      for await (const batch of readRows({ path, name, scratch: `${path}.parquet`, onRead: () => {}, signal })) {
        for (const read of batch) {
          counts.lues += 1
          if (read.kind === 'unreadable') {
            counts.refused += 1
            refusals.add('ligne', read.raison, null)
            continue
          }
          const { shape, id, records, issues } = importRow(read.row, hint ?? read.hint, { geography, today })
          if (shape !== null) counts.recognised += 1
          for (const { gravite, champ, raison } of issues) if (gravite === 'refus') refusals.add(champ, raison, id)
          const kept = records.map(put)
          if (!kept.some(Boolean)) counts.refused += 1
        }
      }
    }
    writer.finish({ demonstration: parts.demonstration, genere_le: new Date(now).toISOString(), index: false })
  } catch (error) {
    writer.abort()
    if (signal.aborted) throw signal.reason
    throw error instanceof DoraError ? new BadBatch('illisible', error) : error
  }
  const { lues, recognised, refused, doublons } = counts
  return {
    lues,
    recognised,
    refused,
    doublons,
    refus: refusals.lines(),
    sous_seuil: { nombre: counts.under, exemples: under },
  }
}
