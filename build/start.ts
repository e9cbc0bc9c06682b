/** `npm start`: prepares what is missing or stale, then opens the application in Electron, or in a browser where it cannot be had. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hasDisplay } from '#main/hosts/find-browser.ts'
import { readStartOptions } from '#main/start-options.ts'
import { electronBinary } from './electron-binary.ts'
import { startEmbeddedServer } from './embedded-server.ts'
import { ensure, ensureCatalogue, STEPS } from './prepare.ts'
import { root } from './stamp.ts'

/** An Electron that ends sooner than this with a failure did not start (no sandbox, missing library…). */
const FAILED_START_MS = 8_000

const args = process.argv.slice(2)
// Read before anything is prepared: a mistyped option must not cost a build, nor end in a stack.
const read = readStartOptions(args)
if ('help' in read) {
  ;(read.help.code === 0 ? process.stdout : process.stderr).write(read.help.text)
  process.exit(read.help.code)
}
const { options } = read

const openElectron = (file: string): Promise<boolean> =>
  new Promise((resolve) => {
    const began = Date.now()
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
    const child = spawn(file, [root, ...args], { cwd: root, stdio: 'inherit', env })
    let told = false
    const stop = () => {
      told = true
      child.kill()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
    process.on('disconnect', stop)
    child.once('error', () => resolve(false))
    child.once('exit', (code) => {
      if (!told && code !== 0 && Date.now() - began < FAILED_START_MS) {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop)
        process.off('disconnect', stop)
        resolve(false)
      } else process.exit(code ?? 0)
    })
  })

const openBrowserHost = async (why: string): Promise<void> => {
  await ensure(STEPS.screens)
  console.log(`Ouverture dans le navigateur : ${why}.`)
  // In this very process: it reads the same arguments, and nothing stays behind when it ends.
  await import(new URL('../main/browser.ts', import.meta.url).href)
}

const withElectron = async (): Promise<string> => {
  if (options['no-window']) return 'l’option --no-window demande seulement une adresse'
  if (options.navigateur) return 'demandé par --navigateur'
  if (!hasDisplay()) return 'aucun écran n’est disponible pour Electron'
  const electron = await electronBinary()
  if (electron.file === null) return `Electron n’a pas pu être obtenu (${electron.why})`
  await ensure(STEPS.electron)
  if (!existsSync(join(root, STEPS.electron.produces))) return 'la construction pour Electron est absente'
  console.log('Ouverture dans Electron.')
  await openElectron(electron.file)
  return 'Electron n’a pas pu démarrer sur cette machine'
}

/** Where the desk finds its server, said to it by its environment; none when it is to live on its own files. */
const findServer = async (): Promise<void> => {
  if (process.env['DORA_SERVER'] !== undefined && process.env['DORA_SERVER'] !== '') return
  const server = options['sans-serveur'] ? null : await startEmbeddedServer()
  if (server === null) await ensureCatalogue()
  else Object.assign(process.env, { DORA_SERVER: server.origin, DORA_SERVER_EMBEDDED: '1' })
}

await ensure(STEPS.geography)
await findServer()
await openBrowserHost(await withElectron())
