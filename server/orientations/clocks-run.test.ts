import { beforeEach, describe, expect, test } from 'vitest'
import type { Orientation } from '#shared/orientation/model.ts'
import { DAY_MS, seal } from '#server/accounts/testing/bench.ts'
import { runClocks } from './clocks-run.ts'
import { decideHeld } from './testing/decide.ts'
import { openRequests, PUBLIC_URL, type RequestBench } from './testing/bench.ts'

let bench: RequestBench
beforeEach(async () => {
  bench = await openRequests()
})

const parts = () => ({ store: bench.store, seal, now: bench.contextNow, publicUrl: () => PUBLIC_URL })
const run = () => runClocks(parts())
const NOTHING = { reminded: 0, expired: 0, cleared: 0, anonymised: 0 }

describe('silence', () => {
  test('is reminded at ten days and at twenty, and ends at thirty', async () => {
    const { id } = await bench.send()
    await bench.accounts.letters()
    const seen: string[] = []
    for (let day = 0; day <= 31; day += 1) {
      const tally = await run()
      for (const [what, count] of Object.entries(tally ?? {})) if (count > 0) seen.push(`${day} ${what}`)
      bench.accounts.pass(DAY_MS)
    }
    expect(seen).toEqual(['10 reminded', '20 reminded', '30 expired'])
    const kinds = (await bench.accounts.letters()).map(({ to }) => to).filter((to) => to === 'accueil@garage.exemple.test')
    // Two reminders, and the end.
    expect(kinds).toHaveLength(3)
    expect(await bench.whole(id)).toMatchObject({ etat: 'EXPIRÉE', relances: 2 })
  })

  test('a clock stopped for two months ends it, and writes no reminder of it', async () => {
    await bench.send()
    bench.accounts.pass(60 * DAY_MS)
    expect(await run()).toEqual({ ...NOTHING, expired: 1 })
    expect(await run()).toEqual(NOTHING)
  })

  test('« pas avant » puts both off', async () => {
    const { id } = await bench.send()
    await bench.act(bench.bao, { geste: 'reporter', sens: 'reception', id, pas_avant: '2027-01-15', message: '' })
    bench.accounts.setNow(Date.parse('2027-01-24T23:00:00Z'))
    expect(await run()).toEqual(NOTHING)
    bench.accounts.setNow(Date.parse('2027-01-25T01:00:00Z'))
    expect(await run()).toEqual({ ...NOTHING, reminded: 1 })
    bench.accounts.setNow(Date.parse('2027-02-14T01:00:00Z'))
    expect(await run()).toEqual({ ...NOTHING, expired: 1 })
  })

  test('what was answered meanwhile is left alone', async () => {
    const { id } = await bench.send()
    await bench.act(bench.bao, { geste: 'accepter', sens: 'reception', id, message: 'Oui.', message_personne: null })
    bench.accounts.pass(100 * DAY_MS)
    expect(await run()).toEqual(NOTHING)
  })
})

test('held by moderation, it never ends; released, its clock starts there', async () => {
  bench = await openRequests({ validated: false })
  const { id } = await bench.send()
  bench.accounts.pass(40 * DAY_MS)
  expect(await run()).toEqual(NOTHING)
  const team = await bench.accounts.people.person({ role: 'administrateur' })
  await decideHeld({ ...bench.accounts.parts, publicUrl: () => PUBLIC_URL }, team, bench.sender.id, {
    decision: 'approuver',
    motif: '',
  })
  expect(await run()).toEqual(NOTHING)
  bench.accounts.pass(29 * DAY_MS)
  expect((await run())?.expired).toBe(0)
  bench.accounts.pass(DAY_MS)
  expect((await run())?.expired).toBe(1)
  expect((await bench.whole(id))?.etat).toBe('EXPIRÉE')
})

test('at 730 days nothing says any more whom it was about, nor in whose words', async () => {
  const { id } = await bench.send({ contournements: [{ regle: 'zone', raison: 'Inès Ravel déménage.' }] })
  await bench.act(bench.bao, {
    geste: 'accepter',
    sens: 'reception',
    id,
    message: 'Inès Ravel vient lundi.',
    message_personne: null,
  })
  bench.accounts.pass(729 * DAY_MS)
  expect((await run())?.anonymised).toBe(0)
  bench.accounts.pass(DAY_MS)
  expect(await run()).toEqual({ ...NOTHING, anonymised: 1 })
  const one = (await bench.whole(id)) as Orientation
  const text = JSON.stringify(one)
  for (const word of [
    'Ravel',
    'Inès',
    '0601020304',
    '01234567890',
    'ines.ravel',
    'trente kilomètres',
    '0556010203',
    'accueil@garage',
  ])
    expect(text).not.toContain(word)
  // It can still be counted.
  expect(one).toMatchObject({ etat: 'VALIDÉE', service: { nom: 'Permis de conduire' }, besoin: { motif: '' } })
  expect(await run()).toEqual(NOTHING)
  expect(await bench.act(bench.alix, { geste: 'constater', sens: 'envoi', id, issue: 'commencee' })).toBe('deja-traitee')
})
