import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entriesOfFamily, type Famille, GesteReferentiel, heldAs, proposed } from '#shared/administration/referentiel.ts'
import { openAccounts, outcome } from '../accounts/testing/bench.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { fill, publishable } from '../sync/testing.ts'
import { allEntries, changeReferential, referentialsFor } from './referentials.ts'

/** Lists that the team keeps for everyone: whatever is done to them, no listing loses what it holds. */

const scene = async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  const bench = await openAccounts({ store })
  const [team, someone] = [await bench.people.person({ role: 'administrateur' }), await bench.people.person()]
  const rows = () => store.read(allEntries)
  return {
    ...bench,
    store,
    team,
    someone,
    rows,
    change: (geste: Parameters<typeof changeReferential>[2], by = team) => outcome(changeReferential(bench.parts, by, geste)),
    proposes: async (famille: Famille) => proposed(famille, await rows()).map(({ label }) => label),
  }
}

test('a funder is added with a name of its own, renamed under the same, withdrawn and put back', async () => {
  const { change, rows, proposes, journal } = await scene()
  expect(await change({ geste: 'ajouter', famille: 'financeurs', libelle: 'Région Inventée' })).toBe('ok')
  expect(await rows()).toMatchObject([{ valeur: 'region-inventee', libelle: 'Région Inventée' }])
  expect(await change({ geste: 'ajouter', famille: 'financeurs', libelle: 'region inventee' })).toBe('referentiel-pris')
  await change({ geste: 'renommer', famille: 'financeurs', valeur: 'cd-drome', libelle: 'Département de la Drôme' })
  await change({ geste: 'renommer', famille: 'financeurs', valeur: 'region-inventee', libelle: 'Grande Région' })
  const [labels, values] = [await proposes('financeurs'), proposed('financeurs', await rows()).map(({ value }) => value)]
  expect(labels).toEqual(expect.arrayContaining(['Département de la Drôme', 'Grande Région']))
  expect(values).toEqual(expect.arrayContaining(['cd-drome', 'region-inventee']))
  await change({ geste: 'retirer', famille: 'financeurs', valeur: 'region-inventee' })
  expect(await proposes('financeurs')).not.toContain('Grande Région')
  // Its name of before is still its own.
  expect(await change({ geste: 'ajouter', famille: 'financeurs', libelle: 'Grande région' })).toBe('referentiel-pris')
  await change({ geste: 'remettre', famille: 'financeurs', valeur: 'region-inventee' })
  expect(await proposes('financeurs')).toContain('Grande Région')
  expect((await journal()).map(({ action }) => action)).toEqual([
    'referentiel.ajouter',
    'referentiel.renommer',
    'referentiel.renommer',
    'referentiel.retirer',
    'referentiel.remettre',
  ])
})

test('uses are counted under the name of now and those of before; only the team may', async () => {
  const { change, parts, team, someone, people, store } = await scene()
  const here = await people.structure()
  await fill(
    store,
    [],
    [
      publishable('dora--a', here.id, { dora: { credentials: ['Curriculum vitae'], funding_labels: ['cd-drome'] } }),
      publishable('dora--b', here.id, { dora: { credentials: ['CV à jour', 'Curriculum vitae'] } }),
    ],
  )
  await change({ geste: 'renommer', famille: 'justificatifs', valeur: 'Curriculum vitae', libelle: 'CV à jour' })
  const entries = await referentialsFor(parts, team)
  const used = entries.filter(({ usages }) => usages > 0).map(({ valeur, libelle, usages }) => [valeur, libelle, usages])
  expect(used).toEqual([
    ['cd-drome', 'Conseil départemental de la Drôme', 1],
    // Twice in one service under two names of one thing.
    ['Curriculum vitae', 'CV à jour', 2],
  ])
  expect(await outcome(referentialsFor(parts, someone))).toBe('interdit')
  expect(await change({ geste: 'ajouter', famille: 'prerequis', libelle: 'Savoir nager' }, someone)).toBe('interdit')
  expect(await change({ geste: 'retirer', famille: 'prerequis', valeur: 'inconnue' })).toBe('referentiel-inconnu')
})

test('whatever is done, no name is told twice and every text once proposed is still known', async () => {
  const text = fc.constantFrom('Alpha', 'alpha', 'Bêta', 'Gamma', 'Curriculum vitae', 'Avis d’imposition')
  const geste = fc.oneof(
    fc.record({ geste: fc.constant('ajouter' as const), famille: fc.constant('justificatifs' as const), libelle: text }),
    fc.record({
      geste: fc.constant('renommer' as const),
      famille: fc.constant('justificatifs' as const),
      valeur: text,
      libelle: text,
    }),
    fc.record({
      geste: fc.constantFrom('retirer' as const, 'remettre' as const),
      famille: fc.constant('justificatifs' as const),
      valeur: text,
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(geste, { maxLength: 12 }), async (gestes) => {
      const { change, rows, proposes, store } = await scene()
      const once = new Set(await proposes('justificatifs'))
      for (const one of gestes) {
        await change(one)
        for (const label of await proposes('justificatifs')) once.add(label)
      }
      const entries = entriesOfFamily('justificatifs', await rows())
      const known = entries.flatMap(heldAs)
      expect(known).toEqual(expect.arrayContaining([...once]))
      expect(new Set(entries.map(({ libelle }) => libelle.toLowerCase())).size).toBe(entries.length)
      await store.close()
    }),
    { numRuns: 25 },
  )
})

test('a name that a store would refuse or change is none', () => {
  const isAName = (libelle: string): boolean =>
    GesteReferentiel.safeParse({ geste: 'ajouter', famille: 'prerequis', libelle }).success
  for (const libelle of ['a\u0000b', 'a\nb', 'a\u007fb', 'a\ud800b', '  '])
    expect([libelle, isAName(libelle)]).toEqual([libelle, false])
  expect(isAName(' Être âgé de 16 ans ou plus 🚲 ')).toBe(true)
})
