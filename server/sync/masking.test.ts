import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { writeCatalogue } from '#shared/catalogue/write.ts'
import { exportAccount } from '#server/accounts/profile.ts'
import { invented } from '#server/accounts/testing/people.ts'
import { post, pullBody, type Server, startTestServer } from '#server/http/testing/harness.ts'
import { openSqliteStore, type SqliteStore } from '#server/store/sqlite.ts'
import type { User } from '#server/store/types.ts'
import { ingest } from './ingest/ingest.ts'
import { seedDemonstration } from './ingest/seed.ts'
import { openStaged } from './ingest/staged.ts'
import { buildSnapshot } from './snapshot/build.ts'
import { mutation, publishable, seal, structure } from './testing.ts'

/**
 * A contact kept for professionals, planted by each way in, is looked for in everything that the server gives and keeps
 * (dora-backend.md §5.3): whoever writes the next answer, feed or file, this is where it is caught.
 */

vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'dora-masking-'))
let store: SqliteStore
let server: Server
const people: Record<string, { readonly user: User | null; readonly token: string | null }> = {}
const STRUCTURE = structure('dora--plantee', { code_insee: '33063', nom: 'Mission inventée' })

/** Nobody keeps it here: it follows what is imported. */
const PARTNER = structure('dora--partenaire', { code_insee: '33063' })

/** Nothing else in the base has these. */
const planted = (n: number) => ({
  telephone: `05990011${10 + n}`,
  courriel: `zorglub-${n}@plante.exemple.test`,
  nom: `Zorglubine Plantée ${n}`,
})
const hidden = (n: number, more: Partial<Service> = {}): Service => {
  const { telephone, courriel, nom } = planted(n)
  const dora = { is_contact_info_public: false, contact_name: nom, ...more.dora }
  return publishable(`dora--plante-${n}`, STRUCTURE.id, { telephone, courriel, ...more, dora })
}
const SERVICES: Service[] = [
  hidden(0),
  hidden(1, { dora: { status: 'DRAFT' } }),
  hidden(2),
  hidden(3, { dora: { status: 'DRAFT' } }),
]
const IMPORTED = [...SERVICES.slice(0, 2), hidden(4, { structure_id: PARTNER.id })]
SERVICES.push(IMPORTED[2] as Service)
const SECRETS = SERVICES.flatMap((_, n) => Object.values(planted(n)))
const found = (text: string): string[] => SECRETS.filter((secret) => text.includes(secret))

const stagedFile = (structures: readonly Structure[], services: readonly Service[]) => {
  const db = new Database(':memory:')
  const rows = writeCatalogue(db, () => null)
  for (const one of structures) rows.addStructure(one)
  for (const one of services) rows.addService(one)
  rows.finish({ demonstration: false, genere_le: '2026-11-23T08:00:00.000Z', index: false })
  return openStaged(db)
}

const bearer = (who: string): Record<string, string> => {
  const token = people[who]?.token ?? null
  return token === null ? {} : { authorization: `Bearer ${token}` }
}
const push = async (who: string, type: string, id: string, asked: object) => {
  const body = { proto: 1, client_id: `c-${who}`, mutations: [mutation(type, id, asked)] }
  return (await post(`${server.origin}/sync/v1/push`, body, bearer(who))).text()
}
const pull = async (who: string, scopes: readonly string[]) =>
  (await post(`${server.origin}/sync/v1/pull`, pullBody({ scopes: scopes.map((id) => ({ id, since: 0 })) }), bearer(who))).text()
const get = async (who: string, path: string) => (await fetch(server.origin + path, { headers: bearer(who) })).text()

beforeAll(async () => {
  store = await openSqliteStore({ file: ':memory:' })
  server = await startTestServer({ store, limits: { perAddress: 1_000_000, perClient: 1_000_000 } })
  await ingest({ store, seal }, stagedFile([STRUCTURE, PARTNER], IMPORTED))
  const { person, belongs, token, structure: other } = invented(server.account)
  const here = STRUCTURE
  const elsewhere = await other()
  const add = async (who: string, more: Partial<User>, belonging: (user: User) => Promise<void> = async () => {}) => {
    const user = await person(more)
    await belonging(user)
    people[who] = { user, token: await token(user) }
  }
  people['anonyme'] = { user: null, token: null }
  await add('sans-structure', {})
  await add('en-attente', {}, (user) => belongs(user, here, 'demande'))
  await add('invitée', {}, (user) => belongs(user, here, 'invitation', true))
  await add('membre', {}, (user) => belongs(user, here))
  await add('administrateur', {}, (user) => belongs(user, here, 'membre', true))
  await add('ailleurs', {}, (user) => belongs(user, elsewhere, 'membre', true))
  await add('non-validée', { valide: false }, (user) => belongs(user, elsewhere))
  await add('gestionnaire', { gestionnaire: true, departements: ['33'] })
  await add('equipe', { role: 'administrateur' })
  for (const one of SERVICES.slice(2, 4)) await push('membre', 'service.create', one.id, { patch: one })
})
afterAll(async () => {
  await server.stop()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const snapshotBytes = async (name: string): Promise<string> => {
  const made = join(folder, name)
  await buildSnapshot(store.read, { folder: made, zoneName: () => null, level: 1, now: Date.now() })
  return readdirSync(made)
    .map((file) => readFileSync(join(made, file)))
    .map((bytes) => (bytes.readUInt32LE(0) === 0xfd2fb528 ? zstdDecompressSync(bytes) : bytes).toString('utf8'))
    .join()
}

describe('what is planted', () => {
  test('is in no pull of anyone: of France, of the département, nor of one’s own rows', async () => {
    for (const who of Object.keys(people)) {
      const scopes = ['cat:fr', 'cat:dep:33', 'cat:nat', ...(who === 'anonyme' ? [] : ['u:me'])]
      const answer = await pull(who, scopes)
      expect([who, found(answer)]).toEqual([who, []])
      // Members do receive their drafts, others do not: it is not for want of rows that nothing is found.
      expect([
        who,
        answer.includes('"dora--plante-0"'),
        answer.includes('"dora--plante-1"'),
        answer.includes('"dora--plante-3"'),
      ]).toEqual([who, true, ...(who === 'membre' || who === 'administrateur' ? [true, true] : [false, false])])
    }
  })
  test('is in no snapshot, not in the bytes of the base, nor in what anyone is told of the server', async () => {
    const bytes = await snapshotBytes('planted')
    expect([bytes.includes('dora--plante-0'), bytes.includes('dora--plante-2'), bytes.includes('dora--plante-1')]).toEqual([
      true,
      true,
      false,
    ])
    expect(found(bytes)).toEqual([])
    expect(found((await store.serialize()).toString('utf8'))).toEqual([])
    for (const path of ['/sync/v1/info', '/metrics', '/health']) expect(found(await get('anonyme', path))).toEqual([])
  })
  test('is given by its own question alone, to members of a structure and the team', async () => {
    const told: Record<string, boolean> = {}
    for (const who of Object.keys(people)) {
      const answers = await Promise.all(SERVICES.map(({ id }) => get(who, `/account/v1/services/${id}/contact`)))
      told[who] = answers.slice(0, 3).some((answer) => found(answer).length > 0)
      const draft = found(`${answers[1]} ${answers[3]}`).length
      expect([who, draft > 0]).toEqual([who, ['membre', 'administrateur', 'equipe'].includes(who)])
    }
    expect(Object.keys(told).filter((who) => told[who])).toEqual(['membre', 'administrateur', 'ailleurs', 'equipe'])
  })
  test('is in no other answer about accounts, nor in what a person takes away of theirs', async () => {
    const paths = ['/account/v1/me', '/account/v1/accounts', `/account/v1/structures/${STRUCTURE.id}/members`]
    for (const who of Object.keys(people)) {
      for (const path of [...paths, '/account/v1/me/export', `/account/v1/establishments?siret=${'0'.repeat(14)}`])
        expect(found(await get(who, path))).toEqual([])
      const { user } = people[who] as { user: User | null }
      if (user !== null) expect(found(JSON.stringify(await exportAccount(server.account, user)))).toEqual([])
    }
  })
  test('is not told to who pushes without the right, however they ask', async () => {
    const { telephone } = planted(0)
    const guesses = {
      base: { telephone: null, courriel: 'x' },
      patch: { telephone: '0100000000', courriel: 'y', dora: { contact_name: 'z' } },
    }
    // Names of fields in the block may be written flat.
    const flat = { base: {}, patch: { 'dora.contact_name': 'z', 'dora.is_contact_info_public': true } }
    const stolen = { patch: { ...hidden(0), structure_id: STRUCTURE.id, telephone: null } }
    for (const who of Object.keys(people).filter((one) => !['membre', 'administrateur', 'equipe'].includes(one))) {
      for (const { id } of SERVICES) {
        for (const [type, asked] of [
          ['service.update', guesses],
          ['service.create', guesses],
          ['service.update', flat],
          ['service.remove', guesses],
        ] as const)
          expect([who, found(await push(who, type, id, asked))]).toEqual([who, []])
        expect(await push(who, 'service.create', id, stolen)).not.toContain(telephone)
      }
    }
  })
  test('was written in no line of the log', () => {
    expect(server.logged().length).toBeGreaterThan(50)
    expect(found(server.logged().join('\n'))).toEqual([])
  })
})

test('the same file imported again changes nothing; a contact alone that changed is taken in, and hidden', async () => {
  const again = (telephone = planted(4).telephone) =>
    ingest(
      { store, seal },
      stagedFile([STRUCTURE, PARTNER], [...IMPORTED.slice(0, 2), { ...(IMPORTED[2] as Service), telephone }]),
    )
  const head = async () => (await store.read((reader) => reader.head())).seq
  const before = await head()
  expect(await again()).toMatchObject({ written: 0, removed: 0 })
  expect(await head()).toBe(before)
  expect(await again('0599008877')).toMatchObject({ written: 1, removed: 0 })
  expect(await get('ailleurs', '/account/v1/services/dora--plante-4/contact')).toContain('0599008877')
  expect(await pull('ailleurs', ['cat:fr', 'cat:dep:33'])).not.toContain('0599008877')
  expect((await store.serialize()).includes('0599008877')).toBe(false)
})

test('made public it is everywhere, and nowhere again once hidden, not even in a page that was freed', async () => {
  const turn = (is: boolean) =>
    push('membre', 'service.update', 'dora--plante-0', {
      base: { dora: { is_contact_info_public: !is } },
      patch: { dora: { is_contact_info_public: is } },
    })
  await turn(true)
  const secrets = Object.values(planted(0)).sort()
  expect(found(await pull('anonyme', ['cat:fr'])).sort()).toEqual(secrets)
  expect(found(await pull('anonyme', ['cat:dep:33'])).sort()).toEqual(secrets)
  expect(found(await snapshotBytes('public')).sort()).toEqual(secrets)
  await turn(false)
  expect(found(await pull('anonyme', ['cat:fr']))).toEqual([])
  expect(found(await snapshotBytes('hidden'))).toEqual([])
  expect(found((await store.serialize()).toString('utf8'))).toEqual([])
})

test('the first filling of a server hides what its listings say is to be hidden', async () => {
  const demo = await openSqliteStore({ file: ':memory:' })
  await seedDemonstration({ store: demo, seal }, { services: 300, seed: 3 })
  let masked = 0
  await demo.read(async (reader) => {
    for await (const { doc } of reader.scan('service')) {
      const { telephone, courriel, dora } = JSON.parse(String(doc)) as Service
      if (dora?.is_contact_info_public !== false) continue
      expect([telephone, courriel, dora.contact_name]).toEqual([undefined, undefined, undefined])
      masked += dora.contact_masque === undefined ? 0 : 1
    }
  })
  expect(masked).toBeGreaterThan(5)
})
