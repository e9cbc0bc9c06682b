import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FiltreJournal, isAsked } from '#shared/administration/journal.ts'
import { parisDay } from '#shared/listing/days.ts'
import { DAY_MS, openAccounts, outcome, seal, START } from '../accounts/testing/bench.ts'
import { JOURNAL, writeJournal } from '../accounts/journal.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { exportJournal, journalFor, verifyFor } from './journal.ts'

/** The audit log, page by page: whatever the filter, the pages together are the entries asked for, newest first, each once. */

const scene = async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  const bench = await openAccounts({ store })
  const team = await bench.people.person({ role: 'administrateur', prenom: 'Camille', nom: 'Testeuse' })
  const someone = await bench.people.person({ prenom: 'Dominique', nom: 'Inventé' })
  return { ...bench, store, team, someone }
}
type Scene = Awaited<ReturnType<typeof scene>>

const ACTIONS = ['compte.cree', 'compte.droits', 'compteur.autre', 'structure.statut'] as const
const fill = async ({ store, team, someone }: Scene, count: number): Promise<void> => {
  for (let n = 0; n < count; n++)
    await store.write((writer) =>
      writeJournal(
        writer,
        seal,
        {
          action: ACTIONS[n % ACTIONS.length] ?? '',
          acteur: n % 3 === 0 ? 'systeme' : n % 3 === 1 ? team.id : someone.id,
          objet: { kind: n % 2 === 0 ? 'compte' : 'structure', id: `o-${n % 5}` },
        },
        START + n * (DAY_MS / 4),
      ),
    )
}

const pagesOf = async ({ parts, team }: Scene, filtre: FiltreJournal) => {
  const found: number[] = []
  for (let avant: number | null = null; ;) {
    const page = await journalFor(parts, team, { avant, filtre })
    found.push(...page.entrees.map(({ n }) => n))
    if (page.suite === null) return found
    avant = page.suite
  }
}

test('pages together are what is asked for, newest first, each once', async () => {
  const one = await scene()
  await fill(one, 170)
  const all = await one.journal()
  await fc.assert(
    fc.asyncProperty(
      fc.record(
        {
          action: fc.constantFrom('compte', 'compte.droits', 'structure', 'rien'),
          objet: fc.constantFrom('compte', 'structure', 'o-3', 'rien'),
          jour: fc.integer({ min: 0, max: 45 }).map((days) => parisDay(START + days * DAY_MS)),
        },
        { requiredKeys: [] },
      ),
      async (filtre) => {
        const asked = all.filter((entry) => isAsked(entry, filtre, (le) => parisDay(Date.parse(le))))
        expect(await pagesOf(one, filtre)).toEqual(asked.map(({ n }) => n).reverse())
      },
    ),
    { numRuns: 40 },
  )
})

test('« compte » is not « compteur »; names are those of an office, and of nobody else', async () => {
  const one = await scene()
  await fill(one, 12)
  const { entrees, fin } = await journalFor(one.parts, one.team, { avant: null, filtre: { action: 'compte' } })
  expect(fin).toBe(12)
  expect(new Set(entrees.map(({ action }) => action))).toEqual(new Set(['compte.cree', 'compte.droits']))
  const names = new Map(entrees.map(({ acteur }) => [acteur.id, acteur.nom]))
  expect(names.get(one.team.id)).toBe('Camille Testeuse')
  expect(names.get(one.someone.id)).toBeNull()
  expect(names.get('systeme')).toBeNull()
})

test('an export is journalled once, and only the team reads', async () => {
  const one = await scene()
  await fill(one, 6)
  const told = await exportJournal(one.parts, one.team, { avant: null, filtre: { objet: 'structure' } })
  expect(told.entrees).toHaveLength(3)
  await exportJournal(one.parts, one.team, { avant: 3, filtre: { objet: 'structure' } })
  expect((await one.journal()).slice(6).map(({ action, details }) => [action, details])).toEqual([
    ['journal.exporte', { action: '', objet: 'structure', jour: '' }],
  ])
  for (const act of [
    journalFor(one.parts, one.someone, { avant: null, filtre: {} }),
    exportJournal(one.parts, one.someone, { avant: null, filtre: {} }),
    verifyFor(one.parts, one.someone),
  ])
    expect(await outcome(act)).toBe('interdit')
})

test('the chain is verified, and says where it breaks; the entries beside are still read', async () => {
  const one = await scene()
  await fill(one, 8)
  expect(await verifyFor(one.parts, one.team)).toMatchObject({ entrees: 8, intact: true, rompu_a: null })
  await one.store.inTables('write', (db) =>
    db.deleteFrom('entity').where('kind', '=', JOURNAL).where('id', '=', '000000000005').execute(),
  )
  expect(await verifyFor(one.parts, one.team)).toMatchObject({ intact: false, rompu_a: 5 })
  expect(await pagesOf(one, {})).toEqual([8, 7, 6, 4, 3, 2, 1])
  // Nor is a journal whose end was taken away shown as empty.
  await one.store.inTables('write', (db) => db.deleteFrom('setting').where('key', '=', 'journal-fin').execute())
  expect(await pagesOf(one, {})).toEqual([8, 7, 6, 4, 3, 2, 1])
})
