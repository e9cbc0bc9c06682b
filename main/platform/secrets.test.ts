import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fake } from '../testing/fake-electron.ts'
import { createElectronPlatform } from './electron.ts'
import { keyPaths } from './key-file.ts'
import { createNodePlatform, fileSecrets, opener } from './node.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-keys-'))
  fake.state.encryptionAvailable = true
  fake.state.backend = 'gnome_libsecret'
  fake.state.openExternalFails = false
})
afterEach(() => rmSync(folder, { recursive: true }))

const electronPlatform = () =>
  createElectronPlatform(folder, { show: () => expect.fail('no window is asked for'), detach: () => {} })
const coded = (code: string) => expect.objectContaining({ code }) as Error
const plain = () => keyPaths(folder, 'user').plain
const wrapped = () => keyPaths(folder, 'user').wrapped

describe('keys in a file', () => {
  it('are made once, 32 bytes at random, readable by their owner only', async () => {
    const key = await fileSecrets(folder).loadKey('user')
    expect(key).toHaveLength(32)
    expect(await fileSecrets(folder).loadKey('user')).toEqual(key)
    expect(await fileSecrets(folder).loadKey('other')).not.toEqual(key)
    if (process.platform !== 'win32') expect(statSync(plain()).mode & 0o777).toBe(0o600)
  })
  it('say how weak they are', () => {
    const { secrets } = createNodePlatform({ dataFolder: folder, version: '1' })
    expect(secrets.kind).toBe('fichier')
    expect(secrets.avertissement).toContain('session')
  })
  it('are never replaced: neither a damaged one, nor one that the system’s store holds', async () => {
    mkdirSync(join(folder, 'keys'))
    writeFileSync(plain(), 'short')
    await expect(fileSecrets(folder).loadKey('user')).rejects.toThrow(coded('cle-absente'))
    expect(readFileSync(plain(), 'utf8')).toBe('short')
    rmSync(plain())
    writeFileSync(wrapped(), 'whatever')
    await expect(fileSecrets(folder).loadKey('user')).rejects.toThrow(coded('cle-absente'))
    expect(existsSync(plain())).toBe(false)
  })
  it('refuse a name that would be a path', async () => {
    await expect(fileSecrets(folder).loadKey('../user')).rejects.toThrow('not a key name')
  })
})

describe('keys in the system’s store', () => {
  it('are wrapped on disk and the same ever after', async () => {
    const { secrets } = await electronPlatform()
    expect(secrets).toMatchObject({ kind: 'systeme', avertissement: null })
    const [first, second] = await Promise.all([secrets.loadKey('user'), secrets.loadKey('user')])
    expect(first).toEqual(second)
    expect(readFileSync(wrapped(), 'utf8')).not.toContain(Buffer.from(first).toString('base64'))
    expect(await (await electronPlatform()).secrets.loadKey('user')).toEqual(first)
  })
  it('take in the key of the browser host, and remove its file', async () => {
    const key = await fileSecrets(folder).loadKey('user')
    expect(await (await electronPlatform()).secrets.loadKey('user')).toEqual(key)
    expect(existsSync(plain())).toBe(false)
    expect(existsSync(wrapped())).toBe(true)
  })
  it('remove the file of a key already taken in, that a start cut short had left; not that of another key', async () => {
    const key = await fileSecrets(folder).loadKey('user')
    const left = readFileSync(plain())
    await (await electronPlatform()).secrets.loadKey('user')
    writeFileSync(plain(), left)
    expect(await (await electronPlatform()).secrets.loadKey('user')).toEqual(key)
    expect(existsSync(plain())).toBe(false)
    writeFileSync(plain(), Buffer.alloc(32, 1))
    expect(await (await electronPlatform()).secrets.loadKey('user')).toEqual(key)
    expect(existsSync(plain())).toBe(true)
  })
  it('fail without being replaced when the store no longer opens them', async () => {
    mkdirSync(join(folder, 'keys'))
    writeFileSync(wrapped(), 'made elsewhere')
    const { secrets } = await electronPlatform()
    await expect(secrets.loadKey('user')).rejects.toThrow(coded('cle-absente'))
    expect(readFileSync(wrapped(), 'utf8')).toBe('made elsewhere')
  })
  it('are refused to a store that is none', async () => {
    fake.state.encryptionAvailable = false
    expect((await electronPlatform()).secrets.kind).toBe('fichier')
  })
  it.runIf(process.platform === 'linux').each(['basic_text', 'unknown'])('are refused to Linux’s %s', async (backend) => {
    fake.state.backend = backend
    const { secrets } = await electronPlatform()
    expect(secrets.kind).toBe('fichier')
    expect(secrets.avertissement).not.toBeNull()
  })
})

describe('opening an address', () => {
  it('never goes through a shell', () => {
    expect(opener('win32').command).toBe('rundll32.exe')
    expect(opener('darwin').command).toBe('open')
    expect(opener('linux').command).toBe('xdg-open')
  })
  it('says when no program takes it', async () => {
    fake.state.openExternalFails = true
    const { openExternal } = await electronPlatform()
    await expect(openExternal(new URL('https://exemple.fr'))).rejects.toThrow(coded('ouverture-impossible'))
  })
  it.runIf(process.platform === 'linux').each([
    [0, null],
    [3, 'ouverture-impossible'],
  ])('is done or not as the system’s program says (%i), in a browser', async (code, failure) => {
    writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nexit ${code}\n`, { mode: 0o755 })
    vi.stubEnv('PATH', folder)
    const opening = createNodePlatform({ dataFolder: folder, version: '0' }).openExternal(new URL('https://exemple.fr'))
    if (failure === null) await opening
    else await expect(opening).rejects.toMatchObject({ code: failure })
    vi.unstubAllEnvs()
  })
})
