import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withFolder } from '../import/testing.ts'
import { putPublic } from '../http/testing/harness.ts'
import { createServerLog } from '../ops/log.ts'
import { startServer } from '../ops/run.ts'
import { readConfig } from '../config.ts'
import { openExportSource } from './export-source.ts'
import { openPublished } from './files/folder.ts'

/** The command, as a process of its own. */

const run = (folder: string, args: readonly string[], kill?: { readonly at: RegExp; readonly by: NodeJS.Signals }) =>
  new Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...args], {
      env: { ...process.env, DORA_SERVER_FOLDER: folder, DATABASE_URL: '', DORA_SERVER_PUBLIC_URL: 'https://dora.exemple.test' },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => (out += String(chunk)))
    child.stderr.on('data', (chunk) => {
      err += String(chunk)
      // Once: a second Ctrl-C ends the process where it stands.
      if (kill?.at.test(err) === true && !child.killed) child.kill(kill.by)
    })
    child.on('error', reject).on('close', (code) => resolve({ code, out, err }))
  })

test(
  'exports from a server that runs; killed, it leaves what was there; it says what it does not understand',
  { timeout: 180_000 },
  () =>
    withFolder(async (folder) => {
      const config = readConfig({
        platform: 'linux',
        env: { DORA_SERVER_FOLDER: join(folder, 's'), DORA_SERVER_PORT: '0' },
        home: folder,
      })
      if ('errors' in config) throw new Error(config.errors.join())
      const server = await startServer({
        ...config,
        embedded: false,
        log: createServerLog('silent'),
        say: () => {},
        onListening: () => {},
        fill: async ({ store }) => {
          await putPublic(store, 'autre--1', '{"id":"autre--1","nom":"Structure","source":"autre","date_maj":"2026-01-01"}')
        },
      })
      try {
        await server.settled
        const out = join(folder, 'sortie')
        const made = await run(join(folder, 's'), ['--out', out, '--formats', 'json,csv'])
        expect(made).toMatchObject({ code: 0, out: expect.stringContaining('1 structure et 0 service publiés') as unknown })
        expect(made.err).toContain('structures.csv')
        const before = readFileSync(join(out, 'manifest.json'), 'utf8')
        for (const [by, code] of [
          ['SIGKILL', null],
          ['SIGINT', 130],
        ] as const) {
          const cut = await run(join(folder, 's'), ['--out', out], { at: /geojson/, by })
          expect(cut.code, by).toBe(code)
          expect(readFileSync(join(out, 'manifest.json'), 'utf8'), by).toBe(before)
          const found = await openPublished(out).find('structures.json')
          expect(JSON.parse(readFileSync(String(found?.file), 'utf8'))).toMatchObject([{ id: 'autre--1' }])
        }
        expect(readdirSync(out).filter((name) => name.startsWith('en-cours'))).toEqual([])
      } finally {
        await server.stop()
      }
      expect(await run(join(folder, 's'), ['--out', join(folder, 'x'), '--formats', 'xlsx'])).toMatchObject({
        code: 2,
        err: expect.stringContaining('Format inconnu\u202f: xlsx') as unknown,
      })
      const nowhere = openExportSource(null, { ...config.config, folder: join(folder, 'rien') }, new AbortController().signal)
      await expect(nowhere).rejects.toThrow('La clé du serveur manque')
      expect(existsSync(join(folder, 'rien'))).toBe(false)
    }),
)
