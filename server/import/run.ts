import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DoraError } from '#shared/errors.ts'
import { openPendingCatalogue, type PendingCatalogue } from './catalogue-folder.ts'
import type { Geography } from './geography.ts'
import { download } from './input/download.ts'
import type { Source } from './input/sources.ts'
import { readRows } from './readers/rows.ts'
import { openReport, type Report } from './report.ts'
import { type Imported, importRow } from './row.ts'
import { type Tally, tallyKeeper } from './tally.ts'

export type Progress = {
  readonly etape: 'telechargement' | 'lecture' | 'index' | 'serveur'
  readonly fichier: string
  readonly rang: number
  readonly fichiers: number
  readonly lignes: number
  /** Bytes of this step done, and their total when it is known; records for the index. */
  readonly fait: number
  readonly total: number | null
}

export type ImportOptions = {
  readonly sources: readonly Source[]
  /** Folder of the catalogue; also holds the temporary files. */
  readonly folder: string
  /** Where the catalogue is written: a desk's folder when absent. */
  readonly open?: (folder: string, options: { readonly zoneName: Geography['zoneName'] }) => PendingCatalogue
  readonly geography: Geography
  readonly today: string
  /** Where the report goes; null for none. */
  readonly report: string | null
  /** Reads and checks everything, writes no catalogue. */
  readonly dryRun: boolean
  readonly demonstration: boolean
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
  /** Called before the part that cannot be interrupted politely: a kill there still leaves the old catalogue. */
  readonly onIndexing: () => void
}

export type FileSummary = {
  readonly fichier: string
  readonly lignes: number
  readonly structures: number
  readonly services: number
  readonly refus: number
}

export type ImportSummary = Tally & {
  readonly genere_le: string
  readonly fichiers: readonly FileSummary[]
  readonly lignes: number
  /** Rows of which nothing could be kept. */
  readonly refus: number
  readonly structures: number
  readonly services: number
  /** Records whose id had already been seen; the later `date_maj` was kept. */
  readonly doublons: number
  readonly raisons: ReturnType<Report['reasons']>
  readonly catalogue: string | null
}

export const SUMMARY_FILE = 'dernier-import.json'

/**
 * Makes one catalogue of all the sources, and puts it in place of the current one; nothing changes for the desk until the very
 * end. Fails with the `import-…` errors, after which the current catalogue is intact.
 */
export const runImport = async (options: ImportOptions): Promise<ImportSummary> => {
  mkdirSync(options.folder, { recursive: true })
  const report = openReport(options.report)
  const catalogue = options.dryRun
    ? null
    : (options.open ?? openPendingCatalogue)(options.folder, { zoneName: options.geography.zoneName })
  try {
    const summary = await fill(options, report, catalogue)
    report.keep()
    return summary
  } catch (error) {
    catalogue?.discard()
    // The report is what explains an import in which nothing could be kept.
    if (error instanceof DoraError && error.code === 'import-vide') report.keep()
    else report.discard()
    throw options.signal.aborted ? new DoraError('import-interrompu', undefined, error) : explain(error)
  }
}

const explain = (error: unknown): unknown => {
  const code = (error as NodeJS.ErrnoException | null)?.code
  return code === 'ENOSPC' || code === 'SQLITE_FULL' || code === 'EROFS' || code === 'EACCES'
    ? new DoraError('ecriture-impossible', undefined, error)
    : error
}

const fill = async (options: ImportOptions, report: Report, catalogue: PendingCatalogue | null): Promise<ImportSummary> => {
  const { sources, folder, geography, today, signal } = options
  const tally = tallyKeeper()
  const store = catalogue === null ? dryStore() : catalogueStore(catalogue)
  const fichiers: FileSummary[] = []
  let lignes = 0
  let doublons = 0

  for (const [index, source] of sources.entries()) {
    const scratch = join(folder, `import-${process.pid}-${randomBytes(4).toString('hex')}.tmp`)
    const step = { fichier: source.name, rang: index + 1, fichiers: sources.length }
    try {
      if (source.kind === 'url') {
        await download(source.url, scratch, signal, (fait, total) =>
          options.onProgress({ ...step, etape: 'telechargement', lignes, fait, total }),
        )
      }
      const path = source.kind === 'url' ? scratch : source.path
      const total = statSync(path).size
      let fait = 0
      const counts = { lignes: 0, structures: 0, services: 0, refus: 0 }
      const rows = readRows({ path, name: source.name, scratch: `${scratch}.parquet`, onRead: (bytes) => (fait = bytes), signal })
      for await (const batch of rows) {
        signal.throwIfAborted()
        for (const read of batch) {
          counts.lignes++
          if (read.kind === 'unreadable') {
            counts.refus++
            report.add({
              fichier: source.name,
              ligne: read.ligne,
              id: null,
              champ: 'ligne',
              raison: read.raison,
              gravite: 'refus',
            })
            continue
          }
          const result = importRow(read.row, read.hint, { geography, today })
          for (const issue of result.issues) report.add({ fichier: source.name, ligne: read.ligne, id: result.id, ...issue })
          if (result.records.length === 0) counts.refus++
          for (const one of result.records) {
            tally.add(one)
            if (store(one)) counts[one.kind === 'structure' ? 'structures' : 'services']++
            else {
              doublons++
              report.add({
                fichier: source.name,
                ligne: read.ligne,
                id: one.record.id,
                champ: 'id',
                raison: 'Identifiant déjà vu : la fiche la plus récente est gardée.',
                gravite: 'avertissement',
              })
            }
          }
        }
        options.onProgress({ ...step, etape: 'lecture', lignes: lignes + counts.lignes, fait, total })
      }
      lignes += counts.lignes
      fichiers.push({ fichier: source.name, ...counts })
    } finally {
      rmSync(scratch, { force: true })
      rmSync(`${scratch}.parquet`, { force: true })
    }
  }

  const sum = (name: 'structures' | 'services' | 'refus') => fichiers.reduce((total, file) => total + file[name], 0)
  const structures = sum('structures')
  const services = sum('services')
  if (structures + services === 0) throw new DoraError('import-vide', { lignes })
  const genere_le = new Date().toISOString()
  const summary = {
    genere_le,
    fichiers,
    lignes,
    refus: sum('refus'),
    structures,
    services,
    doublons,
    ...tally.total(),
    raisons: report.reasons(),
    catalogue: null,
  }
  if (catalogue === null) return summary
  options.onIndexing()
  signal.throwIfAborted()
  const { file } = catalogue.install({ demonstration: options.demonstration, genere_le }, (fait, total) =>
    options.onProgress({ etape: 'index', fichier: '', rang: sources.length, fichiers: sources.length, lignes, fait, total }),
  )
  const complete = { ...summary, catalogue: file }
  // The new catalogue is in place and the summary is printed by the caller: a copy that cannot be kept is no failed import.
  try {
    writeFileSync(join(folder, SUMMARY_FILE), `${JSON.stringify(complete, null, 2)}\n`)
  } catch {
    rmSync(join(folder, SUMMARY_FILE), { force: true })
  }
  return complete
}

/** Keeps a record, or the later of two with one id; false when the id had been seen. */
type Store = (one: Imported) => boolean

const catalogueStore =
  ({ writer }: PendingCatalogue): Store =>
  (one) => {
    const added = one.kind === 'structure' ? writer.addStructure(one.record) : writer.addService(one.record)
    if (!added && one.record.date_maj > (writer.dateOf(one.kind, one.record.id) ?? '')) {
      if (one.kind === 'structure') writer.replaceStructure(one.record)
      else writer.replaceService(one.record)
    }
    return added
  }

const dryStore = (): Store => {
  const seen = new Set<string>()
  return (one) => {
    const key = `${one.kind} ${one.record.id}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }
}
