/**
 * `npm run dev`: the services restart when their code changes, the screens are replaced as they are typed (Vite).
 * In a browser, which every machine has; the address printed opens the session through Vite's own address.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createServer, type InlineConfig } from 'vite'
import { ensure, ensureCatalogue, STEPS } from './prepare.ts'
import { root } from './stamp.ts'

const PORT = 5199
process.env['DORA_DEV_HOST'] = `http://127.0.0.1:${PORT}`

await ensure(STEPS.geography)
await ensureCatalogue()

const host = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', join(root, 'main/browser.ts'), '--no-window', '--port', String(PORT)],
  { cwd: root, stdio: ['inherit', 'pipe', 'inherit'], env: { ...process.env, DORA_CHECK_OUTPUTS: '1' } },
)
const stop = () => {
  host.kill()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, stop)

// Read only now: the configuration looks at DORA_DEV_HOST.
const { default: config } = (await import('../electron.config.ts')) as { default: { renderer: InlineConfig } }
const vite = await createServer({ ...config.renderer, configFile: false })
await vite.listen()
const screens = vite.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? ''
host.stdout
  .setEncoding('utf8')
  .on('data', (text: string) => process.stdout.write(text.replaceAll(`http://127.0.0.1:${PORT}`, screens)))
