import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parisDay } from '#shared/listing/days.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import { setFeatures } from '../deployment/features.ts'
import { anonymised } from '../orientations/anonymise.ts'
import { putOrientation } from '../orientations/rows.ts'
import { EMPLOIS_TOKEN, emploisRequest } from '../orientations/testing/emplois.ts'
import { inventedDemande } from '../pages/demande/testing.ts'
import { fill, publishable } from '../sync/testing.ts'
import { docOf } from '../sync/rows.ts'
import { type EmploisBench, openEmplois } from './testing/emplois.ts'
import { startTestServer } from './testing/harness.ts'

/** What Les Emplois read through their API, and what they tell of it. */

const API = '/api/emplois'
const READS = [
  `${API}/reference-data/`,
  `${API}/services/`,
  `${API}/services/x/`,
  `${API}/disabled-dora-form-di-structures/`,
  `${API}/orientations/status/`,
]
const TEN_MINUTES = 10 * 60_000
const DAY_MS = 24 * 3600_000

describe('who may call', () => {
  let bench: EmploisBench
  beforeAll(async () => {
    bench = await openEmplois()
  })
  afterAll(() => bench.stop())

  test('whoever has the token, said as DORA does or as others do', async () => {
    for (const scheme of ['Bearer', 'bearer', 'Token']) {
      const answer = await fetch(bench.server.origin + READS[0], { headers: { authorization: `${scheme} ${EMPLOIS_TOKEN}` } })
      expect([scheme, answer.status, answer.headers.get('cache-control')]).toEqual([scheme, 200, 'private, no-store'])
      await answer.arrayBuffer()
    }
  })

  test('nobody else: no token, another, a session of the team, a part of it', async () => {
    const team = await bench.people.token(await bench.people.person({ role: 'administrateur' }))
    for (const token of [null, 'x', team, EMPLOIS_TOKEN.slice(0, -1), `${EMPLOIS_TOKEN}x`]) {
      for (const path of READS) expect([path, (await bench.get(path, token)).status]).toEqual([path, 401])
      for (const path of ['orientations', 'mobilisation-event'])
        expect([path, (await bench.postJson(`${API}/${path}/`, {}, token)).status]).toEqual([path, 401])
    }
    const { headers, body } = await bench.get(READS[0] ?? '', 'x')
    expect([headers.get('www-authenticate'), body['code']]).toEqual(['Bearer', 'token_required'])
    expect((await fetch(`${bench.server.origin}${API}/reference-data/?token=${EMPLOIS_TOKEN}`)).status).toBe(401)
    expect(bench.server.logged().join('')).not.toContain(EMPLOIS_TOKEN)
  })

  test('a server without a token has no such routes', async () => {
    const server = await startTestServer()
    for (const path of READS) {
      const answer = await fetch(server.origin + path, { headers: { authorization: `Bearer ${EMPLOIS_TOKEN}` } })
      expect([path, answer.status]).toEqual([path, 404])
    }
    expect(server.app.routes.filter((route) => route.includes('emplois')).sort()).toEqual(['POST /orientations/v1/emplois'])
    await server.stop()
  })
})

describe('services', () => {
  let bench: EmploisBench
  beforeAll(async () => {
    bench = await openEmplois()
  })
  afterAll(() => bench.stop())
  const idOf = (name: string): string => `dora--${name}`
  const put = (name: string, more: Parameters<typeof publishable>[2] = {}) =>
    bench.put(publishable(idOf(name), bench.structure.id, more))
  const listed = async (): Promise<readonly string[]> => {
    // What is read whole is read once in ten minutes.
    bench.server.pass(TEN_MINUTES + 1)
    const { body } = await bench.get(`${API}/services/`)
    return (body['results'] as { id: string }[]).map(({ id }) => id).filter((id) => idOf(id) !== bench.serviceId)
  }

  test('are what is published here, and not past, of a structure that is not closed', async () => {
    const closed = await bench.people.structure({ dora: { is_obsolete: true } })
    // In Paris, when the list is read.
    const today = parisDay(bench.server.account.now() + TEN_MINUTES + 1)
    await put('publie')
    await put('dernier-jour', { dora: { suspension_date: today } })
    await put('brouillon', { dora: { status: 'DRAFT' } })
    await put('archive', { dora: { status: 'ARCHIVED' } })
    await put('suggestion', { dora: { status: 'SUGGESTION' } })
    await put('passe', { dora: { suspension_date: '2020-01-01' } })
    await bench.put(publishable(idOf('ferme'), closed.id))
    await bench.put(publishable('autre--service', bench.structure.id, { source: 'autre' }))
    expect([...(await listed())].sort()).toEqual(['dernier-jour', 'publie'])
    for (const name of ['brouillon', 'archive', 'suggestion', 'passe', 'ferme', 'rien', 'autre--service', '%00', '..%2Fpublie'])
      expect([name, (await bench.get(`${API}/services/${name}/`)).status]).toEqual([name, expect.toBeOneOf([400, 404])])
    expect((await bench.get(`${API}/services/publie/`)).status).toBe(200)
    bench.server.pass(2 * DAY_MS)
    expect([...(await listed())]).toEqual(['publie'])
    expect((await bench.get(`${API}/services/dernier-jour/`)).status).toBe(404)
  })

  test('are told as DORA tells them', async () => {
    await put('permis', {
      nom: 'Permis',
      courriel: 'permis@exemple.test',
      telephone: '0556010203',
      dora: {
        is_contact_info_public: true,
        short_desc: 'Une aide.',
        recurrence: 'Le lundi',
        contact_name: 'Rosa Blanc',
        coach_orientation_modes: ['formulaire-dora'],
        credentials: ['CV'],
        requirements: ['Avoir 18 ans'],
        access_conditions: ['RSA'],
      },
    })
    expect((await bench.get(`${API}/services/permis/`)).body).toEqual({
      id: 'permis',
      name: 'Permis',
      short_desc: 'Une aide.',
      recurrence: 'Le lundi',
      beneficiaries_access_modes: ['se-presenter'],
      coach_orientation_modes: ['formulaire-dora'],
      forms: [],
      online_form: '',
      access_conditions: ['RSA'],
      requirements: ['Avoir 18 ans'],
      credentials: ['CV'],
      contact_name: 'Rosa Blanc',
      contact_phone: '0556010203',
      contact_email: 'permis@exemple.test',
      is_orientable_with_form: true,
      average_orientation_response_delay_days: null,
    })
  })

  test('with a contact kept for professionals, do not tell it', async () => {
    await put('discret', {
      courriel: 'secret@exemple.test',
      telephone: '0677777777',
      dora: { is_contact_info_public: false, contact_name: 'Personne Secrète', coach_orientation_modes: ['formulaire-dora'] },
    })
    const one = await bench.get(`${API}/services/discret/`)
    bench.server.pass(TEN_MINUTES + 1)
    const all = await bench.get(`${API}/services/`)
    expect(one.body).toMatchObject({ contact_name: '', contact_phone: '', contact_email: '', is_orientable_with_form: true })
    expect(JSON.stringify([one.body, all.body])).not.toMatch(/secret@|0677777777|Secrète/)
  })

  test('have no form where requests are closed', async () => {
    await put('local', {
      code_insee: '88160',
      code_postal: '88000',
      courriel: 'local@exemple.test',
      dora: { coach_orientation_modes: ['formulaire-dora'] },
    })
    const { account } = bench.server
    const team = await bench.people.person({ role: 'administrateur' })
    const told = async () => (await bench.get(`${API}/services/local/`)).body['is_orientable_with_form']
    expect(await told()).toBe(true)
    await setFeatures(account, team, '88', { fermees: ['orientations'], motif: '' })
    expect(await told()).toBe(false)
    const { body } = await bench.get(`${API}/services/`)
    expect(body['results']).not.toContainEqual(expect.objectContaining({ id: 'local', is_orientable_with_form: true }))
    await setFeatures(account, team, '88', { fermees: [], motif: '' })
    expect(await told()).toBe(true)
  })

  test('say how long answers take, in whole days, from all of them', async () => {
    const { store, account } = bench.server
    const answered = (days: number): Orientation => {
      const one = inventedDemande(account.now())
      const at = new Date(account.now()).toISOString()
      return {
        ...one,
        id: randomUUID(),
        etat: 'VALIDÉE',
        cree_le: new Date(account.now() - days * DAY_MS).toISOString(),
        service: { ...one.service, id: bench.serviceId, structure_id: bench.structure.id },
        reponse: { le: at, par: '', par_id: '', message: 'Oui.', motifs: [] },
      }
    }
    for (const one of [answered(2), answered(5)]) await store.write((writer) => putOrientation(writer, account.seal, one))
    bench.server.pass(TEN_MINUTES + 1)
    const { body } = await bench.get(`${API}/services/${bench.serviceId.slice('dora--'.length)}/`)
    expect(body['average_orientation_response_delay_days']).toBe(4)
  })

  test('come by pages of a thousand', async () => {
    bench.server.pass(TEN_MINUTES + 1)
    const before = Number((await bench.get(`${API}/services/`)).body['count'])
    bench.server.pass(TEN_MINUTES + 1)
    const many = Array.from({ length: 1_001 }, (_, n) => publishable(idOf(`v-${String(n).padStart(4, '0')}`), bench.structure.id))
    await fill(bench.server.store, [], many)
    const page = async (query: string) => {
      const { status, body } = await bench.get(`${API}/services/${query}`)
      return { status, ...body, results: ((body['results'] ?? []) as unknown[]).length }
    }
    const at = (n: number) => `https://dora.exemple.test${API}/services/?page=${n}`
    const count = before + 1_001
    expect(await page('')).toEqual({ status: 200, count, next: at(2), previous: null, results: 1_000 })
    expect(await page('?page=1')).toMatchObject({ status: 200, previous: null, results: 1_000 })
    expect(await page('?page=2')).toEqual({ status: 200, count, next: null, previous: at(1), results: before + 1 })
    expect((await page('?page=3')).status).toBe(404)
    for (const wrong of ['?page=0', '?page=-1', '?page=x', '?page=1.5', '?page=1e9'])
      expect([wrong, (await page(wrong)).status]).toEqual([wrong, 400])
  })

  test('words of reference, and structures of elsewhere that refuse the form', async () => {
    const { body } = await bench.get(`${API}/reference-data/`)
    const kinds = (body as unknown as { kind: string; value: string; label: string }[]).map(({ kind }) => kind)
    expect([...new Set(kinds)]).toEqual(['funding_labels', 'beneficiary_access_modes', 'coach_orientation_modes'])
    await bench.people.structure({ id: 'soliguide--s-9', source: 'soliguide', dora: { disable_orientation_form: true } })
    await bench.people.structure({ dora: { disable_orientation_form: true } })
    const refusing = await bench.get(`${API}/disabled-dora-form-di-structures/`)
    expect(refusing.body).toEqual([{ source: 'soliguide', structure_id: 's-9' }])
  })
})

describe('states of what they sent', () => {
  let bench: EmploisBench
  beforeAll(async () => {
    bench = await openEmplois()
  })
  afterAll(() => bench.stop())
  const statuses = (query = '') => bench.get(`${API}/orientations/status/${query}`)
  const after = (instant: string) => statuses(`?updated_after=${encodeURIComponent(instant)}`)
  const put = (one: Orientation) => bench.server.store.write((writer) => putOrientation(writer, bench.server.account.seal, one))

  test('are told from an instant on, that instant included, with its time zone', async () => {
    expect((await statuses()).body).toEqual({ count: 0, next: null, previous: null, results: [] })
    const asked = emploisRequest(bench.serviceId)
    const uid = String((await bench.send(asked)).body['emplois_sync_uid'])
    const one = await bench.whole(uid)
    if (one === null) throw new Error('not made')
    const open = { emplois_sync_uid: uid, status: 'OUVERTE', processing_date: null, updated_at: one.cree_le }
    expect((await statuses()).body['results']).toEqual([open])
    expect((await after(one.cree_le)).body['results']).toEqual([open])
    expect((await after(one.cree_le.replace('Z', '+00:00'))).body['results']).toEqual([open])
    expect((await after(new Date(Date.parse(one.cree_le) + 1).toISOString())).body['results']).toEqual([])
    for (const wrong of ['2026-01-01T00:00:00', '2026-01-01', 'hier', '2026-02-30T00:00:00Z'])
      expect([wrong, (await after(wrong)).status]).toEqual([wrong, 400])
    const at = new Date(Date.parse(one.cree_le) + 5 * DAY_MS).toISOString()
    await put({ ...one, etat: 'VALIDÉE', traitee_le: at })
    const done = { emplois_sync_uid: uid, status: 'VALIDÉE', processing_date: at, updated_at: at }
    expect((await after(at)).body['results']).toEqual([done])
    // Still known by its identifier once nobody is in it.
    await put(anonymised({ ...one, etat: 'VALIDÉE', traitee_le: at }, Date.parse(at)))
    expect((await statuses()).body['results']).toEqual([done])
  })

  test('come by fifty, in their order, and none of what was sent from here', async () => {
    const blank = inventedDemande(bench.server.account.now())
    await put(blank)
    const uid = String((await bench.send(emploisRequest(bench.serviceId))).body['emplois_sync_uid'])
    const model = await bench.whole(uid)
    if (model?.emplois == null) throw new Error('not made')
    const began = Date.parse(model.cree_le)
    for (let n = 1; n <= 60; n += 1) {
      const id = randomUUID()
      const cree_le = new Date(began + n * 60_000).toISOString()
      await put({ ...model, id, cree_le, emplois: { ...model.emplois, emplois_sync_uid: id } })
    }
    const pages = [await statuses('?page=1'), await statuses('?page=2')]
    const results = pages.flatMap(({ body }) => body['results'] as { updated_at: string; emplois_sync_uid: string }[])
    expect(pages.map(({ body }) => [body['count'], (body['results'] as unknown[]).length])).toEqual([
      [62, 50],
      [62, 12],
    ])
    expect(results.map(({ updated_at }) => updated_at)).toEqual(results.map(({ updated_at }) => updated_at).sort())
    expect(new Set(results.map((one) => one.emplois_sync_uid)).size).toBe(62)
    expect(results.map((one) => one.emplois_sync_uid)).not.toContain(blank.id)
    expect((await statuses('?page=3')).status).toBe(404)
    const since = encodeURIComponent(new Date(began + 1).toISOString())
    const filtered = await statuses(`?updated_after=${since}`)
    // With the one above, whose answer is later than all of these.
    expect(filtered.body).toMatchObject({ count: 61, previous: null })
    const next = String(filtered.body['next'])
    expect(next).toBe(`https://dora.exemple.test${API}/orientations/status/?updated_after=${since}&page=2`)
    expect((await bench.get(next.slice('https://dora.exemple.test'.length))).body).toMatchObject({ next: null, count: 61 })
  })
})

describe('what led someone to a contact', () => {
  let bench: EmploisBench
  beforeAll(async () => {
    bench = await openEmplois()
  })
  afterAll(() => bench.stop())
  const event = (more: Readonly<Record<string, unknown>>) =>
    bench.postJson(`${API}/mobilisation-event/`, {
      source: 'dora',
      anonymous_user_hash: 'a1b2c3d4'.repeat(4),
      user_kind: 'emplois_prescriber',
      ...more,
    })
  const counted = async (kind: string, id: string): Promise<number> => {
    const month = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit' })
    const { store, account } = bench.server
    const key = { kind: 'mobilisation', id: `${kind}/${id}/${month.format(account.now())}` }
    const doc = docOf(account.seal, await store.read((reader) => reader.entity(key))) as { jours?: Record<string, number> } | null
    return Object.values(doc?.jours ?? {}).reduce((sum, one) => sum + one, 0)
  }

  test('is counted, of nobody', async () => {
    const short = bench.serviceId.slice('dora--'.length)
    for (const service_id of [short, bench.serviceId]) expect((await event({ service_id })).status).toBe(201)
    expect((await event({ structure_id: bench.structure.id })).status).toBe(201)
    expect((await event({ source: 'soliguide', service_id: 'soliguide--x' })).status).toBe(201)
    expect([await counted('service', bench.serviceId), await counted('structure', bench.structure.id)]).toEqual([2, 1])
    const { store, account } = bench.server
    const rows = await store.read((reader) => reader.byPrefix('mobilisation', 's', 10))
    const text = JSON.stringify(rows.map((row) => docOf(account.seal, row)))
    expect(text).not.toMatch(/a1b2c3d4|emplois_prescriber/)
    expect(rows.every(({ scopes }) => scopes.length === 0)).toBe(true)
  })

  test.each<[string, Readonly<Record<string, unknown>>, number]>([
    ['a structure of another source, of which there is nothing to count', { source: 'soliguide', structure_id: 's-9' }, 204],
    ['a service that is not there', { service_id: 'rien' }, 404],
    ['a structure that is not there', { structure_id: 'rien' }, 404],
    ['neither', {}, 400],
    ['a service with NUL', { service_id: 'a\0' }, 400],
    ['a hash that is too short', { service_id: 'rien', anonymous_user_hash: 'a1' }, 400],
    ['an address for a hash', { service_id: 'rien', anonymous_user_hash: 'paul.durand@exemple.test' }, 400],
    ['a user of another kind', { service_id: 'rien', user_kind: 'dora_prescriber' }, 400],
    ['no source', { source: undefined, service_id: 'rien' }, 400],
  ])('%s', async (_, more, status) => {
    expect((await event(more)).status).toBe(status)
  })

  test('nothing', async () => {
    expect((await bench.postJson(`${API}/mobilisation-event/`, null)).status).toBe(400)
  })
})
