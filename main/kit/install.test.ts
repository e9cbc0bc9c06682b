import { createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { DoraError } from '#shared/errors.ts'
import { kitFile, SIGNED_PREFIX } from '#shared/kit/file.ts'
import type { Kit } from '#shared/kit/kit.ts'
import { referentielsOf } from '#shared/kit/referentials.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import { createSettings } from '../app/settings.ts'
import { createInstallHandlers } from './install.ts'
import { createKitShelf } from './installed.ts'
import { readKit } from './verify.ts'

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const keyOf = (seed: number) =>
  createPrivateKey({ key: Buffer.concat([PKCS8, Buffer.alloc(32, seed)]), format: 'der', type: 'pkcs8' })
const publicOf = (seed: number): string =>
  createPublicKey(keyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64url')

const ID = '11111111-1111-4111-8111-111111111111'
const KIT: Kit = {
  format: 1,
  id: ID,
  version: 2,
  fait_le: '2026-11-27T10:00:00.000Z',
  fait_par: 'Alix Inventée',
  nom: 'Nord',
  departements: ['59'],
  portees: ['cat:nat', 'cat:dep:59'],
  serveur: 'https://dora.exemple.test/',
  lieu: { place: { kind: 'departement', code: '59' }, label: 'Nord (59)' },
  bienvenue: 'Bienvenue.',
  correspondant: { nom: 'Cellule', fonction: '', courriel: 'cellule@exemple.test', telephone: '' },
  logo: null,
  referentiels: referentielsOf((text) => Buffer.from(text).toString('hex').slice(0, 16).padEnd(16, '0')),
  deploiement: [],
  regles: [],
}
const signedText = (text: string, seed = 7): Buffer =>
  Buffer.from(kitFile(publicOf(seed), sign(null, Buffer.from(SIGNED_PREFIX + text), keyOf(seed)).toString('base64url'), text))
const signed = (more: Partial<Kit> = {}, seed = 7): Buffer => signedText(canonicalJson({ ...KIT, ...more } as never), seed)

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A desk with its own files, and a server that says its key, or nothing. */
const desk = ({ server = null as string | null, embedded = false, key = null as string | null, unwritable = false } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-kit-'))
  folders.push(folder)
  const settings = createSettings(join(folder, 'settings.json'))
  const done: string[] = []
  const events: string[] = []
  let here = server
  const status = (): SyncStatus =>
    ({ serveur: here, embarque: embedded, territoires: settings.get().territoires }) as unknown as SyncStatus
  // Nothing is written within what is no folder.
  const file = join(folder, unwritable ? 'plain/kit.json' : 'kit.json')
  if (unwritable) writeFileSync(join(folder, 'plain'), '')
  const handlers = createInstallHandlers({
    shelf: createKitShelf(file),
    settings,
    sync: {
      'sync.status': status,
      'sync.setServer': ({ adresse }) => {
        done.push(`serveur ${adresse}`)
        here = adresse
        return status()
      },
      'sync.setTerritories': ({ departements }) => {
        done.push(`territoires ${departements.join(' ')}`)
        return status()
      },
    },
    ask: async (_method, _parts, { answer }) => {
      if (key === null) throw new DoraError('compte-hors-ligne')
      return answer.parse({ cle: key })
    },
    emit: (name) => void events.push(name),
    now: () => Date.parse('2026-11-28T08:00:00Z'),
  })
  const call = {
    read: (bytes: Buffer) => Promise.resolve(handlers['kit.read']({ base64: bytes.toString('base64') })),
    install: async (bytes: Buffer, serveur = false) => handlers['kit.install']({ base64: bytes.toString('base64'), serveur }),
    installed: async () => handlers['kit.installed'](undefined),
    uninstall: async () => handlers['kit.uninstall'](undefined),
  }
  return { ...call, settings, done, events, file }
}

test('an empty desk takes its server, its territory and its place from a kit, without network', async () => {
  const empty = desk()
  expect(await empty.read(signed())).toMatchObject({
    kit: { nom: 'Nord', version: 2 },
    suite: 'nouveau',
    serveur: { ici: null, memes: false },
    confirmee: null,
  })
  expect(empty.done).toEqual([])
  expect(await empty.installed()).toBe(null)
  const told = await empty.install(signed())
  expect(empty.done).toEqual(['serveur https://dora.exemple.test/', 'territoires 59'])
  expect(told).toMatchObject({ installe_le: '2026-11-28T08:00:00.000Z', kit: KIT })
  expect(told.empreinte).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){3}$/)
  expect(empty.settings.get()).toMatchObject({ monLieu: KIT.lieu, dernierLieu: KIT.lieu })
  expect(empty.events).toContain('kit.changed')
  await empty.uninstall()
  expect(await empty.installed()).toBe(null)
})

test('a desk that has a server keeps it unless it is asked, and its own place always', async () => {
  const other = desk({ server: 'https://autre.exemple.test/' })
  const mine = { place: { kind: 'commune' as const, code: '33063' }, label: 'Bordeaux (33)' }
  other.settings.set({ monLieu: mine })
  await other.install(signed())
  expect(other.done).toEqual(['territoires 59'])
  expect(other.settings.get().monLieu).toEqual(mine)
  await other.install(signed(), true)
  expect(other.done).toContain('serveur https://dora.exemple.test/')
})

test('the server that signs confirms its key; another’s is told', async () => {
  const server = 'https://dora.exemple.test/'
  expect((await desk({ server, key: publicOf(7) }).read(signed())).confirmee).toBe(true)
  expect((await desk({ server, key: publicOf(8) }).read(signed())).confirmee).toBe(false)
  expect((await desk({ server }).read(signed())).confirmee).toBe(null)
  expect((await desk({ server: 'https://autre.exemple.test/', key: publicOf(7) }).read(signed())).confirmee).toBe(null)
})

test('an update is of the same key and no older; the next one replaces it, from a file', async () => {
  const one = desk()
  await one.install(signed())
  await expect(one.read(signed({ version: 1 }))).rejects.toMatchObject({ code: 'kit-ancien', details: { version: 1, ici: 2 } })
  await expect(one.install(signed({ version: 1 }))).rejects.toMatchObject({ code: 'kit-ancien' })
  await expect(one.install(signed({ version: 3 }, 8))).rejects.toMatchObject({ code: 'kit-autre-cle' })
  await expect(one.install(signed({ id: randomUUID() }, 8))).rejects.toMatchObject({ code: 'kit-autre-cle' })
  expect((await one.installed())?.kit.version).toBe(2)
  expect((await one.read(signed())).suite).toBe('identique')
  expect((await one.read(signed({ version: 3 }))).suite).toBe('mise-a-jour')
  expect((await one.read(signed({ id: randomUUID(), version: 1 }))).suite).toBe('autre')
  await one.install(signed({ version: 3, lieu: { place: { kind: 'departement', code: '62' }, label: 'Pas-de-Calais (62)' } }))
  expect((await one.installed())?.kit.version).toBe(3)
  // Nobody chose the first one: the place follows the kit.
  expect(one.settings.get().monLieu?.label).toBe('Pas-de-Calais (62)')
  // Taken away, another server's may come.
  await one.uninstall()
  await expect(one.install(signed({ version: 1 }, 8))).resolves.toMatchObject({ kit: { version: 1 } })
})

test('an address that this desk refuses stops the whole', async () => {
  const one = desk()
  await expect(one.install(signed({ serveur: 'http://dora.exemple.test/' }))).rejects.toMatchObject({
    code: 'sync-adresse-refusee',
  })
  expect(one.done).toEqual([])
  expect(await one.installed()).toBe(null)
})

test('a disk that takes no kit stops the whole: the desk stays with its server and its territory', async () => {
  const full = desk({ unwritable: true })
  await expect(full.install(signed())).rejects.toMatchObject({ code: 'ecriture-impossible' })
  expect(full.done).toEqual([])
  expect(full.settings.get().monLieu).toBe(null)
})

test('a kit that was here before another comes back no older', async () => {
  const one = desk()
  const other = randomUUID()
  await one.install(signed())
  await one.install(signed({ id: other }))
  await one.install(signed({ id: other, version: 3 }))
  await expect(one.read(signed({ version: 1 }))).rejects.toMatchObject({ code: 'kit-ancien', details: { version: 1, ici: 2 } })
  await expect(one.install(signed({ version: 1 }))).rejects.toMatchObject({ code: 'kit-ancien' })
  await expect(one.install(signed())).resolves.toMatchObject({ kit: { version: 2 } })
  await expect(one.install(signed({ id: other }))).rejects.toMatchObject({ code: 'kit-ancien' })
})

test('lists that are not this version’s are named', async () => {
  const [first] = KIT.referentiels
  const told = await desk().read(signed({ referentiels: [{ nom: first?.nom ?? '', valeurs: 1, empreinte: 'f'.repeat(16) }] }))
  expect(told.referentiels_autres).toEqual([first?.nom])
})

test('a kit that this desk can no longer read is told, never believed, and can be taken away', async () => {
  const one = desk()
  await one.install(signed())
  const text = readFileSync(one.file, 'utf8')
  writeFileSync(one.file, text.replace(publicOf(7), publicOf(8)))
  await expect(one.installed()).rejects.toMatchObject({ code: 'kit-abime-ici' })
  writeFileSync(one.file, text.slice(0, 200))
  await expect(one.installed()).rejects.toMatchObject({ code: 'kit-abime-ici' })
  await expect(one.install(signed())).rejects.toMatchObject({ code: 'kit-abime-ici' })
  await one.uninstall()
  await one.install(signed())
})

test('any byte that is changed, added or lost is refused', () => {
  const file = signed()
  expect(readKit(file).kit).toEqual(KIT)
  const refused = (bytes: Buffer): void => {
    expect(() => readKit(bytes)).toThrow(DoraError)
  }
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const bytes = Buffer.from(file)
      bytes[at] = (bytes[at] ?? 0) ^ mask
      refused(bytes)
    }),
    { numRuns: 2_000 },
  )
  // Every bit of the first line, which is not under the signature.
  for (let at = 0; at < file.indexOf(0x0a) + 1; at++)
    for (let bit = 0; bit < 8; bit++) {
      const bytes = Buffer.from(file)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
      refused(bytes)
    }
  fc.assert(
    fc.property(fc.nat(file.length), fc.uint8Array({ minLength: 1, maxLength: 5 }), (at, more) => {
      refused(Buffer.concat([file.subarray(0, at), more, file.subarray(at)]))
      refused(file.subarray(0, Math.min(at, file.length - 1)))
    }),
  )
})

test('what is signed and is no kit of this format, or not written as it should be, is refused too', () => {
  const texts = ['', '{}', 'null', canonicalJson({ ...KIT, format: 2 } as never), JSON.stringify({ ...KIT }, null, 1)]
  const more = [canonicalJson({ ...KIT, ajout: 1 } as never), canonicalJson({ ...KIT, departements: ['999'] } as never)]
  for (const text of [...texts, ...more]) expect(() => readKit(signedText(text))).toThrow(DoraError)
  const svg = { type: 'image/png' as const, base64: Buffer.from('<svg/>').toString('base64'), alt: 'Logo' }
  expect(() => readKit(signed({ logo: svg }))).toThrow(DoraError)
  for (const bytes of [Buffer.alloc(0), Buffer.from('DORA-KIT 1'), Buffer.alloc(700_000, 65)])
    expect(() => readKit(bytes)).toThrow(DoraError)
})
