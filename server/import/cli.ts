import './lean-heap.ts'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { deskFolder } from '#shared/desk-folder.ts'
import { DoraError } from '#shared/errors.ts'
import { openPendingArrival } from './arrival.ts'
import { loadGeography, packOf } from './geography.ts'
import { parisDay } from '#shared/listing/days.ts'
import { handOver, serverOf } from './hand-over.ts'
import { type Source, sourcesOf } from './input/sources.ts'
import { OFFICIAL_BASE, type OfficialFormat, officialSources } from './official.ts'
import { progressPrinter } from './progress.ts'
import { type ImportSummary, runImport } from './run.ts'

const USAGE = `Importe des données réelles dans le catalogue central : les postes reçoivent les différences.

  npm run import -- <fichier | dossier | adresse>… [options]
  npm run import -- data.gouv            les fichiers officiels de la semaine

Formats : JSON, NDJSON, CSV, GeoJSON, Parquet, simples ou compressés (gz, zst).
Contenus : structures et services de data·inclusion (schémas v1 et v0), lieux de médiation numérique, France services.

  --to <dossier>        écrire plutôt un fichier de catalogue dans ce dossier, sans passer par un serveur
  --report <fichier>    rapport des lignes refusées ou corrigées, une par ligne, en JSON
  --force               accepter un catalogue qui retire beaucoup de fiches du serveur (plus de 30 %)
  --dry-run             tout lire et vérifier, sans rien écrire dans le catalogue
  --geo <dossier>       découpage des communes (celui de npm run geo, sinon celui livré)
  --format <nom>        avec data.gouv : parquet ou json (parquet)
  --base <adresse>      avec data.gouv : un autre serveur

Le catalogue actuel reste en place tant que l’import n’est pas terminé.
Codes de sortie : 0 importé · 1 échec, catalogue intact · 2 commande incomprise · 130 interrompu, catalogue intact.
`

const number = new Intl.NumberFormat('fr-FR')

const summaryText = (summary: ImportSummary, report: string | null, file: string | null): string => {
  const lines = [
    `${number.format(summary.services)} services et ${number.format(summary.structures)} structures ${summary.catalogue === null ? 'pourraient être importés' : 'importés'}, sur ${number.format(summary.lignes)} lignes lues ; ${number.format(summary.refus)} refusées, ${number.format(summary.doublons)} fiches en double.`,
    ...summary.fichiers.map(
      (file) =>
        `  ${file.fichier} : ${number.format(file.lignes)} lignes, ${number.format(file.structures)} structures, ${number.format(file.services)} services, ${number.format(file.refus)} refusées`,
    ),
    `Services sans lieu : ${number.format(summary.sansLieu)} ; sans point sur la carte : ${number.format(summary.sansPoint)} ; sans structure connue : ${number.format(summary.sansStructure)} (tous gardés).`,
    ...summary.raisons
      .slice(0, 20)
      .map(
        (reason) =>
          `  ${reason.gravite === 'refus' ? 'refus' : 'avis '} ${number.format(reason.nombre).padStart(9)}  ${reason.champ} : ${reason.raison}`,
      ),
    ...(report === null ? [] : [`Rapport complet : ${report}`]),
    ...(file === null ? [] : [`Catalogue : ${file}`]),
  ]
  return `${lines.join('\n')}\n`
}

const sourcesFor = (locations: readonly string[], format: OfficialFormat, base: string): Source[] =>
  locations.flatMap((location) => (location === 'data.gouv' ? officialSources(format, base) : sourcesOf([location])))

/** « today » of the people who write the listings, whatever the machine's time zone. */

const main = async (): Promise<number> => {
  let parsed
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        report: { type: 'string' },
        geo: { type: 'string' },
        format: { type: 'string', default: 'parquet' },
        base: { type: 'string', default: OFFICIAL_BASE },
        force: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch {
    process.stderr.write(USAGE)
    return 2
  }
  const { values, positionals } = parsed
  const { format } = values
  if (values.help || positionals.length === 0 || (format !== 'parquet' && format !== 'json')) {
    ;(values.help ? process.stdout : process.stderr).write(USAGE)
    return values.help ? 0 : 2
  }
  const machine = { platform: process.platform, env: process.env, home: homedir() }
  const desk = deskFolder(machine)
  let server: ReturnType<typeof serverOf> | null
  try {
    server = values.to === undefined ? serverOf(machine) : null
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  }
  const folder = values.to ?? (server as ReturnType<typeof serverOf>).folder
  const report = values.report ?? (values['dry-run'] ? null : join(folder, 'dernier-import.ndjson'))

  const interruption = new AbortController()
  const interrupt = (): void => interruption.abort(new DoraError('import-interrompu'))
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const printer = progressPrinter(process.stderr)
  try {
    const summary = await runImport({
      sources: sourcesFor(positionals, format, values.base),
      folder,
      ...(server === null ? {} : { open: (into, options) => openPendingArrival(into, { ...options, force: values.force }) }),
      geography: loadGeography(values.geo ?? (await packOf(desk))),
      today: parisDay(Date.now()),
      report,
      dryRun: values['dry-run'],
      demonstration: false,
      signal: interruption.signal,
      onProgress: printer.show,
      onIndexing: () => {
        // From here one call runs to its end: let Ctrl-C stop the process at once. What it leaves is swept by the next import.
        process.removeListener('SIGINT', interrupt)
        process.removeListener('SIGTERM', interrupt)
      },
    })
    printer.clear()
    process.stdout.write(summaryText(summary, report, server === null ? summary.catalogue : null))
    if (server !== null && summary.catalogue !== null) {
      const said = await handOver(server, summary.catalogue, { onProgress: printer.handing })
      printer.clear()
      process.stdout.write(`${said}\n`)
    }
    return 0
  } catch (error) {
    printer.clear()
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return error instanceof DoraError && error.code === 'import-interrompu' ? 130 : 1
  }
}

process.exitCode = await main()
