import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CALL_CHANNEL } from '#shared/channels.ts'
import { person, startCentral } from './account/testing/central.ts'

type Fake = typeof import('./testing/fake-electron.ts')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-boot-'))
  vi.stubEnv('DORA_DESK_FOLDER', folder)
  vi.resetModules()
  // The transcript is one for every machine: macOS has one more menu.
  Object.defineProperty(process, 'platform', { value: 'linux' })
})
const { platform } = process
afterEach(() => {
  Object.defineProperty(process, 'platform', { value: platform })
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

/** As soon as it is so; a busy machine takes longer than the second that is the default. */
const SOON = { interval: 5, timeout: 20_000 }

/** Boots the real entry under the recording fake, up to the window's first address, or to what it does instead. */
const boot = async (until: string, prepare: (fake: Fake) => void = () => {}): Promise<Fake> => {
  const electron = await import('./testing/fake-electron.ts')
  prepare(electron)
  await import('./index.ts')
  await vi.waitFor(() => expect(electron.fake.transcript.map(([what]) => what)).toContain(until), SOON)
  return electron
}

const shutDown = async ({ app, fake }: Fake) => {
  app.emit('will-quit', { preventDefault: () => {} })
  await vi.waitFor(() => expect(fake.transcript.at(-1)).toEqual(['app.quit']), SOON)
}

describe('the Electron entry', () => {
  it('boots in this order, with these locks', async () => {
    const electron = await boot('loadURL')
    expect(electron.fake.transcript).toMatchSnapshot()
    await shutDown(electron)
    expect(existsSync(join(folder, 'instance.json'))).toBe(false)
  })

  it('lets a second start give way to the first', async () => {
    const electron = await boot('app.quit', ({ fake }) => {
      fake.state.primaryInstance = false
    })
    expect(electron.fake.transcript.map(([what]) => what)).not.toContain('BrowserWindow')
    expect(existsSync(join(folder, 'instance.json'))).toBe(false)
  })

  it('shows its window again when started twice, and makes no second one', async () => {
    const electron = await boot('loadURL')
    electron.app.emit('second-instance', {}, ['dora-desk'])
    expect(electron.fake.transcript.at(-1)).toEqual(['window.focus'])
    expect(electron.fake.state.windows).toHaveLength(1)
    await shutDown(electron)
  })

  it('ends a sign-in by an address that the system hands to it, and takes any other for nothing', async () => {
    const central = await startCentral()
    vi.stubEnv('DORA_SERVER', central.address)
    try {
      let asked = { defi: '', etat: '' }
      central.on('POST /auth/v1/link', ({ body }) => {
        asked = body as typeof asked
        return { status: 202, body: {} }
      })
      const electron = await boot('loadURL')
      const call = async (name: string, input?: unknown): Promise<unknown> => {
        const reply = (await electron.ipcRenderer.invoke(CALL_CHANNEL, name, input)) as { value: unknown }
        return reply.value
      }
      await call('account.begin', { moyen: 'courriel', courriel: 'odette@exemple.test' })
      const address = `dora://connexion?code=${central.code(asked.defi, person())}&etat=`
      const preventDefault = vi.fn()
      electron.app.emit('open-url', { preventDefault }, `${address}autre`)
      expect(preventDefault).toHaveBeenCalledOnce()
      electron.app.emit('second-instance', {}, ['dora-desk', '--flag', `${address}${asked.etat}`])
      expect(electron.fake.transcript.at(-1)).toEqual(['window.focus'])
      await vi.waitFor(async () => expect(await call('sync.status')).toMatchObject({ compte: { id: 'u-odette' } }), {
        timeout: 20_000,
        interval: 10,
      })
      expect(central.count('POST /auth/v1/exchange')).toBe(1)
      await shutDown(electron)
    } finally {
      await central.close()
    }
  }, 60_000)

  it('keeps a link that the system hands over for the screen that asks, once; the one of a sign-in is never among them', async () => {
    const electron = await boot('loadURL')
    const taken = async (): Promise<unknown> =>
      ((await electron.ipcRenderer.invoke(CALL_CHANNEL, 'app.takeLink', undefined)) as { value: unknown }).value
    expect(await taken()).toBeNull()
    electron.app.emit('second-instance', {}, ['dora-desk', 'dora://service/dora--1'])
    electron.app.emit('open-url', { preventDefault: () => {} }, 'dora://recherche?q=permis')
    expect([await taken(), await taken()]).toEqual(['dora://recherche?q=permis', null])
    for (const url of [
      'dora://connexion?code=secret&etat=x',
      'https://exemple.test/',
      `dora://service/${'a'.repeat(3_000)}`,
      '',
    ]) {
      electron.app.emit('open-url', { preventDefault: () => {} }, url)
      expect([url, await taken()]).toEqual([url, null])
    }
    await shutDown(electron)
  })

  it('detaches a screen in a window of its own, beside the one that a second start shows again; nothing of elsewhere', async () => {
    const electron = await boot('loadURL')
    const detach = (adresse: string) => electron.ipcRenderer.invoke(CALL_CHANNEL, 'app.detach', { adresse })
    expect(await detach('/service/dora--1')).toEqual({ ok: true, value: true })
    expect(electron.fake.transcript).toContainEqual(['loadURL', 'app://dora/service/dora--1#detachee'])
    expect(electron.fake.state.windows).toHaveLength(2)
    for (const adresse of ['https://exemple.test/', '//exemple.test/', 'service/1']) {
      expect(await detach(adresse)).toMatchObject({ ok: false, error: { code: 'requete-invalide' } })
    }
    expect(electron.fake.state.windows).toHaveLength(2)
    electron.app.emit('second-instance', {}, ['dora-desk'])
    expect(electron.fake.transcript.at(-1)).toEqual(['window.focus'])
    // The main one closed: it opens again, whatever else is open.
    electron.fake.state.windows[0]?.emit('closed')
    electron.app.emit('activate')
    expect(electron.fake.transcript.at(-1)).toEqual(['loadURL', 'app://dora/'])
    await shutDown(electron)
  })

  it('brings the search from any program with what was copied there, once the settings ask for it, and no longer after', async () => {
    const electron = await boot('loadURL')
    const call = async (name: string, input?: unknown): Promise<unknown> =>
      ((await electron.ipcRenderer.invoke(CALL_CHANNEL, name, input)) as { value: unknown }).value
    const press = () => electron.globalShortcut.pressed.get('CommandOrControl+Alt+D')
    expect(press()).toBeUndefined()
    await call('settings.set', { raccourciGlobal: true })
    electron.clipboard.text = ' garde\n d’enfant '
    press()?.()
    await vi.waitFor(async () => expect(await call('app.takeLink')).toBe('dora://recherche?q=garde+d%E2%80%99enfant'), SOON)
    expect(electron.fake.transcript).toContainEqual(['window.focus'])
    // Too long to be a search.
    electron.clipboard.text = 'x'.repeat(201)
    press()?.()
    await vi.waitFor(async () => expect(await call('app.takeLink')).toBe('dora://recherche'), SOON)
    await call('settings.set', { raccourciGlobal: false })
    expect(press()).toBeUndefined()
    await shutDown(electron)
  })

  it('opens on the link it was started with', async () => {
    const { argv } = process
    process.argv = [...argv, 'dora://structure/dora--1']
    try {
      const electron = await boot('loadURL')
      const reply = (await electron.ipcRenderer.invoke(CALL_CHANNEL, 'app.takeLink', undefined)) as { value: unknown }
      expect(reply.value).toBe('dora://structure/dora--1')
      await shutDown(electron)
    } finally {
      process.argv = argv
    }
  })

  it('remembers where its window was', async () => {
    const electron = await boot('loadURL')
    electron.fake.state.windows[0]?.emit('close')
    expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'))).toEqual({
      x: 10,
      y: 20,
      width: 1200,
      height: 800,
      maximized: false,
    })
    await shutDown(electron)
  })

  it('says in French that it could not start', async () => {
    const electron = await boot('app.exit', ({ fake }) => {
      // The same failure as any other of its start: a channel already taken.
      fake.handlers.set('dora:call', () => {})
    })
    expect(electron.fake.transcript).toContainEqual(['dialog.showErrorBox', 'DORA, le bureau'])
    expect(electron.fake.transcript.at(-1)).toEqual(['app.exit', 1])
  })
})

describe('permissions', () => {
  const table = [
    ['geolocation', true],
    ['clipboard-sanitized-write', true],
    ['clipboard-read', false],
    ['media', false],
    ['mediaKeySystem', false],
    ['midi', false],
    ['midiSysex', false],
    ['notifications', false],
    ['pointerLock', false],
    ['keyboardLock', false],
    ['fullscreen', false],
    ['openExternal', false],
    ['fileSystem', false],
    ['display-capture', false],
    ['hid', false],
    ['serial', false],
    ['usb', false],
    ['idle-detection', false],
    ['speaker-selection', false],
    ['storage-access', false],
    ['top-level-storage-access', false],
    ['window-management', false],
    ['unknown', false],
    ['deprecated-sync-clipboard-read', false],
  ] as const

  it('are these, for our pages, and none for any other', async () => {
    const electron = await boot('loadURL')
    const { request, check, device } = electron.fake.state.permissions
    for (const [permission, granted] of table) {
      for (const [from, ours] of [
        ['app://dora/', true],
        ['https://exemple.fr/', false],
        ['app://autre/', false],
        ['', false],
      ] as const) {
        let answer: boolean | null = null
        request?.(null, permission, (value) => (answer = value), { requestingUrl: from })
        expect([permission, from, answer]).toEqual([permission, from, granted && ours])
        expect([permission, from, check?.(null, permission, from)]).toEqual([permission, from, granted && ours])
      }
    }
    expect(device?.()).toBe(false)
    await shutDown(electron)
  })
})

describe('navigation', () => {
  const hostile = [
    'https://exemple.fr/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://dora.exemple.fr/',
    'app://autre/',
    'app://dora@exemple.fr/',
    'app://utilisateur:secret@dora/',
    'app://dora:81/',
    'apps://dora/',
    'app:dora',
    'about:blank',
    '',
  ]
  it('stays on the application, whatever page exists', async () => {
    const electron = await boot('loadURL')
    const page = new electron.WebContents()
    electron.app.emit('web-contents-created', {}, page)
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      const prevented = (url: string) => {
        const preventDefault = vi.fn()
        page.emit(name, { url, preventDefault })
        return preventDefault.mock.calls.length === 1
      }
      for (const url of hostile) expect([name, url, prevented(url)]).toEqual([name, url, true])
      for (const url of ['app://dora/', 'app://dora/recherche?q=permis']) expect(prevented(url)).toBe(false)
    }
    for (const url of [...hostile, 'app://dora/']) expect(page.openHandler?.({ url })).toEqual({ action: 'deny' })
    const preventDefault = vi.fn()
    page.emit('will-attach-webview', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
    await shutDown(electron)
  })
})

describe('app://dora', () => {
  it('answers for itself only, with the policy, and never outside its folder', async () => {
    const electron = await boot('loadURL')
    const ask = async (url: string, method = 'GET') => {
      const response = await electron.fake.state.protocolHandler?.({ url, method } as Request)
      return { status: response?.status, policy: response?.headers.get('content-security-policy') ?? '' }
    }
    for (const url of ['app://autre/', 'app://dora@autre/', 'nonsense']) expect((await ask(url)).status).toBe(404)
    expect((await ask('app://dora/', 'POST')).status).toBe(404)
    for (const path of [
      '..%2f..%2fetc/passwd',
      '%2e%2e/%2e%2e/x.txt',
      '%252e%252e/x.txt',
      '..%5cx.txt',
      'C:%5cx.txt',
      '%00.txt',
    ]) {
      const { status, policy } = await ask(`app://dora/${path}`)
      expect([path, status]).toEqual([path, 404])
      expect(policy).toContain("default-src 'none'")
    }
    await shutDown(electron)
  })
})
