/**
 * `npm run bench -- search | sync | startup | moderation | api | plan`: the figures the README states, beside those of other engines on the same rows.
 * Method and how to read them: docs/benchmarks.md.
 */
import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { apiJson, apiTable, measureApi } from './api/measure.ts'
import { isInterrupted, listenForInterruption, say } from './interruption.ts'
import { measureModeration, MEASURES, moderationJson, moderationTable } from './moderation/measures.ts'
import { measurePlan, planJson, planTable } from './plan/measure.ts'
import { toJson, type SizeResult } from './result.ts'
import { benchSearch, PARTS, type Part } from './search.ts'
import { measureStartup } from './startup.ts'
import { benchSync, SYNC_PARTS, type SyncPart, type SyncResult } from './sync/bench.ts'
import { syncJson, syncTable } from './sync/report.ts'
import { median, round } from './stats.ts'
import { tableOf } from './table.ts'
import { TARGETS } from './targets.ts'

const USAGE = `Mesure l’application sur un catalogue inventé, toujours le même.

  npm run bench -- search [options]     recherche, touche → liste peinte, démarrage à froid, mémoire, import ; et MiniSearch,
                                        FlexSearch, Orama sur les mêmes lignes
  npm run bench -- sync [options]       premier chargement, changements, octets, mémoire, à côté de PouchDB ; modifications durables par
                                        seconde ; 2 000 postes reliés ; attentes du fil principal
  npm run bench -- moderation [options] ${MEASURES.map(({ what }) => what).join(' ; ')}
  npm run bench -- api [options]        recherches par seconde de l’API publique (100000 services), par autocannon
  npm run bench -- plan [options]       trois besoins jusqu’au PDF au clavier, à côté de DORA ; qualité de ce qui est proposé
  npm run bench -- startup [options]    second « npm start », jusqu’à une page utilisable

  --sizes <n,n,…>   nombres de services (20000,100000,250000)
  --only <parts>    search : ${PARTS.join(',')}
                    sync : ${SYNC_PARTS.join(',')}
                    moderation : ${MEASURES.map(({ name }) => name).join(',')}
  --quick           moins de requêtes et, sans --sizes, 20 000 services seulement
  --json            un objet JSON sur la dernière ligne

Le tableau va sur la sortie standard, l’avancement sur la sortie d’erreur. Ctrl-C arrête tout et imprime ce qui est mesuré.
`

const machine = () => ({
  cpu: cpus()[0]?.model ?? 'inconnu',
  cpus: cpus().length,
  memory_mb: Math.round(totalmem() / 1_048_576),
  /** Mean number of programs that wanted a processor in the last minute: above `cpus`, times are those of a busy machine. */
  load: round(loadavg()[0] ?? null),
  node: process.versions.node,
  platform: `${process.platform} ${process.arch}`,
})

/** Size at which issue 8 states its target. */
const API_SERVICES = 100_000

const partsOf = (command: string): readonly string[] => {
  if (command === 'moderation') return MEASURES.map(({ name }) => name)
  return command === 'sync' ? SYNC_PARTS : PARTS
}

const parse = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sizes: { type: 'string' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const command = positionals[0] ?? 'search'
  const usual = command === 'api' ? [API_SERVICES] : values.quick ? [20_000] : [20_000, 100_000, 250_000]
  const sizes = values.sizes?.split(',').map(Number) ?? usual
  if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 100))
    throw new Error('--sizes attend des nombres d’au moins 100.')
  const known = partsOf(command)
  const parts = values.only?.split(',') ?? known
  const unknown = parts.find((part) => !known.includes(part))
  if (unknown !== undefined) throw new Error(`--only ne connaît pas « ${unknown} ».`)
  return { ...values, sizes, parts: new Set(parts), command }
}

type Asked = ReturnType<typeof parse>

const search = async ({ sizes, parts, quick, json }: Asked): Promise<void> => {
  const before = machine()
  const results: SizeResult[] = []
  await benchSearch({
    sizes,
    parts: parts as ReadonlySet<Part>,
    quick,
    onSize: (result) => {
      results.push(result)
      process.stdout.write(`${tableOf(result)}\n`)
    },
  })
  if (json) {
    const all = {
      bench: 'search',
      quick,
      interrupted: isInterrupted(),
      machine: before,
      targets: TARGETS,
      sizes: results.map(toJson),
    }
    process.stdout.write(`${JSON.stringify(all)}\n`)
  }
}

const sync = async ({ parts, quick, json }: Asked): Promise<void> => {
  const before = machine()
  const result: SyncResult = { mutations: {} }
  await benchSync({ parts: parts as ReadonlySet<SyncPart>, quick, result })
  process.stdout.write(`${syncTable(result)}\n`)
  if (json) {
    const all = { bench: 'sync', quick, interrupted: isInterrupted(), machine: before, ...syncJson(result) }
    process.stdout.write(`${JSON.stringify(all)}\n`)
  }
}

/** False when something could not be measured. */
const moderation = async ({ parts, quick, json }: Asked): Promise<boolean> => {
  const before = machine()
  const all = await measureModeration(parts, { quick })
  process.stdout.write(`${moderationTable(all)}\n`)
  if (json) {
    const figures = { bench: 'moderation', quick, interrupted: isInterrupted(), machine: before, ...moderationJson(all) }
    process.stdout.write(`${JSON.stringify(figures)}\n`)
  }
  return all.every(({ outcome }) => outcome.ok)
}

/** False when it could not be measured. */
const api = async ({ sizes, quick, json }: Asked): Promise<boolean> => {
  const before = machine()
  const outcome = await measureApi({ services: sizes[0] ?? API_SERVICES, quick })
  process.stdout.write(`${apiTable(outcome)}\n`)
  if (json) {
    const figures = { bench: 'api', quick, interrupted: isInterrupted(), machine: before, ...apiJson(outcome) }
    process.stdout.write(`${JSON.stringify(figures)}\n`)
  }
  return outcome.ok
}

/** False when something could not be measured. */
const plan = async ({ quick, json }: Asked): Promise<boolean> => {
  const before = machine()
  const result = await measurePlan({ quick })
  process.stdout.write(`${planTable(result)}\n`)
  if (json) {
    const figures = { bench: 'plan', quick, interrupted: isInterrupted(), machine: before, ...planJson(result) }
    process.stdout.write(`${JSON.stringify(figures)}\n`)
  }
  return result.keys.ok && result.quality.ok
}

const startup = async ({ quick, json }: Asked): Promise<boolean> => {
  const before = machine()
  const outcome = await measureStartup(quick ? 3 : 5)
  const usable = outcome.ok ? median(outcome.value.map(({ usableMs }) => usableMs)) : null
  const address = outcome.ok ? median(outcome.value.map(({ addressMs }) => addressMs)) : null
  process.stdout.write(
    outcome.ok
      ? `Second « npm start » : adresse en ${round(address, 0)} ms, page utilisable en ${round(usable, 0)} ms (médiane de ${outcome.value.length} ; ${usable !== null && usable <= TARGETS.startupMs ? 'tenu' : 'MANQUÉ'}, visé ${TARGETS.startupMs} ms).\n`
      : `Second « npm start » : pas mesuré (${outcome.why}).\n`,
  )
  if (json) {
    const all = {
      bench: 'startup',
      interrupted: isInterrupted(),
      machine: before,
      startup_ms: round(usable, 0),
      address_ms: round(address, 0),
      runs_ms: outcome.ok ? outcome.value.map(({ usableMs }) => round(usableMs, 0)) : [],
      not_measured: outcome.ok ? null : outcome.why,
    }
    process.stdout.write(`${JSON.stringify(all)}\n`)
  }
  return outcome.ok
}

const main = async (): Promise<number> => {
  let asked: Asked
  try {
    asked = parse()
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return 2
  }
  if (asked.help || !['search', 'sync', 'startup', 'moderation', 'api', 'plan'].includes(asked.command)) {
    ;(asked.help ? process.stdout : process.stderr).write(USAGE)
    return asked.help ? 0 : 2
  }
  listenForInterruption()
  if (asked.command === 'search') await search(asked)
  else if (asked.command === 'sync') await sync(asked)
  else if (asked.command === 'moderation') {
    if (!(await moderation(asked)) && !isInterrupted()) return 1
  } else if (asked.command === 'plan') {
    if (!(await plan(asked)) && !isInterrupted()) return 1
  } else if (asked.command === 'api') {
    if (!(await api(asked)) && !isInterrupted()) return 1
  } else if (!(await startup(asked)) && !isInterrupted()) return 1
  return isInterrupted() ? 130 : 0
}

process.exit(await main())
