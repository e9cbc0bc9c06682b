import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import { LIGNE, ligneId, LISTE } from '#shared/memory/list.ts'
import { remove } from '#server/accounts/members.ts'
import { type AccountBench, openAccounts } from '#server/accounts/testing/bench.ts'
import { removeAccount } from '#server/accounts/removal.ts'
import type { User } from '#server/store/types.ts'
import type { SyncCore } from '#server/sync/core.ts'
import { benchOn, emptyDesk, follow, mutation, pushOne } from '#server/sync/testing.ts'

/** What a team writes together: read by its members of now, merged line by line, signed by the server. */

let accounts: AccountBench
let core: SyncCore
let here: Structure
let [odette, paul]: readonly User[] = []
const me = (): User => odette as User
const him = (): User => paul as User

beforeEach(async () => {
  accounts = await openAccounts()
  ;({ core } = await benchOn(accounts.store))
  const { person, belongs, structure } = accounts.people
  here = await structure({ code_insee: '33063' })
  ;[odette, paul] = [await person(), await person()]
  await belongs(me(), here)
  await belongs(him(), here, 'membre', true)
})

const LIST = randomUUID()
const CIBLE = { kind: 'service', id: 'v-1' } as const
const LINE = ligneId(LIST, CIBLE)
const listDoc = (nom = 'Mobilité') => ({ structure_id: here.id, nom, description: '', cree_le: '2026-11-23T08:00:00.000Z' })
const lineDoc = (more: Record<string, unknown> = {}) => ({
  liste_id: LIST,
  structure_id: here.id,
  cible: CIBLE,
  nom: 'Auto-école',
  note: '',
  etiquettes: [],
  rang: 1_024,
  par: '',
  par_id: '',
  le: '',
  ...more,
})
const make = async (user: User): Promise<void> => {
  await pushOne(core, user, mutation(`${LISTE}.create`, LIST, { patch: listDoc() }))
  await pushOne(core, user, mutation(`${LIGNE}.create`, LINE, { patch: lineDoc() as never }))
}
const read = async (user: User): Promise<{ list: Record<string, unknown> | null; line: Record<string, unknown> | null }> => {
  const desk = emptyDesk()
  await follow(core, 'u:me', desk, {}, user)
  return {
    list: (desk.rows.get(`${LISTE} ${LIST}`)?.doc ?? null) as never,
    line: (desk.rows.get(`${LIGNE} ${LINE}`)?.doc ?? null) as never,
  }
}
const note = (user: User, text: string, base = '') =>
  pushOne(
    core,
    user,
    mutation(`${LIGNE}.update`, LINE, { base: { note: base }, patch: { note: text, par: 'Quelqu’un d’autre' } }),
  )

test('every member of the structure reads it, and nobody else; who wrote a note is said by the server, not by the desk', async () => {
  await make(me())
  await note(me(), 'Passer par l’accueil le mardi.')
  const { list, line } = await read(him())
  expect(list).toMatchObject({ nom: 'Mobilité' })
  expect(line).toMatchObject({ note: 'Passer par l’accueil le mardi.', par_id: me().id })
  expect(line?.['par']).not.toBe('Quelqu’un d’autre')
  expect(line?.['par']).not.toBe('')
  const stranger = await accounts.people.person()
  expect(await read(stranger)).toEqual({ list: null, line: null })
})

test('two who write of different lines both do; of the same note, the second is asked', async () => {
  await make(me())
  const other = ligneId(LIST, { kind: 'structure', id: 'g-1' })
  const another = lineDoc({ cible: { kind: 'structure', id: 'g-1' }, note: 'Sonner deux fois.' })
  expect(await pushOne(core, him(), mutation(`${LIGNE}.create`, other, { patch: another as never }))).toMatchObject({
    status: 'applied',
  })
  expect(await note(me(), 'Le mardi.')).toMatchObject({ status: 'applied' })
  expect(await note(him(), 'Le jeudi.')).toMatchObject({
    status: 'conflict',
    fields: { note: { mine: 'Le jeudi.', theirs: 'Le mardi.' } },
  })
})

test('the same service added by two is one line, with what was written first', async () => {
  await make(me())
  await note(me(), 'Le mardi.')
  const again = await pushOne(core, him(), mutation(`${LIGNE}.create`, LINE, { patch: lineDoc({ rang: 9 }) as never }))
  expect(again).toMatchObject({ status: 'applied' })
  expect((await read(me())).line).toMatchObject({ note: 'Le mardi.', rang: 1_024 })
})

test('who leaves the structure no longer has it; who comes back does', async () => {
  await make(him())
  await accounts.store.read(async () => {})
  expect((await read(me())).list).not.toBeNull()
  await remove(accounts.parts, him(), { structureId: here.id, userId: me().id })
  expect(await read(me())).toEqual({ list: null, line: null })
  expect(await note(me(), 'Encore là.')).toMatchObject({ status: 'rejected', code: 'forbidden' })
  await accounts.people.belongs(me(), here)
})

test('a list that is removed takes its lines with it, and what is added to it meanwhile is told', async () => {
  await make(me())
  await pushOne(core, him(), mutation(`${LISTE}.remove`, LIST, { base_ver: 1, base: listDoc() }))
  expect(await read(me())).toEqual({ list: null, line: null })
  const late = ligneId(LIST, { kind: 'service', id: 'v-2' })
  expect(
    await pushOne(
      core,
      me(),
      mutation(`${LIGNE}.create`, late, { patch: lineDoc({ cible: { kind: 'service', id: 'v-2' }, note: 'Tard.' }) as never }),
    ),
  ).toMatchObject({ status: 'conflict', code: 'gone', fields: { note: { mine: 'Tard.' } } })
})

test('an account that goes leaves its notes to the team, without its name', async () => {
  await make(me())
  await note(me(), 'Le mardi.')
  await removeAccount(accounts.parts, me(), { by: null, motif: 'demande' as never })
  expect((await read(him())).line).toMatchObject({ note: 'Le mardi.', par: '', par_id: '' })
})

test.each([
  ['of another list', LIGNE, ligneId(randomUUID(), CIBLE), {}],
  ['of a target that its key does not name', LIGNE, LINE, { cible: { kind: 'service', id: 'v-9' } }],
])('a line %s is refused', async (_, kind, id, more) => {
  await pushOne(core, me(), mutation(`${LISTE}.create`, LIST, { patch: listDoc() }))
  const { status } = await pushOne(core, me(), mutation(`${kind}.create`, id, { patch: lineDoc(more) as never }))
  expect(status).toBe('rejected')
})
