import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { Board } from '#shared/moderation/board.ts'
import { emptyDossier } from '#shared/moderation/dossier.ts'
import { structureState } from '#shared/moderation/structure-state.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { publishable, seal, service } from '../sync/testing.ts'
import { boardFor, boardKey, boardText } from './board.ts'
import { createReference } from './reference.ts'
import { standingOf } from './reference-reads.ts'
import { openPanel } from './testing/bench.ts'
import { anyModerator, moderator, START, territory, writeAll } from './testing/world.ts'

vi.setConfig({ testTimeout: 60_000 })

const TODAY = '2026-12-01'
const TEAM = moderator(null)

test('a line says what its structure is, counts its services and people, and where it stands', async () => {
  const bench = await openPanel()
  const structure = await bench.people.structure({
    nom: 'Garage',
    telephone: ' 0556010203 ',
    longitude: -0.58,
    latitude: 44.84,
    reseaux_porteurs: ['mission-locale'],
    description: 'Un **garage** solidaire.',
    dora: { typology: 'ASSO', moderation_status: 'VALIDATED', national_labels: ['adie', 'mission-locale'] },
  })
  const [admin, member, closed] = [
    await bench.people.person(),
    await bench.people.person(),
    await bench.people.person({ actif: false }),
  ]
  await bench.people.belongs(admin, structure, 'membre', true)
  await bench.people.belongs(member, structure)
  await bench.people.belongs(closed, structure, 'membre', true)
  await bench.people.belongs(await bench.people.person(), structure, 'demande')
  const velo = 'mobilite--acheter-un-velo'
  await bench.services(
    // Due since the sixth month after its last edit.
    publishable('v-1', structure.id, { date_maj: '2026-06-01', thematiques: [velo] }),
    publishable('v-2', structure.id, { date_maj: '2026-11-01', thematiques: [velo, 'mobilite--acceder-a-un-vehicule'] }),
    service('v-3', structure.id, { thematiques: ['numerique'], dora: { status: 'DRAFT' } }),
    service('v-4', structure.id, { dora: { status: 'ARCHIVED' } }),
  )
  await bench.sealed('vues', `structure/${structure.id}/2026-11`, { jours: { '02': 3 } })
  await bench.sealed('vues', 'service/v-1/2026-09', { jours: { '02': 100, '03': 4, '30': 5 } })
  await bench.sealed('vues', 'service/v-3/2026-11', { jours: { '02': 50 } })
  expect(boardFor(await bench.facts(), TEAM, TODAY)).toEqual([
    {
      id: structure.id,
      nom: 'Garage',
      siret: structure.siret,
      source: 'dora',
      typologie: 'ASSO',
      departement: '33',
      commune: 'Bordeaux',
      code_postal: '33000',
      point: [-0.58, 44.84],
      telephone: '0556010203',
      courriel: null,
      resume: 'Un garage solidaire.',
      etat: 'a-actualiser',
      moderation: 'VALIDATED',
      labels: ['adie', 'mission-locale'],
      thematiques: ['mobilite--acceder-a-un-vehicule', velo],
      publies: 2,
      brouillons: 1,
      actifs: 3,
      a_actualiser: 1,
      membres: 3,
      administrateurs: 1,
      date_maj: '2026-01-01',
      vues: 12,
      vu: { fiche: expect.any(Number), dossier: expect.any(Number) },
    },
  ])
})

test('a structure whose administrator was invited and is not there any more is not one that nobody ever was asked for', async () => {
  const bench = await openPanel()
  const { id } = await bench.people.structure()
  const state = async () => boardFor(await bench.facts(), TEAM, TODAY)[0]?.etat
  expect(await state()).toBe('sans-utilisateur')
  const cible = { kind: 'structure', id } as const
  await bench.dossier(cible, { ...emptyDossier(cible), invite_le: '2026-06-01T09:00:00.000Z' })
  expect(await state()).toBe('invitation-expiree')
})

test('whatever the territory: a gestionnaire has the lines of their départements, the text says the same, and its version tells it', async () => {
  await fc.assert(
    fc.asyncProperty(territory, territory, anyModerator, async (all, more, actor) => {
      const store = await openSqliteStore({ file: ':memory:' })
      try {
        await writeAll(store, seal, all)
        const reference = createReference({ store, seal, now: () => START })
        const facts = await reference.facts()
        const [seen, whole] = [boardFor(facts, actor, TODAY), boardFor(facts, TEAM, TODAY)]
        expect(whole.map(({ id }) => id)).toEqual([...facts.structures.keys()].sort())
        expect(seen).toEqual(whole.filter(({ departement }) => actor.equipe || actor.departements.includes(departement ?? '')))
        for (const { id, etat, publies } of seen) {
          const told = standingOf(facts, id, TODAY)?.told
          expect([etat, publies]).toEqual([told && structureState(told), told?.services_publies])
        }
        const [text, key] = [await boardText(facts, actor, TODAY), boardKey(facts, actor, TODAY)]
        expect(Board.parse(JSON.parse(text.json))).toEqual({ version: text.version, lignes: seen })
        await writeAll(store, seal, more)
        const after = await reference.facts()
        const again = await boardText(after, actor, TODAY)
        // But for dossiers that were taken, or noted.
        const told = ({ json }: { readonly json: string }) => json.replace(/"dossier":\d+/g, '')
        expect(again.version === text.version).toBe(told(again) === told(text))
        // A key that is the same is of the same board.
        if (boardKey(after, actor, TODAY) === key) expect(again).toEqual(text)
        // Another replica says the same.
        const replica = await createReference({ store, seal, now: () => START }).facts()
        expect(await boardText(replica, actor, TODAY)).toEqual(again)
      } finally {
        await store.close()
      }
    }),
    { numRuns: 40 },
  )
})
