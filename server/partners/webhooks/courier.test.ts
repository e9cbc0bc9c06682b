import { afterEach, describe, expect, test, vi } from 'vitest'
import { RATTACHEMENT, rattachementId } from '#shared/accounts/compte.ts'
import { seal, service, structure } from '#server/sync/testing.ts'
import { putService, putStructure } from '#server/sync/commands/catalogue-rows.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { SyncStore } from '#server/store/types.ts'
import { createWebhook, changeWebhook, removeWebhook, resumeWebhook, rotateWebhook, tryWebhook, webhooksFor } from './team.ts'
import { asked, openBench, type Receiver, startReceiver, type WebhookBench } from './testing/bench.ts'

vi.setConfig({ testTimeout: 60_000 })

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** On a busy machine. */
const SOON = { timeout: 30_000 } as const

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

const receiver = async (): Promise<Receiver> => {
  const one = await startReceiver()
  ending.push(one.stop)
  return one
}
const bench = async (...given: Parameters<typeof openBench>): Promise<WebhookBench> => {
  const one = await openBench(...given)
  ending.push(one.store.close, one.courier.close)
  return one
}
const putS = (store: SyncStore, id: string, more: Partial<Structure> = {}) =>
  store.write((writer) => putStructure(writer, { ...structure(id, { source: id.split('--')[0] ?? '', ...more }) } as never))
const putV = (store: SyncStore, id: string, owner: string, more: Partial<Service> = {}) =>
  store.write((writer) =>
    putService(writer, seal, {
      ...service(id, owner, { source: id.split('--')[0] ?? '', description: 'Un service inventé.', ...more }),
    } as never),
  )
const brief = ({ all }: Receiver) =>
  all.map(({ body }) =>
    body.type === 'changements'
      ? (body.changements ?? []).map(({ quoi, id }) => `${quoi} ${id}`).join(', ')
      : `${body.type} ${body.motif}`,
  )

/** A subscription whose receiver has read everything. */
const begun = async (more: Parameters<typeof asked>[1] = {}, options: Parameters<typeof openBench>[1] = {}) => {
  const one = await bench(undefined, options)
  const partner = await receiver()
  const keeper = await one.keeper()
  await putS(one.store, 'autre--s')
  await putV(one.store, 'autre--v', 'autre--s')
  const { id, secret } = await createWebhook(one.team, keeper, asked(partner.url, more))
  await one.deliver()
  const vue = async () => {
    const found = (await webhooksFor(one.team, keeper)).abonnements.find((each) => each.id === id)
    if (found === undefined) throw new Error('no subscription')
    return found
  }
  return { ...one, partner, keeper, id, secret, vue }
}

describe('what is told', () => {
  test('everything to read first, then each change once, by what it is to the receiver', async () => {
    const { store, partner, deliver, vue, reference } = await begun()
    expect(brief(partner)).toEqual(['tout-relire ouverture'])
    await putV(store, 'autre--w', 'autre--s')
    await putV(store, 'autre--v', 'autre--s', { nom: 'Autre nom' })
    const { version } = await reference.current()
    await deliver()
    await deliver()
    expect(brief(partner).slice(1)).toEqual(['publie autre--w, modifie autre--v'])
    const { body } = partner.all[1] ?? {}
    expect(body).toMatchObject({ version_avant: partner.all[0]?.body.version, version })
    expect(body?.changements?.[0]).toEqual({
      kind: 'service',
      id: 'autre--w',
      quoi: 'publie',
      source: 'autre',
      date_maj: '2026-01-01',
      lien: 'https://dora.exemple.test/api/v1/services/autre--w',
    })
    await store.write((writer) => writer.remove({ kind: 'service', id: 'autre--v' }))
    await deliver()
    expect(brief(partner).slice(2)).toEqual(['retire autre--v'])
    expect(await vue()).toMatchObject({ attente: 0, suspendu: null, prochain: null })
    expect((await vue()).envois.map(({ type, changements, statut }) => [type, changements, statut])).toEqual([
      ['changements', 1, 204],
      ['changements', 2, 204],
      ['tout-relire', 0, 204],
    ])
  })

  test('a draft that was never open is not told of; an obsolete structure takes its services with it; a day that passes counts', async () => {
    const { store, partner, deliver, pass } = await begun()
    await putV(store, 'dora--brouillon', 'autre--s', { dora: { status: 'DRAFT' } })
    await putV(store, 'autre--bref', 'autre--s', { dora: { suspension_date: '2026-12-02' } })
    await deliver()
    await store.write((writer) => writer.remove({ kind: 'service', id: 'dora--brouillon' }))
    await deliver()
    expect(brief(partner).slice(1)).toEqual(['publie autre--bref'])
    pass(2 * DAY_MS)
    await deliver()
    expect(brief(partner).slice(2)).toEqual(['retire autre--bref'])
    await putS(store, 'autre--s', { dora: { is_obsolete: true } })
    await deliver()
    expect(brief(partner).slice(3)).toEqual(['retire autre--s, retire autre--v'])
  })

  test('a structure of ours that offers nothing is open for who keeps it, and no longer', async () => {
    const { store, partner, deliver, people } = await begun()
    const ours = await people.structure()
    await deliver()
    const member = await people.person()
    await people.belongs(member, ours)
    await deliver()
    await store.write((writer) => writer.remove({ kind: RATTACHEMENT, id: rattachementId(member.id, ours.id) }))
    await deliver()
    expect(brief(partner).slice(1)).toEqual([`publie ${ours.id}`, `retire ${ours.id}`])
  })

  test('a receiver of one département hears of what comes in and goes out of it, and of no other; restricted sources ask to be named', async () => {
    const quoi = { fiches: ['service' as const], departements: ['33'], thematiques: ['mobilite'], sources: [] }
    const { store, partner, deliver, team, keeper } = await begun({ quoi }, { restricted: ['fermee'] })
    const mobile = { thematiques: ['mobilite--acceder-a-un-vehicule'] }
    await putV(store, 'autre--ici', 'autre--s', { ...mobile, code_insee: '33063' })
    await putV(store, 'autre--sans', 'autre--s', { code_insee: '33063' })
    await putV(store, 'autre--ailleurs', 'autre--s', { ...mobile, code_insee: '59350' })
    await putV(store, 'fermee--v', 'autre--s', { ...mobile, code_insee: '33063' })
    await deliver()
    await putV(store, 'autre--ailleurs', 'autre--s', { ...mobile, code_insee: '33063' })
    await deliver()
    await putV(store, 'autre--ailleurs', 'autre--s', { ...mobile, code_insee: '59350' })
    await deliver()
    expect(brief(partner).slice(1)).toEqual(['publie autre--ici', 'publie autre--ailleurs', 'retire autre--ailleurs'])
    // Where a service is not said, it is where its structure is.
    await putV(store, 'autre--v', 'autre--s', mobile)
    await putS(store, 'autre--s', { code_insee: '33063' })
    await deliver()
    expect(brief(partner).slice(4)).toEqual(['publie autre--v'])
    const [one] = (await webhooksFor(team, keeper)).abonnements
    await changeWebhook(team, keeper, one?.id ?? '', asked(partner.url, { quoi: { ...quoi, sources: ['fermee'] } }))
    await deliver()
    expect(brief(partner).slice(5)).toEqual(['tout-relire filtre'])
    await putV(store, 'fermee--v', 'autre--s', { ...mobile, code_insee: '33063', nom: 'Autre' })
    await deliver()
    expect(brief(partner).slice(6)).toEqual(['modifie fermee--v'])
  })

  test('five hundred changes a delivery, in order; too many to follow is everything to read', async () => {
    const { store, partner, deliver } = await begun()
    const many = (from: number, to: number) =>
      store.write(async (writer) => {
        for (let n = from; n < to; n++)
          await putService(writer, seal, {
            ...service(`autre--n${String(n).padStart(5, '0')}`, 'autre--s', {
              source: 'autre',
              description: 'Un service inventé.',
            }),
          } as never)
      })
    await many(0, 1_203)
    await deliver()
    const told = partner.all.slice(1).map(({ body }) => body.changements ?? [])
    expect(told.map((one) => one.length)).toEqual([500, 500, 203])
    expect(told.flat().map(({ id }) => id)).toEqual(
      Array.from({ length: 1_203 }, (_, n) => `autre--n${String(n).padStart(5, '0')}`),
    )
    await many(2_000, 3_301)
    await deliver()
    expect(brief(partner).slice(4)).toEqual(['tout-relire retard'])
    await putV(store, 'autre--v', 'autre--s', { nom: 'Autre nom' })
    await deliver()
    expect(brief(partner).slice(5)).toEqual(['modifie autre--v'])
  })

  test('another history is everything to read', async () => {
    const { store, partner, deliver } = await begun()
    await store.newEpoch()
    await putV(store, 'autre--w', 'autre--s')
    await deliver()
    await putV(store, 'autre--x', 'autre--s')
    await deliver()
    expect(brief(partner).slice(1)).toEqual(['tout-relire historique', 'publie autre--x'])
  })
})

describe('receivers that fail', () => {
  test.each([
    ['erreur', 'statut', 503],
    ['coupe', 'coupe', null],
    ['renvoi', 'redirection', 302],
    ['muet', 'delai', null],
  ] as const)('« %s » is tried again later, under the same identifier and with the same body', async (manner, echec, statut) => {
    // Long enough for a busy machine, where one is never answered.
    const { store, partner, deliver, pass, vue } = await begun({}, manner === 'muet' ? { within: 2_000 } : {})
    await putV(store, 'autre--w', 'autre--s')
    partner.next(manner, manner)
    await deliver()
    await deliver()
    expect(partner.all).toHaveLength(2)
    expect(await vue()).toMatchObject({ attente: 1, envois: [{ essais: 1, arrive: false, echec, statut }, {}] })
    pass(MINUTE_MS)
    await putV(store, 'autre--x', 'autre--s')
    await deliver()
    pass(4 * MINUTE_MS)
    await deliver()
    expect(partner.all).toHaveLength(3)
    pass(MINUTE_MS)
    await deliver()
    expect(brief(partner).slice(1)).toEqual([...Array<string>(3).fill('publie autre--w'), 'publie autre--x'])
    expect(new Set(partner.all.slice(1, 4).map(({ text }) => text)).size).toBe(1)
    expect(new Set(partner.all.slice(1, 4).map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
    expect(await vue()).toMatchObject({ attente: 0, prochain: null, echec_depuis: null })
  })

  test('what an answer says, and for how long, is not listened to', async () => {
    const { store, partner, deliver, vue } = await begun()
    partner.next('bavard')
    await putV(store, 'autre--w', 'autre--s')
    await deliver()
    expect(await vue()).toMatchObject({ attente: 0, envois: [{ arrive: true, statut: 200 }, {}] })
  })

  test('three days without an arrival suspend it, and 410 at once; the team is told, and has it go on', async () => {
    const { store, partner, deliver, pass, vue, team, keeper, id, journal, logged } = await begun()
    partner.next(...Array<'erreur'>(40).fill('erreur'))
    await putV(store, 'autre--w', 'autre--s')
    for (let hours = 0; hours < 80; hours++) {
      await deliver()
      pass(HOUR_MS)
    }
    expect(await vue()).toMatchObject({ suspendu: { motif: 'echecs' }, prochain: null })
    // 1 min to 6 h: a receiver that is down is not harassed.
    expect(partner.all.length).toBeGreaterThan(12)
    expect(partner.all.length).toBeLessThan(22)
    expect((await journal()).filter(({ action }) => action === 'webhook.suspendu')).toMatchObject([
      { acteur: 'systeme', objet: { kind: 'webhook', id }, details: { motif: 'echecs', echec: 'statut' } },
    ])
    expect(logged().join('')).not.toContain(partner.url)
    const before = partner.all.length
    partner.next('parti')
    await resumeWebhook(team, keeper, id)
    expect((await vue()).suspendu).toBeNull()
    await deliver()
    expect(await vue()).toMatchObject({ suspendu: { motif: 'parti' } })
    pass(DAY_MS)
    await deliver()
    expect(partner.all).toHaveLength(before + 1)
    await resumeWebhook(team, keeper, id)
    await deliver()
    expect(brief(partner).at(-1)).toBe('publie autre--w')
    expect(await vue()).toMatchObject({ suspendu: null, attente: 0 })
  })

  test('one that is slow holds up neither the others nor what they hear of meanwhile', async () => {
    const { store, partner: slow, courier, team, keeper } = await begun()
    const quick = await receiver()
    await createWebhook(team, keeper, asked(quick.url))
    courier.kick()
    await vi.waitFor(() => expect(quick.all).toHaveLength(1), SOON)
    const held = Promise.withResolvers<void>()
    slow.onTaken = () => held.promise
    await putV(store, 'autre--w', 'autre--s')
    courier.kick()
    await vi.waitFor(() => expect([quick.all.length, slow.all.length]).toEqual([2, 2]), SOON)
    await putV(store, 'autre--x', 'autre--s')
    courier.kick()
    await vi.waitFor(() => expect(quick.all).toHaveLength(3), SOON)
    expect(slow.all).toHaveLength(2)
    held.resolve()
    await courier.idle()
    expect(brief(slow).slice(1)).toEqual(['publie autre--w', 'publie autre--x'])
  })
})

describe('the team', () => {
  test('creates, changes, has a trial sent, gives a new secret, removes; the journal has it all, and no secret', async () => {
    const { partner, deliver, team, keeper, id, secret, vue, pass, journal, store } = await begun({
      contact: 'noor@exemple.test',
    })
    expect(await tryWebhook(team, keeper, id)).toMatchObject({ arrive: true, statut: 204 })
    expect(partner.all.at(-1)?.body.type).toBe('essai')
    partner.next('renvoi')
    expect(await tryWebhook(team, keeper, id)).toMatchObject({ arrive: false, statut: 302, echec: 'redirection' })
    const { secret: second } = await rotateWebhook(team, keeper, id)
    expect(second).not.toBe(secret)
    await tryWebhook(team, keeper, id)
    expect(String(partner.all.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(2)
    expect((await vue()).ancienne_signature_jusqu).not.toBeNull()
    pass(3 * DAY_MS + 1)
    await tryWebhook(team, keeper, id)
    expect(String(partner.all.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(1)
    expect((await vue()).ancienne_signature_jusqu).toBeNull()
    await changeWebhook(team, keeper, id, asked(partner.url, { actif: false }))
    await putV(store, 'autre--w', 'autre--s')
    const before = partner.all.length
    await deliver()
    expect(partner.all).toHaveLength(before)
    await removeWebhook(team, keeper, id)
    await deliver()
    expect((await webhooksFor(team, keeper)).abonnements).toEqual([])
    const entries = (await journal()).filter(({ objet }) => objet.kind === 'webhook')
    expect(entries.map(({ action }) => action)).toEqual([
      'webhook.cree',
      'webhook.essaye',
      'webhook.essaye',
      'webhook.secret',
      'webhook.essaye',
      'webhook.essaye',
      'webhook.modifie',
      'webhook.supprime',
    ])
    for (const hidden of [secret, second, partner.url, 'noor']) expect(JSON.stringify(entries)).not.toContain(hidden)
  })

  test('an address of the network is refused, when it is given and when it is called; nobody else may ask', async () => {
    const { team, keeper, people, id, parts } = await begun()
    const strict = { ...team, guard: { allowPrivate: false } }
    for (const url of ['https://127.0.0.1/', 'http://exemple.test/', 'https://localhost/'])
      await expect(createWebhook(strict, keeper, asked(url))).rejects.toMatchObject({ motif: 'webhook-adresse' })
    expect(await tryWebhook({ ...strict, account: parts }, keeper, id)).toMatchObject({
      arrive: false,
      echec: 'adresse-protocole',
    })
    const someone = await people.person()
    for (const act of [
      webhooksFor(team, someone),
      createWebhook(team, someone, asked('https://exemple.test/')),
      changeWebhook(team, someone, id, asked('https://exemple.test/')),
      removeWebhook(team, someone, id),
      rotateWebhook(team, someone, id),
      resumeWebhook(team, someone, id),
      tryWebhook(team, someone, id),
    ])
      await expect(act).rejects.toThrow('forbidden')
    await expect(removeWebhook(team, keeper, '7f0c7a3e-3d4b-4d43-9d2a-1c1f6c3a9b11')).rejects.toMatchObject({
      motif: 'webhook-inconnu',
    })
  })

  test('the secret, the address and the contact are sealed in the store', async () => {
    const { store, secret, partner } = await begun({ contact: 'noor@exemple.test' })
    const rows = await store.read(async (reader) => {
      const found: string[] = []
      for await (const { doc } of reader.scan('webhook')) found.push(doc ?? '')
      return found
    })
    expect(rows).toHaveLength(1)
    for (const hidden of [secret, partner.url, 'noor']) expect(rows.join('')).not.toContain(hidden)
  })
})
