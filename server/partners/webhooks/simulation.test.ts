import { webcrypto } from 'node:crypto'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { RATTACHEMENT, rattachementId } from '#shared/accounts/compte.ts'
import type { QuoiWebhook } from '#shared/partners/webhook.ts'
import { putService, putStructure } from '#server/sync/commands/catalogue-rows.ts'
import { putSealed } from '#server/sync/rows.ts'
import { seal, service, START, structure } from '#server/sync/testing.ts'
import { openSqliteStore, type SqliteStore } from '#server/store/sqlite.ts'
import { createWebhook } from './team.ts'
import {
  asked,
  type Body,
  type Manner,
  openBench,
  type Received,
  type Receiver,
  startReceiver,
  type WebhookBench,
} from './testing/bench.ts'

/**
 * Whatever is written, whatever the receivers answer, and wherever the server is killed: once all is quiet, what a receiver has made
 * up from its deliveries and the API is what is open to it, each change told it what it did not know, and every delivery was signed.
 */

vi.setConfig({ testTimeout: 240_000 })

const owner = fc.constantFrom('dora--a', 'autre--b', 'autre--c')
const place = fc.constantFrom('33063', '59350', undefined)
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('structure' as const),
      id: owner,
      nom: fc.constantFrom('Accueil', 'Ici'),
      obsolete: fc.boolean(),
      code_insee: place,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('service' as const),
      id: fc.constantFrom('dora--1', 'autre--2', 'autre--3'),
      owner,
      status: fc.constantFrom('PUBLISHED' as const, 'ARCHIVED' as const, undefined),
      until: fc.constantFrom('2026-11-24', undefined),
      thematique: fc.constantFrom('mobilite--acceder-a-un-vehicule', 'numerique--acceder-a-du-materiel'),
      code_insee: place,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('remove' as const),
      kind: fc.constantFrom('structure', 'service'),
      id: fc.constantFrom('dora--a', 'autre--b', 'dora--1', 'autre--2'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('member' as const), owner, there: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('day' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('epoch' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('manners' as const),
      manners: fc.array(fc.constantFrom<Manner>('erreur', 'coupe', 'garde', 'renvoi'), { maxLength: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const), minutes: fc.constantFrom(1, 10, 400) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('killed' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

const QUOI: readonly QuoiWebhook[] = [
  { fiches: ['structure', 'service'], departements: [], thematiques: [], sources: [] },
  { fiches: ['service'], departements: ['33'], thematiques: ['mobilite'], sources: ['autre', 'dora'] },
]

/** As a partner would verify, and not as the server signs. */
const isSigned = async ({ headers, text }: Received, secret: string): Promise<boolean> => {
  const bytes = Uint8Array.from(atob(secret.slice('whsec_'.length)), (one) => one.charCodeAt(0))
  const key = await webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`
  const made = new Uint8Array(await webcrypto.subtle.sign('HMAC', key, new TextEncoder().encode(content)))
  return String(headers['webhook-signature'])
    .split(' ')
    .includes(`v1,${btoa(String.fromCharCode(...made))}`)
}

type Partner = {
  readonly receiver: Receiver
  readonly quoi: QuoiWebhook
  readonly mirror: Map<string, string>
  secret: string
  readonly wrong: string[]
  /** Once each, in order. */
  readonly took: Body[]
}

/** What is open to it, as the API would tell, worked out here by other means than the server’s. */
const openTo = async ({ reference }: WebhookBench, { fiches, departements, thematiques, sources }: QuoiWebhook) => {
  const index = await reference.current()
  const dep = (code: string | null): string | null => code?.slice(0, 2) ?? null
  const fits = (source: string, departement: string | null) =>
    (sources.length === 0 || sources.includes(source)) && (departements.length === 0 || departements.includes(departement ?? ''))
  const found = new Map<string, string>()
  for (const one of index.structures())
    if (fiches.includes('structure') && fits(one.source, dep(one.code_insee)))
      found.set(`structure/${one.id}`, JSON.stringify(one))
  for (const one of index.services()) {
    const departement = dep(one.code_insee) ?? dep(index.structure(one.structure_id)?.code_insee ?? null)
    const isOf = thematiques.length === 0 || (one.thematiques ?? []).some((need) => need.startsWith(`${thematiques[0]}--`))
    if (fiches.includes('service') && fits(one.source, departement) && isOf) found.set(`service/${one.id}`, JSON.stringify(one))
  }
  return found
}

const simulate = async (steps: readonly Step[]): Promise<void> => {
  let bytes: Buffer | null = null
  let store: SqliteStore = await openSqliteStore({ file: ':memory:' })
  let bench = await openBench(store, { at: START })
  let at = START
  const partners: Partner[] = []
  const reopen = async (from: Buffer): Promise<void> => {
    await bench.courier.close()
    await store.close()
    store = await openSqliteStore({ file: from })
    bench = await openBench(store, { at })
  }
  const taken = (partner: Partner) => {
    const seen = new Set<string>()
    return async (one: Received): Promise<void> => {
      const { body } = one
      if (!(await isSigned(one, partner.secret))) partner.wrong.push(`not signed: ${body.id}`)
      if (seen.has(body.id)) return
      seen.add(body.id)
      partner.took.push(body)
      if (body.type === 'tout-relire') {
        partner.mirror.clear()
        for (const [key, json] of await openTo(bench, partner.quoi)) partner.mirror.set(key, json)
        return
      }
      const open = await openTo(bench, partner.quoi)
      for (const { kind, id, quoi } of body.changements ?? []) {
        const json = open.get(`${kind}/${id}`)
        if (quoi === 'retire' || json === undefined) partner.mirror.delete(`${kind}/${id}`)
        else partner.mirror.set(`${kind}/${id}`, json)
      }
    }
  }
  const deliver = async (minutes: number): Promise<void> => {
    at += minutes * 60_000
    bench.setNow(at)
    await bench.deliver()
  }
  const apply = async (one: Step): Promise<void> => {
    switch (one.do) {
      case 'structure':
        await store.write((writer) =>
          putStructure(writer, {
            ...structure(one.id, { source: one.id.split('--')[0] ?? '', nom: one.nom, dora: { is_obsolete: one.obsolete } }),
            code_insee: one.code_insee,
          } as never),
        )
        break
      case 'service':
        await store.write((writer) =>
          putService(writer, seal, {
            ...service(one.id, one.owner, {
              source: one.id.split('--')[0] ?? '',
              description: 'Un service inventé.',
              thematiques: [one.thematique],
              ...(one.code_insee === undefined ? {} : { code_insee: one.code_insee }),
              dora: {
                ...(one.status === undefined ? {} : { status: one.status }),
                ...(one.until === undefined ? {} : { suspension_date: one.until }),
              },
            }),
          } as never),
        )
        break
      case 'remove':
        await store.write((writer) => writer.remove({ kind: one.kind, id: one.id }))
        break
      case 'member':
        await store.write(async (writer) => {
          const key = { kind: RATTACHEMENT, id: rattachementId('u', one.owner) }
          const doc = {
            user_id: 'u',
            structure_id: one.owner,
            etat: 'membre',
            admin: false,
            courriel: 'u@exemple.test',
            prenom: '',
            nom: '',
            actif: true,
            structure_nom: '',
            departement: null,
            cree_le: '2026-01-01T00:00:00Z',
          }
          if (one.there)
            await putSealed(writer, seal, key, { doc, scopes: [], parent: one.owner, current: await writer.entity(key) })
          else await writer.remove(key)
        })
        break
      case 'day':
        await deliver(24 * 60)
        break
      case 'epoch':
        await store.newEpoch()
        break
      case 'manners':
        for (const { receiver } of partners) receiver.next(...one.manners)
        break
      case 'deliver':
        await deliver(one.minutes)
        break
      case 'killed': {
        // As the disk is at the instant that a receiver has a delivery, or now when none leaves.
        bytes = null
        for (const partner of partners) {
          const hear = partner.receiver.onTaken
          partner.receiver.onTaken = async (received) => {
            // It is killed by then: what still leaves does not.
            if (bytes !== null) return
            await hear(received)
            bytes ??= await store.serialize()
          }
        }
        await deliver(1)
        for (const partner of partners) partner.receiver.onTaken = hears.get(partner) ?? (() => {})
        await reopen(bytes ?? (await store.serialize()))
        break
      }
    }
  }
  const hears = new Map<Partner, (one: Received) => Promise<void>>()
  try {
    const keeper = await bench.keeper()
    for (const quoi of QUOI) {
      const receiver = await startReceiver()
      const partner: Partner = { receiver, quoi, mirror: new Map(), secret: '', wrong: [], took: [] }
      const hear = taken(partner)
      hears.set(partner, hear)
      receiver.onTaken = hear
      partners.push(partner)
      partner.secret = (await createWebhook(bench.team, keeper, asked(receiver.url, { quoi }))).secret
    }
    for (const one of steps) await apply(one)
    for (const { receiver } of partners) receiver.next()
    await deliver(400)
    await deliver(1)
    for (const { quoi, mirror, wrong, took } of partners) {
      expect(wrong).toEqual([])
      expect(Object.fromEntries(mirror)).toEqual(Object.fromEntries(await openTo(bench, quoi)))
      // Each tells what was not known: what is there is not published again, what went comes back as new, and goes once.
      const [there, gone] = [new Set<string>(), new Set<string>()]
      for (const { type, changements = [] } of took) {
        if (type === 'tout-relire') {
          there.clear()
          gone.clear()
        }
        for (const { kind, id, quoi: what } of changements) {
          const key = `${kind}/${id}`
          if (there.has(key)) expect([key, what]).not.toEqual([key, 'publie'])
          if (gone.has(key)) expect([key, what]).toEqual([key, 'publie'])
          there[what === 'retire' ? 'delete' : 'add'](key)
          gone[what === 'retire' ? 'add' : 'delete'](key)
        }
      }
    }
  } finally {
    for (const { receiver } of partners) await receiver.stop()
    await bench.courier.close()
    await store.close()
  }
}

test('a receiver ends up with what is open to it, whatever happens', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), simulate), {
    numRuns: Number(process.env['DORA_RUNS'] ?? 25),
  })
})
