import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { addDays } from '#shared/listing/days.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import { putOrientation } from '../orientations/rows.ts'
import { inventedDemande } from '../pages/demande/testing.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { publishable, seal, service, structure } from '../sync/testing.ts'
import { callsFor, withHours } from './calls.ts'
import { createReference } from './reference.ts'
import { targetOf } from './reference-reads.ts'
import { openPanel } from './testing/bench.ts'
import { anyModerator, moderator, START, territory, writeAll } from './testing/world.ts'

vi.setConfig({ testTimeout: 60_000 })

const TEAM = moderator(null)
const TODAY = '2026-12-01'
const ago = (days: number): string => addDays(TODAY, -days)
const PHONE = { telephone: '0556010203' } as const

describe('who is called about what', () => {
  test('sheets with a number, or whose structure has one, that are shown; the oldest and the most used first', async () => {
    const bench = await openPanel()
    const here = { code_insee: '33063', commune: 'Bordeaux' }
    await bench.structures(
      structure('s-1', { ...here, ...PHONE, nom: 'Garage', date_maj: ago(100), horaires_accueil: 'Mo 09:00-12:00' }),
      structure('s-2', { ...here, nom: 'Sans téléphone', date_maj: ago(900) }),
      structure('s-3', { ...here, ...PHONE, nom: 'Fermée', date_maj: ago(900), dora: { is_obsolete: true } }),
    )
    await bench.services(
      publishable('v-1', 's-1', { nom: 'Vélo', date_maj: ago(700), horaires_accueil: 'Tu 14:00-17:00' }),
      publishable('v-2', 's-1', { nom: 'Permis', date_maj: ago(100), telephone: '0556010299' }),
      service('v-3', 's-1', { nom: 'Brouillon', date_maj: ago(900), dora: { status: 'DRAFT' } }),
      publishable('v-4', 's-2', { nom: 'Sans numéro', date_maj: ago(900) }),
      publishable('v-5', 's-3', { nom: 'Fermé', date_maj: ago(900) }),
    )
    const calls = async (n = 10) => withHours(bench.store, await callsFor(await bench.facts(), TEAM, bench.parts.now(), n))
    const { appels, total } = await calls()
    expect([total, appels.map(({ nom }) => nom)]).toEqual([3, ['Vélo', 'Garage', 'Permis']])
    // A structure is for those whom its services are for.
    expect(appels.map(({ portee }) => portee)).toEqual(Array(3).fill(68_000_000))
    expect(appels[0]).toMatchObject({
      cible: { kind: 'service', id: 'v-1' },
      structure_id: 's-1',
      structure_nom: 'Garage',
      commune: 'Bordeaux',
      departement: '33',
      telephone: PHONE.telephone,
      horaires: 'Tu 14:00-17:00',
      vues: 0,
      demandes: 0,
      prise: null,
    })
    expect(appels[0]?.raisons[0]).toEqual({ groupe: 'periodicite', label: 'Périodicité et horaires', jours: 700, jamais: true })
    expect((await calls(1)).appels.map(({ nom }) => nom)).toEqual(['Vélo'])

    await bench.sealed('vues', 'service/v-2/2026-11', { jours: { '20': 400 } })
    await bench.store.write((writer) => {
      const whole = inventedDemande(bench.parts.now())
      return putOrientation(writer, seal, { ...whole, service: { ...whole.service, id: 'v-2', structure_id: 's-1' } })
    })
    await bench.dossier({ kind: 'service', id: 'v-2' }, { prise: { user_id: 'u', nom: 'Alix', jusqu_au: null } })
    // Used, it comes before its structure, which is as old.
    const after = (await calls()).appels
    expect(after.map(({ nom }) => nom)).toEqual(['Vélo', 'Permis', 'Garage'])
    expect(after[1]).toMatchObject({ vues: 400, demandes: 1, prise: { nom: 'Alix' } })
    // Three months later, nobody has looked or asked since.
    bench.pass(91 * 24 * 3600_000)
    expect((await calls()).appels.find(({ nom }) => nom === 'Permis')).toMatchObject({ vues: 0, demandes: 0 })
  })
})

test('fields that have truly become wrong are at the head of the queue', async () => {
  // Sheets of every age, most of them checked since; what is true of each group changes at random, faster for what changes fast.
  let state = 20_261_201
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
  const YEARLY: Readonly<Record<string, number>> = {
    horaires: 0.6,
    coordonnees: 0.4,
    presentation: 0.15,
    lieu: 0.1,
    identite: 0.05,
  }
  const bench = await openPanel()
  const checked = (): string | null => (random() < 0.85 ? ago(Math.floor(random() * 14)) : null)
  const all = Array.from({ length: 600 }, (_, n) => {
    const last = checked()
    return structure(`s-${n}`, {
      ...PHONE,
      date_maj: ago(60 + Math.floor(random() * 1_400)),
      siret: '80000000000000',
      code_insee: '33063',
      horaires_accueil: 'Mo 09:00-12:00',
      description: 'Une structure.',
      ...(last === null
        ? {}
        : {
            dora: {
              verifications: Object.fromEntries(
                Object.keys(YEARLY).map((groupe) => [groupe, { le: last, par: 'structure', moyen: 'poste' } as const]),
              ),
            },
          }),
    })
  })
  await bench.structures(...all)
  const facts = await bench.facts()
  const { appels, total } = await callsFor(facts, TEAM, bench.parts.now(), 600)
  expect(total).toBe(600)
  for (const n of [1, 5, 29]) expect((await callsFor(facts, TEAM, bench.parts.now(), n)).appels).toEqual(appels.slice(0, n))
  const wrong = appels.map(
    ({ raisons }) =>
      raisons.filter(({ groupe, jours }) => random() < 1 - Math.exp((-(YEARLY[groupe] ?? 0) * jours) / 365)).length,
  )
  const found = (share: number): number => {
    const head = wrong.slice(0, Math.round(wrong.length * share))
    return head.reduce((sum, n) => sum + n, 0) / wrong.reduce((sum, n) => sum + n, 0)
  }
  expect(wrong.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(100)
  expect(found(0.2)).toBeGreaterThan(0.9)
})

test('whatever the territory: a gestionnaire is given calls of their départements, in the order of the team', async () => {
  await fc.assert(
    fc.asyncProperty(territory, anyModerator, async (all, actor) => {
      const store = await openSqliteStore({ file: ':memory:' })
      try {
        await writeAll(store, seal, all)
        const facts = await createReference({ store, seal, now: () => START }).facts()
        const [seen, whole] = [await callsFor(facts, actor, START, 200), await callsFor(facts, TEAM, START, 200)]
        const theirs = whole.appels.filter(
          ({ cible }) => actor.equipe || actor.departements.includes(targetOf(facts, cible)?.departement ?? 'nulle part'),
        )
        expect(seen).toEqual({ appels: theirs, total: theirs.length })
        expect(new Set(seen.appels.map(({ cible }) => cibleKey(cible))).size).toBe(seen.total)
        for (const { telephone, score } of seen.appels) expect([telephone === null, score >= 0]).toEqual([false, true])
      } finally {
        await store.close()
      }
    }),
    { numRuns: 40 },
  )
})
