/** `npm run server`: the central catalogue's server, and the commands of the person who keeps it. */
import { createWriteStream, mkdirSync, renameSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { deskFolder } from '#shared/desk-folder.ts'
import { readConfig, type ServerConfig } from './config.ts'
import { described } from './http/failures.ts'
import { admin, backup, migrate, restore, snapshot } from './ops/commands.ts'
import { fillFirstCatalogue } from './ops/first-catalogue.ts'
import { journal } from './ops/journal-command.ts'
import { createServerLog } from './ops/log.ts'
import { StartRefusal } from './ops/open.ts'
import { person } from './ops/person-command.ts'
import { startServer, type Running } from './ops/run.ts'
import { USAGE } from './ops/usage.ts'

/** A request or a job that does not end must not keep the process: what was acknowledged is stored. */
const STOP_WITHIN_MS = 10_000

const machine = { platform: process.platform, env: process.env, home: homedir() }

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const fail = (lines: readonly string[], code: number): never => {
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exit(code)
}

/** Ends in order at the first signal, at once at the second one; also when whoever started us with a channel goes. */
const endWith = (running: Promise<Running>): void => {
  let asked = false
  const stop = (): void => {
    if (asked) process.exit(1)
    asked = true
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    running
      .then((server) => server.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  process.once('disconnect', () => {
    if (!asked) stop()
  })
}

/**
 * The embedded server shares a terminal with the desk: it writes its log to a file of its folder, begun again at each start. The
 * one before is kept: it says how a server ended that was started again.
 */
const logOf = (config: ServerConfig, embedded: boolean) => {
  if (!embedded) return createServerLog(config.logLevel)
  mkdirSync(config.folder, { recursive: true, mode: 0o700 })
  const path = join(config.folder, 'serveur.log')
  try {
    renameSync(path, join(config.folder, 'serveur.precedent.log'))
  } catch {
    // None yet; or a folder that cannot be written, which the lock tells in a sentence.
  }
  const file = createWriteStream(path, { mode: 0o600 })
  // A full disk must not end the server; it answers 503 by itself where it matters.
  file.on('error', () => {})
  return createServerLog(process.env['DORA_SERVER_LOG'] === undefined ? 'warn' : config.logLevel, file)
}

const serve = async (config: ServerConfig, embedded: boolean): Promise<void> => {
  const log = logOf(config, embedded)
  const started = startServer({
    config,
    embedded,
    log,
    say,
    onListening: (origin) => {
      if (embedded) process.send?.({ origin })
      else say(`Serveur prêt\u202f: ${origin}`)
    },
    fill: embedded ? (parts, signal) => fillFirstCatalogue(parts, deskFolder(machine), signal, say) : null,
  })
  endWith(started)
  process.on('unhandledRejection', (error) => {
    log.error(described(error), 'unhandled')
  })
  await started
}

/** What an error may say to a person: our own sentences; of any other, its code. */
const sentence = (error: unknown): string => {
  if (error instanceof StartRefusal) return error.message
  if (error instanceof Error && ['StoreError', 'BackupError'].includes(error.name)) return error.message
  const known = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(known))
    return 'Le disque est plein\u202f: la commande s’est arrêtée. Rien n’a été perdu de ce qui était enregistré. Libérez de la place, puis relancez-la.'
  if (/^(EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN)/.test(known))
    return `Un fichier ou un dossier ne peut pas être lu ou écrit (${known}). Rien n’a été modifié. Vérifiez ses droits et que le dossier existe.`
  const code = known === '' ? '' : ` (${known})`
  return `La commande a échoué de façon inattendue${code}. Rien n’a été perdu de ce qui était enregistré.`
}

const main = async (): Promise<void> => {
  let parsed
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        nom: { type: 'string' },
        embedded: { type: 'boolean', default: false },
        // Of an embedded server started again: its desk knows it at this one.
        port: { type: 'string', default: '0' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch {
    return fail(['Options incomprises.', '', USAGE], 2)
  }
  const { values, positionals } = parsed
  const [command = 'serve', ...rest] = positionals
  if (values.help) return say(USAGE)
  const read = readConfig(machine)
  if ('errors' in read)
    return fail(['La configuration du serveur est incorrecte\u202f:', ...read.errors.map((one) => `  ${one}`)], 2)
  // Beside a desk: on this machine alone, over its own file, whatever other server the environment is about.
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : 0
  const config: ServerConfig = values.embedded
    ? { ...read.config, databaseUrl: null, host: '127.0.0.1', port, trustProxy: [] }
    : read.config
  const [file] = rest
  try {
    if (command === 'serve' && rest.length === 0) return await serve(config, values.embedded)
    if (command === 'backup' && file !== undefined) return backup(config, file, say)
    if (command === 'restore' && file !== undefined) return await restore(config, file, say)
    if (command === 'migrate' && values.to !== undefined) return await migrate(config, values.to, say)
    if (command === 'snapshot') return await snapshot(config, say)
    if (command === 'journal') return await journal(config, rest, say)
    if (command === 'person') return await person(config, rest, say)
    if (command === 'admin') return await admin(config, rest, values.nom, say)
  } catch (error) {
    if (values.embedded && error instanceof StartRefusal && error.holder !== null && process.send !== undefined) {
      // The start script knows what to do of it: use that one.
      process.send({ holder: error.holder }, () => process.exit(1))
      return
    }
    return fail([sentence(error)], 1)
  }
  return fail(['Commande incomprise.', '', USAGE], 2)
}

await main()
