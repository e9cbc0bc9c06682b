import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Info, PushAnswer, Session } from '#shared/sync/wire.ts'
import { mutation, post } from '../http/testing/harness.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { CATALOGUE_DATE } from '../sync/settings.ts'

const PROGRAM = join(import.meta.dirname, '../index.ts')

let desk: string
let folder: string
beforeEach(() => {
  desk = mkdtempSync(join(tmpdir(), 'dora-process-'))
  folder = join(desk, 'serveur')
})
afterEach(() => rmSync(desk, { recursive: true, force: true }))

const env = () => ({ ...process.env, DORA_DESK_FOLDER: desk, DORA_SERVER_PORT: '0', DORA_SERVER_LOG: 'silent' })

/** Runs a command to its end. */
const run = async (...args: string[]) => {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: env(), stdio: ['ignore', 'pipe', 'pipe'] })
  const text = { out: '', err: '' }
  child.stdout.on('data', (part) => (text.out += String(part)))
  child.stderr.on('data', (part) => (text.err += String(part)))
  const [code] = (await once(child, 'close')) as [number]
  return { code, ...text }
}

/** Starts the server as `npm start` does, over a store that needs no demonstration. */
const embedded = async () => {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true })
    const store = await openSqliteStore({ file: join(folder, 'catalogue-central.db') })
    await store.write((writer) => writer.setSetting(CATALOGUE_DATE, '2026-11-23T00:00:00Z'))
    await store.close()
  }
  const child = fork(PROGRAM, ['serve', '--embedded'], { env: env(), silent: true })
  let said = ''
  child.stdout?.on('data', (part) => (said += String(part)))
  const [told] = (await once(child, 'message')) as [{ origin?: string; holder?: { pid: number; origin: string } }]
  return { child, told, origin: told.origin ?? '', said: () => said, ended: once(child, 'exit') as Promise<[number | null]> }
}

describe('the server beside a desk', () => {
  it('makes its administrator, serves, and ends in order with its parent', async () => {
    const server = await embedded()
    const file = join(folder, 'premier-administrateur.txt')
    const password = /Mot de passe.: (\S+)/.exec(readFileSync(file, 'utf8'))?.[1] as string
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(server.said()).toContain(password)
    const signedIn = await post(`${server.origin}/auth/v1/session`, {
      courriel: 'admin@dora.local',
      mot_de_passe: password,
      poste: '',
    })
    const { token, compte } = Session.parse(await signedIn.json())
    expect(compte.role).toBe('administrateur')
    const pushed = await post(
      `${server.origin}/sync/v1/push`,
      { proto: 1, client_id: 'poste-1', mutations: [mutation(compte.id)] },
      { authorization: `Bearer ${token}` },
    )
    expect(PushAnswer.parse(await pushed.json()).results).toMatchObject([{ status: 'applied' }])
    const { head } = Info.parse(await (await fetch(`${server.origin}/sync/v1/info`)).json())
    const live = await fetch(`${server.origin}/sync/v1/live`)
    server.child.disconnect()
    // The stream is ended, not cut: its reader sees a whole answer.
    await expect(live.text()).resolves.toContain('event: head')
    expect((await server.ended)[0]).toBe(0)

    const again = await embedded()
    expect(Info.parse(await (await fetch(`${again.origin}/sync/v1/info`)).json()).head).toBe(head)
    expect(again.said()).not.toContain('administrateur')
    again.child.kill('SIGTERM')
    expect((await again.ended)[0]).toBe(0)
  }, 180_000)

  it('is one for a folder: a second says who has it, and commands that need it alone are refused', async () => {
    const first = await embedded()
    const second = await embedded()
    expect(second.told.holder).toMatchObject({ pid: first.child.pid, origin: first.origin })
    expect((await second.ended)[0]).toBe(1)
    for (const args of [['restore', join(desk, 'copie.db')], ['snapshot'], []]) {
      const { code, err } = await run(...args)
      expect(code).toBe(1)
      expect(err).toContain(`processus ${first.child.pid}`)
    }
    const copied = await run('backup', join(desk, 'copie.db'))
    expect(copied).toMatchObject({ code: 0, err: '' })
    const { epoch } = Info.parse(await (await fetch(`${first.origin}/sync/v1/info`)).json())
    first.child.kill('SIGKILL')
    await first.ended
    const restored = await run('restore', join(desk, 'copie.db'))
    expect(restored).toMatchObject({ code: 0, err: '' })
    const third = await embedded()
    expect(Info.parse(await (await fetch(`${third.origin}/sync/v1/info`)).json()).epoch).not.toBe(epoch)
    third.child.kill('SIGTERM')
    await third.ended
  }, 180_000)
})

describe('the commands', () => {
  it('are explained in French', async () => {
    expect((await run('--help')).out).toContain('npm run server -- backup <fichier>')
    const wrong = await run('sauvegarder')
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('Commande incomprise')
    expect(await run('backup', join(desk, 'copie.db'))).toMatchObject({ code: 1, err: expect.stringContaining('Aucune base') })
  }, 180_000)
  it('make an administrator, list it, and change its password', async () => {
    expect((await run('admin', 'create', 'Dominique@exemple.test', '--nom', 'Dominique Essai')).out).toMatch(/: \S{23}\n/)
    expect((await run('admin', 'create', 'dominique@exemple.test')).err).toContain('existe déjà')
    expect((await run('admin', 'password', 'dominique@exemple.test')).out).toMatch(/: \S{23}\n/)
    expect((await run('admin', 'list')).out).toContain('dominique@exemple.test\tDominique Essai\tadministrateur')
    expect((await run('admin', 'password', 'personne@exemple.test')).code).toBe(1)
  }, 180_000)
})
