// The first thing a fresh clone runs, on whatever Node the machine has (≥ 20.19): only what Node itself provides.
// Installs the dependencies when they are not those of package-lock.json, then runs a script of the repository with the pinned Node.
// Usage: node build/bootstrap.mjs <script.ts> [arguments]
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { watchedParents } from './parents.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const windows = process.platform === 'win32'
const pinnedNode = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')

/** npm writes node_modules/.package-lock.json last: an install cut short has none, and is done again. */
const installed = () => {
  try {
    const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages
    const wanted = read('package-lock.json')
    const present = read('node_modules/.package-lock.json')
    return Object.entries(wanted).every(
      ([path, { version, optional, link }]) => path === '' || optional || link || present[path]?.version === version,
    )
  } catch {
    return false
  }
}

/**
 * Calls `gone` when npm, having started us, has ended without a word: it passes no signal on when it is killed, and stands
 * behind a shell. A terminal's Ctrl-C needs none of this: it reaches every process.
 */
const watchParents = (gone) => {
  const parents = watchedParents()
  if (parents.length === 0) return
  const alive = (pid) => {
    try {
      process.kill(pid, 0)
      return true
    } catch (error) {
      return error.code === 'EPERM'
    }
  }
  setInterval(() => {
    if (process.ppid !== parents[0] || !parents.every(alive)) gone()
  }, 500).unref()
}

/** Runs a program to its end with our own input and output; answers its exit code. Signals are passed on, so that nothing stays behind. */
const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const { ipc = false, ...rest } = options
    const child = spawn(command, args, { cwd: root, stdio: ipc ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit', ...rest })
    let fromTerminal = process.stdin.isTTY === true
    const pass = (signal) => {
      // A terminal's Ctrl-C has reached the child already; twice, it would be cut short while it ends in order.
      if (signal === 'SIGINT' && fromTerminal) fromTerminal = false
      else child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    if (ipc) watchParents(() => child.kill('SIGTERM'))
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass)
      resolve(signal === null ? (code ?? 1) : signal === 'SIGINT' ? 130 : 143)
    })
  })

/** npm itself, through the file that runs us when npm does, so that Windows needs no shell. */
const npm = (...args) => {
  const file = process.env.npm_execpath
  return file?.endsWith('.js')
    ? run(process.execPath, [file, ...args])
    : run(windows ? 'npm.cmd' : 'npm', args, { shell: windows })
}

const install = async () => {
  const began = Date.now()
  const elapsed = () => `${Math.round((Date.now() - began) / 1000)} s`
  console.log('Installation des dépendances (une seule fois, quelques minutes)…')
  const ticker = setInterval(() => console.log(`  toujours en cours (${elapsed()})…`), 15_000)
  // Without npm's warnings: it says of each tool that the machine's Node is too old, and ours is about to be installed.
  const code = await npm('ci', '--no-audit', '--no-fund', '--loglevel=error')
  clearInterval(ticker)
  if (code !== 0) {
    console.error(
      'Les dépendances n’ont pas pu être installées. Vérifiez l’accès au registre npm, puis relancez la même commande.',
    )
    process.exit(code)
  }
  console.log(`  dépendances installées en ${elapsed()}.`)
}

/** The pinned Node; where install scripts are switched off, its package has not fetched it yet. */
const node = async () => {
  if (!existsSync(pinnedNode)) {
    await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: join(root, 'node_modules', 'node') })
  }
  if (existsSync(pinnedNode)) return pinnedNode
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  console.error(
    'Node 24 n’a pas pu être installé par npm (paquet « node »). Autorisez ses scripts d’installation, ou installez Node 24.',
  )
  process.exit(1)
}

const [script, ...rest] = process.argv.slice(2)
if (script === undefined || !existsSync(join(root, script))) {
  console.error('Usage : node build/bootstrap.mjs <script.ts> [arguments]')
  process.exit(2)
}
if (!installed()) await install()
const program = await node()
// Programs of the dependencies, and what they start, must find the pinned Node before the machine's.
const path = [join(root, 'node_modules', '.bin'), join(program, '..'), process.env.PATH ?? ''].join(windows ? ';' : ':')
const env = { ...process.env, [Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH']: path }
process.exit(await run(program, [join(root, script), ...rest], { ipc: true, env }))
