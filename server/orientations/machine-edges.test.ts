import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Orientation } from '#shared/orientation/model.ts'
import { DAY_MS, seal } from '#server/accounts/testing/bench.ts'
import { removeAccount } from '#server/accounts/removal.ts'
import { actByLink } from '#server/http/demande-acts.ts'
import { runClocks } from './clocks-run.ts'
import { decideHeld } from './testing/decide.ts'
import { openRequests, PUBLIC_URL, type RequestBench } from './testing/bench.ts'
import { takeMails } from './testing/mails.ts'

/** What is rare enough for random lives not to meet it. */

let bench: RequestBench
beforeEach(async () => {
  bench = await openRequests()
})
afterEach(() => bench.store.close())

const whole = async (id: string): Promise<Orientation> => {
  const one = await bench.whole(id)
  if (one === null) throw new Error('no such request')
  return one
}
const run = () => runClocks({ store: bench.store, seal, now: bench.contextNow, publicUrl: () => PUBLIC_URL })
const letters = async () =>
  (await takeMails(bench.store, seal)).map(({ to, pour, template }) => `${template.kind} → ${pour ?? to}`)

test('a request makes up for one of the same structure, and for no other', async () => {
  const { id: before } = await bench.send()
  const elsewhere = await bench.accounts.people.structure({ dora: { moderation_status: 'VALIDATED' } })
  await bench.accounts.people.belongs(bench.alix, elsewhere, 'membre', true)
  const { id: other } = await bench.send({ structure_id: elsewhere.id })
  const replaced = async (remplace: string) => (await whole((await bench.send({ remplace })).id)).remplace
  expect(await replaced(before)).toBe(before)
  expect([await replaced(other), await replaced(randomUUID())]).toEqual([null, null])
})

test('nothing is left to decide of what was held for two years', async () => {
  await bench.store.close()
  bench = await openRequests({ validated: false })
  const { id } = await bench.send()
  bench.accounts.pass(730 * DAY_MS)
  expect(await run()).toMatchObject({ anonymised: 1 })
  await takeMails(bench.store, seal)
  const team = await bench.accounts.people.person({ role: 'administrateur' })
  for (const decision of ['approuver', 'rejeter'] as const) {
    const parts = { ...bench.accounts.parts, publicUrl: () => PUBLIC_URL }
    expect(await decideHeld(parts, team, bench.sender.id, { decision, motif: 'Inconnue.' })).toEqual({ orientations: 0 })
  }
  expect([(await whole(id)).etat, await letters()]).toEqual(['MODÉRATION_EN_COURS', []])
  expect(await bench.accounts.membership(bench.alix, bench.sender)).not.toBeNull()
})

test('what the structure writes reaches whoever is left of those who sent it', async () => {
  const referent = { nom: 'Blanc', prenom: 'Rosa', telephone: '0556010203', courriel: 'rosa.blanc@exemple.test' }
  const [helped, alone] = [(await bench.send({ referent })).id, (await bench.send()).id]
  await removeAccount(bench.accounts.parts, bench.alix, { by: bench.alix, motif: 'demande' })
  await takeMails(bench.store, seal)
  const write = (id: string, copies: ('referent' | 'beneficiaire')[]) =>
    bench.act(bench.bao, { geste: 'ecrire-prescripteur', sens: 'reception', id, message: 'Quel jour ?', copies })
  for (const copies of [[], ['referent']] as ('referent' | 'beneficiaire')[][]) {
    expect(await write(helped, copies)).toBe('applied')
    expect(await letters()).toEqual(['orientation-message → rosa.blanc@exemple.test'])
  }
  expect((await whole(helped)).courriers.slice(-2).map(({ a }) => a)).toEqual(['referent', 'referent'])
  expect(await write(helped, ['referent', 'beneficiaire'])).toBe('applied')
  expect((await letters()).sort()).toEqual([
    'orientation-message → ines.ravel@exemple.test',
    'orientation-message → rosa.blanc@exemple.test',
  ])
  // Nobody is left: it is said, and not lost.
  expect(await write(alone, [])).toBe('validation.prescripteur')
  expect(await letters()).toEqual([])
})

test('one who left the structure, or whose account is closed, is no colleague', async () => {
  const { id } = await bench.send()
  const gone = await bench.accounts.people.person({ actif: false })
  await bench.accounts.people.belongs(gone, bench.sender)
  const asking = await bench.accounts.people.person()
  await bench.accounts.people.belongs(asking, bench.sender, 'demande')
  for (const one of [gone, asking])
    expect(await bench.act(bench.alix, { geste: 'confier', sens: 'envoi', id, a: one.id })).toBe('validation.a')
})

test('three days to the minute before a nudge, and between two', async () => {
  const { id } = await bench.send()
  const nudge = () => bench.act(bench.alix, { geste: 'relancer', sens: 'envoi', id, message: '' })
  for (const _ of [1, 2]) {
    bench.accounts.pass(3 * DAY_MS - 60_000)
    expect(await nudge()).toBe('trop-tot')
    bench.accounts.pass(60_000)
    expect(await nudge()).toBe('applied')
  }
})

test('a link is good for eight days to the minute, and each letter’s for its own', async () => {
  const { id } = await bench.send()
  const secrets: string[] = []
  const learn = async () => {
    const [, secret = ''] =
      new RegExp(`/demande/${id}/([\\w-]{43})`).exec(JSON.stringify(await takeMails(bench.store, seal))) ?? []
    secrets.push(secret)
  }
  const read = async (secret = '') => {
    const parts = { account: bench.accounts.parts, publicUrl: () => PUBLIC_URL }
    const done = await actByLink(parts, { id, secret }, { command: 'read', patch: {}, form: null })
    return typeof done === 'string' ? done : done.ok
  }
  await learn()
  bench.accounts.pass(4 * DAY_MS)
  await bench.act(bench.alix, { geste: 'relancer', sens: 'envoi', id, message: '' })
  await learn()
  bench.accounts.pass(4 * DAY_MS - 60_000)
  expect([await read(secrets[0]), await read(secrets[1])]).toEqual([true, true])
  bench.accounts.pass(60_000)
  expect([await read(secrets[0]), await read(secrets[1])]).toEqual(['expire', true])
  bench.accounts.pass(4 * DAY_MS)
  expect(await read(secrets[1])).toBe('expire')
  // Of another request, or made up.
  const { id: other } = await bench.send()
  const parts = { account: bench.accounts.parts, publicUrl: () => PUBLIC_URL }
  for (const secret of [secrets[1] ?? '', 'x'.repeat(43), ''])
    expect(await actByLink(parts, { id: other, secret }, { command: 'read', patch: {}, form: null })).toBe('inconnu')
})
