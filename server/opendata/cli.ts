import '../import/lean-heap.ts'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { openExportSource } from './export-source.ts'
import { releaseOf } from './files/folder.ts'
import type { Manifest } from './files/manifest.ts'
import { publishRelease } from './files/publish-release.ts'
import { ALL_FORMATS } from './files/writers.ts'
import { createOpenReference } from './reference.ts'

const USAGE = `Écrit les données ouvertes dans un dossier : les mêmes fichiers que ceux que le serveur publie.

  npm run export -- --out <dossier> [options]

  --from <dossier>      dossier de données d’un serveur (en marche ou arrêté), ou d’un catalogue ; sinon, le serveur de cette machine
  --formats <liste>     ${ALL_FORMATS.join(', ')} (tous ; ndjson est toujours écrit)
  --keep <nombre>       publications gardées dans le dossier (3)

Le dossier se sert tel quel par n’importe quel serveur de fichiers : manifest.json dit ce qu’il contient.
Une publication interrompue n’abîme pas la précédente. Rien n’est écrit quand rien n’a changé.
Codes de sortie : 0 écrit, ou rien n’avait changé · 1 échec · 2 commande incomprise · 130 interrompu.
`

const number = new Intl.NumberFormat('fr-FR')
const counted = (n: number, word: string): string => `${number.format(n)} ${word}${n > 1 ? 's' : ''}`
const LOCAL = 'http://127.0.0.1'
class Interrupted extends Error {}

const told = (etat: 'publiee' | 'inchangee', manifest: Manifest, out: string): string => {
  const { comptes, fichiers, changements, version } = manifest
  const bytes = fichiers.reduce((sum, { octets, gzip }) => sum + octets + (gzip?.octets ?? 0), 0)
  const change = changements.at(-1)
  return [
    etat === 'inchangee'
      ? `Rien n’a changé depuis la publication du ${manifest.date.slice(0, 10)}\u202f: elle reste la dernière.`
      : `${counted(comptes.structures, 'structure')} et ${counted(comptes.services, 'service')} publiés, ${number.format(fichiers.length)} fichiers, ${number.format(Math.ceil(bytes / 1e6))} Mo.`,
    ...(etat === 'publiee' && change !== undefined
      ? [`Depuis la précédente\u202f: ${counted(change.enregistrements, 'changement')}.`]
      : []),
    ...(manifest.inventees ? ['Ce sont des données de démonstration, inventées.'] : []),
    `Fichiers\u202f: ${releaseOf(out, version)}`,
    '',
  ].join('\n')
}

const parsed = () => {
  try {
    const { values } = parseArgs({
      options: {
        out: { type: 'string' },
        from: { type: 'string' },
        formats: { type: 'string' },
        keep: { type: 'string', default: '3' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return values
  } catch {
    return null
  }
}

const main = async (): Promise<number> => {
  const values = parsed()
  if (values?.help === true) {
    process.stdout.write(USAGE)
    return 0
  }
  if (values?.out === undefined || values.out === '' || !/^[1-9]\d{0,2}$/.test(values.keep)) {
    process.stderr.write(USAGE)
    return 2
  }
  const formats = values.formats?.split(/[\s,]+/).filter(Boolean) ?? null
  const unknown = formats?.find((one) => !ALL_FORMATS.includes(one))
  if (unknown !== undefined || formats?.length === 0) {
    process.stderr.write(`Format inconnu\u202f: ${unknown ?? '(aucun)'}. Ceux qui existent\u202f: ${ALL_FORMATS.join(', ')}.\n`)
    return 2
  }
  const read = readConfig({ platform: process.platform, env: process.env, home: homedir() })
  if ('errors' in read) {
    process.stderr.write(`${read.errors.join('\n')}\n`)
    return 2
  }
  const { config } = read
  const out = resolve(values.out)
  const interruption = new AbortController()
  const interrupt = (): void => interruption.abort(new Interrupted('Interrompu\u202f: la publication précédente est intacte.'))
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  const line = process.stderr.isTTY ? (text: string) => `\r\u001b[2K${text}` : (text: string) => (text === '' ? '' : `${text}\n`)
  const say = (text: string): void => void process.stderr.write(line(text))
  try {
    say('Lecture de la référence…')
    const source = await openExportSource(values.from === undefined ? null : resolve(values.from), config, interruption.signal)
    try {
      const { publicUrl } = config.accounts
      const here = (): string => publicUrl ?? `${LOCAL}:${config.port}`
      const made = await publishRelease({
        reference: createOpenReference({ store: source, seal: source.seal, now: Date.now, publicUrl: here }),
        folder: out,
        publicUrl: here,
        producteur: config.opendata.producteur,
        licence: config.opendata.licence,
        keep: Number(values.keep),
        now: Date.now,
        formats,
        onProgress: (name, done, total) => say(`${done + 1}/${total} · ${name}`),
        signal: interruption.signal,
      })
      say('')
      if (made.etat === 'occupee') {
        process.stderr.write('Un autre programme publie dans ce dossier. Attendez qu’il ait fini, puis recommencez.\n')
        return 1
      }
      if (made.etat === 'vide') {
        process.stderr.write('Il n’y a rien à publier\u202f: aucune structure ni aucun service. Rien n’a été écrit.\n')
        return 1
      }
      process.stdout.write(told(made.etat, made.manifest, out))
      return 0
    } finally {
      await source.close()
    }
  } catch (error) {
    say('')
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return interruption.signal.aborted ? 130 : 1
  }
}

process.exitCode = await main()
