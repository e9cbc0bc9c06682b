import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { parisDay } from '#shared/listing/days.ts'
import type { Acte } from '#shared/moderation/acts.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { waitingMail } from '#server/mail/queue.ts'
import { type AccountBench, openAccounts, outcome, seal } from '#server/accounts/testing/bench.ts'
import type { User } from '#server/store/types.ts'
import { actOnDossier } from './acts.ts'
import { boardFor } from './board.ts'
import { callsFor } from './calls.ts'
import { dossierView } from './dossier-view.ts'
import { doublonsFor, doublonView } from './doublons/view.ts'
import { decideDoublon } from './doublons/merge.ts'
import type { Facts } from './facts.ts'
import { exportPeople } from './people.ts'
import { itemsFor } from './queue.ts'
import { createReference } from './reference.ts'
import { targetOf } from './reference-reads.ts'
import { moderator, START, territory, writeAll } from './testing/world.ts'

/**
 * Whatever the world, nothing that the panel answers a gestionnaire is of outside their départements, and nothing that they ask of it
 * there is done: queue, board, calls, pairs, dossiers, people of an export, letters.
 */

vi.setConfig({ testTimeout: 240_000 })

const DEPARTEMENTS = ['33', '59', '971', '75'] as const

const sheetsOf = ({ structures, services }: Facts): readonly Cible[] => [
  ...[...structures.keys()].map((id): Cible => ({ kind: 'structure', id })),
  ...[...services.keys()].map((id): Cible => ({ kind: 'service', id })),
]

const ACTS = [
  { geste: 'ecrire', objet: 'Votre fiche', message: 'Bonjour.' },
  { geste: 'statuer', statut: 'VALIDATED', note: '' },
  { geste: 'noter', note: 'Vue.' },
] as const

const ask = async (bench: AccountBench, user: User, departements: readonly string[]): Promise<void> => {
  const { store } = bench
  const now = () => START
  const reference = createReference({ store, seal, now })
  const facts = await reference.facts()
  const actor = moderator(departements)
  const isTheirs = (cible: Cible): boolean => departements.includes(targetOf(facts, cible)?.departement ?? 'nulle part')
  const outside = sheetsOf(facts).filter((cible) => !isTheirs(cible))

  const seen: Cible[] = []
  for (const { cible, autre } of itemsFor(facts, actor, START)) seen.push(cible, ...(autre === null ? [] : [autre]))
  for (const { id } of boardFor(facts, actor, parisDay(START))) seen.push({ kind: 'structure', id })
  for (const { cible } of (await callsFor(facts, actor, START, 100)).appels) seen.push(cible)
  const told = await doublonsFor({ store, seal }, facts, user)
  for (const { kind, paire } of told.doublons) for (const id of paire) seen.push({ kind, id })
  for (const { kind, garde } of told.fusions) seen.push({ kind, id: garde })
  const every = [...facts.structures.keys()]
  for (const { id } of await exportPeople({ ...bench.parts, now }, facts, { user, actor }, every))
    seen.push({ kind: 'structure', id })
  expect(seen.filter((cible) => !isTheirs(cible))).toEqual([])

  const letters = async () => (await store.read((reader) => waitingMail(reader, seal))).waiting.length
  const before = await letters()
  const parts = { ...bench.parts, now, reference, publicUrl: () => 'https://dora.exemple.test' }
  for (const cible of outside) {
    expect(await outcome(dossierView(parts, user, cible))).toBe('interdit')
    for (const geste of ACTS)
      expect(await outcome(actOnDossier(parts, user, cible, { acte: { id: randomUUID(), ...geste } as Acte, vu: null }))).toBe(
        'interdit',
      )
  }
  for (const { id, kind, paire } of facts.doublons.values()) {
    if (paire.every((one) => isTheirs({ kind, id: one }))) continue
    expect(['interdit', 'doublon-inconnu']).toContain(await outcome(doublonView({ store, seal }, facts, user, id)))
    const known = paire.some((one) => outside.some((cible) => cible.kind === kind && cible.id === one))
    if (known) expect(await outcome(decideDoublon(parts, user, id, { geste: 'distinct' }))).toBe('interdit')
  }
  expect(await letters()).toBe(before)
}

test('whatever the world, a gestionnaire reads and does nothing outside their départements', async () => {
  await fc.assert(
    fc.asyncProperty(territory, fc.subarray([...DEPARTEMENTS], { minLength: 1 }), async (all, departements) => {
      const bench = await openAccounts()
      try {
        await writeAll(bench.store, seal, all)
        const user = await bench.people.person({ gestionnaire: true, departements })
        await ask(bench, user, departements)
      } finally {
        await bench.store.close()
      }
    }),
    { numRuns: 20 },
  )
})
