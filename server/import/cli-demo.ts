import './lean-heap.ts'
import { homedir } from 'node:os'
import { parseArgs } from 'node:util'
import { openPendingArrival } from './arrival.ts'
import { openPendingCatalogue } from './catalogue-folder.ts'
import { generateDemo } from './demo/generate.ts'
import { deliveredPack, loadGeography } from './geography.ts'
import { handOver, serverOf } from './hand-over.ts'

const USAGE = `Crée le catalogue de démonstration : des structures et des services imaginaires, toujours les mêmes pour une même graine.

  npm run demo -- [options]

  --seed <n>          graine (1)
  --services <n>      nombre de services (20000)
  --today <date>      date du jour pour la fraîcheur des fiches, AAAA-MM-JJ (aujourd’hui)
  --to <dossier>      écrire plutôt un fichier de catalogue dans ce dossier, sans passer par un serveur
  --force             remplacer un vrai catalogue du serveur par ces fiches imaginaires
  --geo <dossier>     découpage des communes (out/geo)
`

const wholeNumber = (text: string, name: string): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} attend un nombre entier positif, pas « ${text} ».`)
  return value
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      services: { type: 'string', default: '20000' },
      today: { type: 'string' },
      to: { type: 'string' },
      geo: { type: 'string' },
      force: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(USAGE)
    return
  }
  const seed = wholeNumber(values.seed, 'seed')
  const services = wholeNumber(values.services, 'services')
  const today = values.today ?? new Date().toISOString().slice(0, 10)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(Date.parse(today)))
    throw new Error(`--today attend une date AAAA-MM-JJ, pas « ${today} ».`)
  const server = values.to === undefined ? serverOf({ platform: process.platform, env: process.env, home: homedir() }) : null

  // Never the one of `npm run geo`: the same seed must make the same catalogue everywhere.
  const geography = loadGeography(values.geo ?? (await deliveredPack()))
  const started = performance.now()
  const options = { zoneName: geography.zoneName }
  const pending =
    server === null
      ? openPendingCatalogue(values.to as string, options)
      : openPendingArrival(server.folder, { ...options, force: values.force })
  let written: ReturnType<typeof pending.install>
  try {
    for (const entry of generateDemo({ seed, services, today, communes: geography.communes })) {
      if (entry.kind === 'structure') pending.writer.addStructure(entry.record)
      else pending.writer.addService(entry.record)
    }
    written = pending.install({ demonstration: true, genere_le: new Date().toISOString() })
  } catch (error) {
    pending.discard()
    throw error
  }
  const { summary, file } = written
  const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })
  const seconds = number.format((performance.now() - started) / 1000)
  process.stdout.write(
    `Catalogue de démonstration prêt en ${seconds} s : ${number.format(summary.services)} services, ${number.format(summary.structures)} structures${server === null ? ` (${file})` : ''}.\n`,
  )
  if (server !== null) process.stdout.write(`${await handOver(server, file)}\n`)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
