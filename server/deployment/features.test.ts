import { expect, test } from 'vitest'
import { openAccounts, outcome } from '../accounts/testing/bench.ts'
import { openListings } from '../listing/testing/bench.ts'
import { openRequests } from '../orientations/testing/bench.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { fill, mutation, publishable } from '../sync/testing.ts'
import { allFeatures, setFeatures } from './features.ts'

/** What is closed in a département is refused by the server, there and nowhere else, from the next command on. */

test('the team closes and opens; it is a public row of every desk, and the journal says what was and is', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  const { parts, people, journal } = await openAccounts({ store })
  const [team, manager] = [
    await people.person({ role: 'administrateur' }),
    await people.person({ gestionnaire: true, departements: ['33'] }),
  ]
  const asked = { fermees: ['suggestions' as const, 'orientations' as const], motif: 'Par la plateforme du département.' }
  expect(await outcome(setFeatures(parts, manager, '33', asked))).toBe('interdit')
  await setFeatures(parts, team, '33', asked)
  await setFeatures(parts, team, '33', asked)
  expect(await store.read(allFeatures)).toEqual([
    { departement: '33', fermees: ['orientations', 'suggestions'], motif: asked.motif, depuis: '2026-12-01' },
  ])
  for (const scope of ['cat:fr', 'cat:nat'])
    expect((await store.read((reader) => reader.feed(scope, 0, 10, 1e6))).rows.map(({ kind, id }) => [kind, id])).toEqual([
      ['fonctions', '33'],
    ])
  await setFeatures(parts, team, '33', { fermees: [], motif: '' })
  expect(await store.read(allFeatures)).toEqual([])
  expect((await journal()).map(({ action, details }) => [action, details])).toEqual([
    ['fonctions.territoire', { avant: '', apres: 'orientations suggestions' }],
    ['fonctions.territoire', { avant: 'orientations suggestions', apres: '' }],
  ])
})

test('requests: refused where they are closed, by the place of the service before that of its structure', async () => {
  const bench = await openRequests({ service: { code_insee: '88160', code_postal: '88000' } })
  const team = await bench.accounts.people.person({ role: 'administrateur' })
  const close = (departement: string, fermees: readonly ('orientations' | 'suggestions')[]) =>
    setFeatures(bench.accounts.parts, team, departement, { fermees: [...fermees], motif: '' })
  // Where its structure is, and of another thing: neither is where the service is.
  await close('33', ['orientations'])
  await close('88', ['suggestions'])
  expect((await bench.send()).result).toMatchObject({ status: 'applied' })
  await close('88', ['orientations'])
  const refused = await bench.send()
  expect(refused.result).toMatchObject({ status: 'rejected', code: 'fonction-fermee' })
  expect(await bench.whole(refused.id)).toBeNull()
  await close('88', [])
  expect((await bench.send()).result).toMatchObject({ status: 'applied' })
})

test('suggestions: refused where they are closed, of services and of structures', async () => {
  const bench = await openListings()
  const { people, store, parts } = bench
  const [here, there] = [await people.structure(), await people.structure({ code_insee: '75056', code_postal: '75001' })]
  const [author, team] = [await people.person(), await people.person({ role: 'administrateur' })]
  // Without a place of its own: where its structure is.
  await fill(store, [], [publishable('dora--ici', here.id, { code_insee: null, code_postal: null })])
  let n = 0
  const suggest = (kind: string, id: string) =>
    bench.said(
      author,
      mutation('suggestion.create', `idee-${++n}`, { patch: { cible: { kind, id }, message: 'Fermé le lundi.' } }),
    )
  await setFeatures(parts, team, '33', { fermees: ['suggestions'], motif: '' })
  expect(await suggest('structure', here.id)).toBe('fonction-fermee')
  expect(await suggest('service', 'dora--ici')).toBe('fonction-fermee')
  expect(await suggest('structure', there.id)).toBe('applied')
  await setFeatures(parts, team, '33', { fermees: [], motif: '' })
  expect(await suggest('structure', here.id)).toBe('applied')
})
