import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { rattachementId } from '#shared/accounts/compte.ts'
import { DoraError } from '#shared/errors.ts'
import type { Change } from '#shared/sync/wire.ts'
import type { UserStore } from './store.ts'
import { countingIds, EPOCH, openAt, signedIn } from './testing/account.ts'

let folder: string
let store: UserStore
let seq: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-known-'))
  store = openAt(folder, countingIds())
  seq = 0
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const compte = {
  id: 'odette',
  courriel: 'odette@exemple.test',
  prenom: 'Odette',
  nom: 'Inventée',
  role: 'professionnel',
  gestionnaire: true,
  departements: ['59'],
  activite: null,
  decouverte: null,
  decouverte_autre: '',
  infolettre: false,
  cgu: {},
  mot_de_passe: false,
  cree_le: '2026-01-01T00:00:00.000Z',
}
const member = (structure_id: string, over: object = {}) => ({
  user_id: 'odette',
  structure_id,
  etat: 'membre',
  admin: false,
  courriel: 'odette@exemple.test',
  prenom: 'Odette',
  nom: 'Inventée',
  actif: true,
  structure_nom: `Maison ${structure_id}`,
  departement: '59',
  cree_le: '2026-01-01T00:00:00.000Z',
  ...over,
})
const pull = (userId: string, ...changes: Change[]) =>
  store.outbox.applyMine({
    userId,
    epoch: EPOCH,
    since: store.outbox.state().cursor,
    more: false,
    durableSeq: 0,
    next: seq,
    changes,
  })
const row = (kind: string, id: string, doc: object): Change => ({
  op: 'put',
  seq: ++seq,
  kind,
  id,
  ver: seq,
  h: seq,
  doc: doc as never,
})
const belong = (structureId: string, over: object = {}) =>
  row('rattachement', rattachementId('odette', structureId), member(structureId, over))
const codeOf = (work: () => unknown) => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return error instanceof DoraError ? error.code : String(error)
  }
}
const ids = () => store.account.known().rattachements.map(({ structure_id }) => structure_id)
const current = () => store.account.known().structure
const choose = (structureId: string | null) => store.account.chooseStructure({ structureId })

it('knows who the person is and where they belong from their own rows, and nothing of anyone else', () => {
  const nothing = { compte: null, rattachements: [], structure: null }
  expect(store.account.known()).toEqual(nothing)
  store.account.set(signedIn('odette'))
  expect(store.account.known()).toEqual(nothing)
  pull('odette', row('compte', 'odette', compte), belong('g2'), belong('g1', { etat: 'demande' }))
  expect(store.account.known()).toEqual({
    compte,
    rattachements: [member('g1', { etat: 'demande' }), member('g2')],
    structure: 'g2',
  })
  store.outbox.sessionExpired({ userId: 'odette', token: signedIn('odette').session.token })
  expect(store.account.known().compte?.id).toBe('odette')
  store.account.set(signedIn('basile'))
  expect(store.account.known()).toEqual(nothing)
})

it('a row that a later server writes otherwise, or of another person, is left out and hides no other', () => {
  store.account.set(signedIn('odette'))
  pull(
    'odette',
    row('compte', 'odette', { ...compte, role: 'autre' }),
    belong('g1', { etat: 'plus tard' }),
    row('rattachement', 'x', { nom: 1 }),
    row('rattachement', rattachementId('basile', 'g3'), member('g3', { user_id: 'basile' })),
    belong('g2', { en_plus: 'plus tard' }),
  )
  expect(store.account.known()).toMatchObject({ compte: null, rattachements: [member('g2')], structure: 'g2' })
})

it('works for the only structure there is until one is chosen, and for none once the chosen one is left', () => {
  expect(codeOf(() => choose('g1'))).toBe('compte-non-connecte')
  store.account.set(signedIn('odette'))
  pull('odette', belong('g1'))
  expect(current()).toBe('g1')
  pull('odette', belong('g2'), belong('g3', { etat: 'invitation' }))
  expect([ids(), current()]).toEqual([['g1', 'g2', 'g3'], null])
  for (const not of ['g3', 'g9']) expect(codeOf(() => choose(not))).toBe('compte-structure-inconnue')
  choose('g2')
  expect(current()).toBe('g2')
  store.account.set(signedIn('basile'))
  expect(current()).toBeNull()
  store.account.set(signedIn('odette'))
  expect(current()).toBe('g2')
  pull('odette', { op: 'remove', seq: ++seq, kind: 'rattachement', id: rattachementId('odette', 'g2') })
  expect(current()).toBe('g1')
  choose('g1')
  choose(null)
  expect(current()).toBeNull()
})

it('keeps contacts sealed, thirty days, for the account they were told to, and erases them with it', () => {
  const contact = { nom: 'Bérengère Fictive', telephone: '0320000000', courriel: 'berengere@exemple.test' }
  const keep = (userId: string, serviceId = 's1') => store.account.keepContact({ userId, serviceId, contact })
  const read = (serviceId = 's1') => store.account.contact({ serviceId })
  keep('odette')
  expect(read()).toBeNull()
  store.account.set(signedIn('odette'))
  keep('odette')
  keep('odette', 's2')
  // The answer to a question asked before another signed in.
  keep('basile', 's3')
  expect([read(), read('s2'), read('s3')]).toEqual([contact, contact, null])
  for (const name of readdirSync(folder).filter((each) => each.startsWith('user.db')))
    for (const word of ['Bérengère', '0320000000', 'berengere@'])
      expect(readFileSync(join(folder, name)).includes(word), `${word} in ${name}`).toBe(false)
  store.account.forgetContact({ serviceId: 's2' })
  expect(read('s2')).toBeNull()
  store.account.set(signedIn('basile'))
  expect(read()).toBeNull()
  store.account.set(signedIn('odette'))
  expect(read()).toEqual(contact)
  store.account.clear({ effacer: true })
  store.account.set(signedIn('odette'))
  expect(read()).toBeNull()
})

it('no longer shows a contact after thirty days, and then no longer has it', () => {
  const contact = { nom: 'Bérengère Fictive', telephone: null, courriel: null }
  const day = 24 * 3_600_000
  const began = Date.parse('2026-03-02T08:00:00.000Z')
  let now = began
  const clock = { now: () => new Date(now).toISOString(), today: () => '2026-03-02' }
  store.close()
  store = openAt(folder, countingIds(), { clock })
  store.account.set(signedIn('odette'))
  store.account.keepContact({ userId: 'odette', serviceId: 's1', contact })
  now = began + 30 * day - 1
  expect(store.account.contact({ serviceId: 's1' })).toEqual(contact)
  now = began + 30 * day
  expect(store.account.contact({ serviceId: 's1' })).toBeNull()
  store.account.keepContact({ userId: 'odette', serviceId: 's2', contact })
  now = began
  expect(store.account.contact({ serviceId: 's1' })).toBeNull()
})
