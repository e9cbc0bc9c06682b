import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { emptyDossier } from '#shared/moderation/dossier.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { mutation, publishable, seal } from '../sync/testing.ts'
import { peopleFor } from './people.ts'
import { createReference } from './reference.ts'
import { targetOf } from './reference-reads.ts'
import { openPanel } from './testing/bench.ts'
import { anyModerator, moderator, START, territory, writeAll } from './testing/world.ts'

vi.setConfig({ testTimeout: 60_000 })

const TEAM = moderator(null)

test('who keeps a structure, who writes its services, whom to remind and whom to check', async () => {
  const bench = await openPanel()
  const { person, structure: invented, belongs } = bench.people
  const garage = await invented({ dora: { moderation_status: 'NEED_INITIAL_MODERATION' } })
  const [admin, editor, gone] = [await person(), await person(), await person()]
  await belongs(admin, garage, 'membre', true)
  await belongs(editor, garage)
  await belongs(gone, garage)
  await belongs(await person(), garage, 'demande')
  await belongs(await person(), garage, 'invitation', true)
  for (const [id, by] of [
    ['dora--service-1', admin],
    ['dora--service-2', editor],
    ['dora--service-3', gone],
  ] as const)
    await bench.push(by, mutation('service.create', id, { patch: publishable(id, garage.id) as never }))
  await bench.push(
    editor,
    mutation('service.update', 'dora--service-1', { base: { nom: 'Service dora--service-1' }, patch: { nom: 'Vélo' } }),
  )
  await bench.store.accounts.updateUser(gone.id, { actif: false })
  const relais = await invented({ dora: { moderation_status: 'VALIDATED' } })
  const invited = await person()
  await belongs(invited, relais, 'invitation', true)
  const cible = { kind: 'structure', id: relais.id } as const
  await bench.dossier(cible, { ...emptyDossier(cible), invite_le: '2026-11-01T09:00:00.000Z' })

  expect(await peopleFor(bench.parts, await bench.facts(), TEAM, [garage.id, relais.id, 'inconnue', garage.id])).toEqual([
    {
      id: garage.id,
      administrateurs: [admin.courriel],
      // The last who wrote each, of accounts that are open.
      editeurs: [editor.courriel],
      administrateurs_a_relancer: [],
      administrateurs_a_moderer: [admin.courriel],
      invites: 1,
      demandes: 1,
      invitation_envoyee: false,
    },
    {
      id: relais.id,
      administrateurs: [],
      editeurs: [],
      administrateurs_a_relancer: [invited.courriel],
      administrateurs_a_moderer: [],
      invites: 1,
      demandes: 0,
      invitation_envoyee: true,
    },
  ])
})

test('whatever the territory: nobody of a structure of another département is told to a gestionnaire', async () => {
  await fc.assert(
    fc.asyncProperty(territory, anyModerator, async (all, actor) => {
      const store = await openSqliteStore({ file: ':memory:' })
      try {
        await writeAll(store, seal, all)
        const facts = await createReference({ store, seal, now: () => START }).facts()
        const asked = [...facts.structures.keys(), ...facts.people.keys(), 'inconnue']
        const [seen, whole] = [
          await peopleFor({ store, seal }, facts, actor, asked),
          await peopleFor({ store, seal }, facts, TEAM, asked),
        ]
        const isTheirs = (id: string) =>
          actor.equipe || actor.departements.includes(targetOf(facts, { kind: 'structure', id })?.departement ?? '')
        expect(seen).toEqual(whole.filter(({ id }) => isTheirs(id)))
        expect(whole.map(({ id }) => id).toSorted()).toEqual([...facts.structures.keys()].toSorted())
      } finally {
        await store.close()
      }
    }),
    { numRuns: 40 },
  )
})
