import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Doc } from '#shared/sync/merge.ts'
import type { Change } from '#shared/sync/wire.ts'
import type { UserStore } from './store.ts'
import { countingIds, EPOCH, openAt } from './testing/account.ts'
import { answer, listing, readTo, sent, serviceRow, signIn, STRUCTURE, structureRow } from './testing/listing.ts'

let folder: string
let store: UserStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-view-'))
  store = openAt(folder, countingIds())
  signIn(store)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const ID = 'dora--service-1'
const at = (ver: number, nom: string) => serviceRow(ID, { nom }, ver)
const told = (...rows: ReturnType<typeof at>[]) => [structureRow(), ...rows]
const change = (rows: ReturnType<typeof told>, patch: Doc) =>
  store.listing.change({ structureId: STRUCTURE, ids: [ID], told: rows, patch })
const line = (...rows: ReturnType<typeof at>[]) => listing(store, told(...rows)).services.find(({ id }) => id === ID)
const shown = (...rows: ReturnType<typeof at>[]) => line(...rows)?.doc['nom']
const own = (seq: number, row: ReturnType<typeof at> | null): Change =>
  row === null
    ? { op: 'remove', seq, kind: 'service', id: ID }
    : { op: 'put', seq, kind: 'service', id: ID, ver: row.ver, h: 1, doc: row.doc as never }

it('the highest version of what is told and of the account’s own rows is shown', () => {
  expect(shown(at(1, 'un'))).toBe('un')
  readTo(store, 5, [own(5, at(3, 'trois'))])
  expect(shown(at(1, 'un'))).toBe('trois')
  expect(shown(at(4, 'quatre'))).toBe('quatre')
  expect(shown()).toBe('trois')
})

const STATES = {
  waiting: { etat: 'attente', nom: 'mien' },
  refused: { etat: 'refuse', nom: 'mien' },
  blocked: { etat: 'refuse', nom: 'mien' },
  acked: { etat: 'a-jour', nom: 'mien' },
} as const
it.each(Object.entries(STATES))('a change that is %s shows over an older row', (state, { etat, nom }) => {
  change(told(at(1, 'un')), { nom: 'mien' })
  if (state === 'refused') answer(store, () => ({ status: 'rejected', code: 'forbidden' }))
  if (state === 'blocked') answer(store, () => ({ status: 'blocked', code: 'dependency' }))
  if (state === 'acked') answer(store, () => ({ status: 'applied', ver: 2, seq: 9 }))
  expect(line(at(1, 'un'))).toMatchObject({ envoi: etat, doc: { nom } })
  // Once acknowledged, what comes after it is shown as it is; what waits stays over everything.
  expect(shown(at(2, 'deux'))).toBe(state === 'acked' ? 'deux' : 'mien')
})

it('a field that clashed was not taken: the others of the change are shown, and the clash asks', () => {
  change(told(at(1, 'un')), { nom: 'mien', 'dora.short_desc': 'Le mien.' })
  const fields = { nom: { base: 'un', mine: 'mien', theirs: 'leur' } }
  answer(store, () => ({ status: 'merged', ver: 3, seq: 9, fields }))
  expect(line(at(1, 'un'))).toMatchObject({ envoi: 'conflit', doc: { nom: 'un', 'dora.short_desc': 'Le mien.' } })
  expect(line(at(3, 'leur'))).toMatchObject({ envoi: 'conflit', doc: { nom: 'leur' } })
  expect(store.outbox.conflicts()).toMatchObject([
    {
      kind: 'service',
      cible: { kind: 'service', id: ID },
      champs: [{ champ: 'nom', origine: 'un', mienne: 'mien', leur: 'leur' }],
    },
  ])
})

it('a whole clash shows theirs, before the rows tell it', () => {
  change(told(at(1, 'un')), { nom: 'mien' })
  answer(store, () => ({
    status: 'conflict',
    code: 'clash',
    ver: 2,
    fields: { nom: { base: 'un', mine: 'mien', theirs: 'leur' } },
  }))
  expect(line(at(1, 'un'))).toMatchObject({ envoi: 'conflit', doc: { nom: 'leur' } })
  const [clash] = store.outbox.conflicts()
  store.outbox.resolve({ id: clash?.id ?? '', choix: { nom: 'mienne' } })
  expect(shown(at(1, 'un'))).toBe('mien')
  expect(sent(store)).toMatchObject([{ type: 'service.update', base: { nom: 'leur' }, patch: { nom: 'mien' } }])
})

it('clashes about a structure and a model are decided over theirs, by an edit of the same kind', () => {
  const model = {
    kind: 'modele',
    id: 'dora-modele--1',
    ver: 1,
    doc: { source: 'dora', id: 'dora-modele--1', structure_id: STRUCTURE, nom: 'un' },
  }
  for (const [kind, id] of [
    ['structure', STRUCTURE],
    ['modele', 'dora-modele--1'],
  ] as const) {
    const rows = [structureRow({ nom: 'un' }), model]
    const key = { kind, id, structureId: STRUCTURE, told: rows }
    const edit = store.listing.edit(key)
    store.listing.save({ ...key, doc: { ...edit.doc, nom: 'mien' }, base: edit.version })
    store.listing.submit({ ...key, statut: null })
    answer(store, () => ({
      status: 'conflict',
      code: 'clash',
      ver: 2,
      fields: { nom: { base: 'un', mine: 'mien', theirs: 'leur' } },
    }))
    const [clash] = store.outbox.conflicts()
    expect(clash).toMatchObject({ kind, nature: 'champs', cible: kind === 'structure' ? { kind, id } : null })
    store.outbox.resolve({ id: clash?.id ?? '', choix: { nom: 'mienne' } })
    expect(answer(store, () => ({ status: 'applied', ver: 3, seq: 20 }))).toMatchObject([
      { type: `${kind}.update`, key: { kind, id }, base: { nom: 'leur' }, patch: { nom: 'mien' } },
    ])
  }
})

it('what only the server writes is never asked about; what is said of room is, as it was said', () => {
  const rows = told(at(1, 'un'))
  store.listing.verify({ structureId: STRUCTURE, ids: [ID], told: rows, kind: 'service', groupes: [], par: 'structure' })
  answer(store, () => ({
    status: 'conflict',
    code: 'clash',
    ver: 2,
    fields: { 'dora.verifications': { base: null, mine: {}, theirs: {} } },
  }))
  expect(store.outbox.conflicts()).toEqual([])
  const disponibilite = { etat: 'places' as const, jusqu_au: '2026-03-20' }
  store.listing.setAvailability({ structureId: STRUCTURE, ids: [ID], told: rows, disponibilite })
  const theirs = { etat: 'complet', jusqu_au: '2026-03-12', dit_le: '2026-03-01' }
  answer(store, ({ patch }) => ({
    status: 'conflict',
    code: 'clash',
    ver: 3,
    fields: { 'dora.disponibilite': { base: null, mine: patch['dora.disponibilite'] ?? null, theirs } },
  }))
  const [clash] = store.outbox.conflicts()
  expect(clash?.champs).toEqual([
    {
      champ: 'dora.disponibilite',
      origine: null,
      mienne: 'Places disponibles, jusqu’au 20/03/2026',
      leur: 'Complet, jusqu’au 12/03/2026',
    },
  ])
  store.outbox.resolve({ id: clash?.id ?? '', choix: { 'dora.disponibilite': 'mienne' } })
  expect(sent(store)).toMatchObject([{ type: 'service.availability', base: { 'dora.disponibilite': theirs } }])
})

it('acknowledged, it is kept until the catalogue shows it too', () => {
  change(told(at(1, 'un')), { nom: 'mien' })
  answer(store, () => ({ status: 'applied', ver: 2, seq: 9 }))
  readTo(store, 12)
  expect(shown(at(1, 'un'))).toBe('mien')
  expect(store.listing.place({ epoch: EPOCH, seq: 8 })).toBe(0)
  expect(store.listing.place({ epoch: EPOCH, seq: 9 })).toBe(1)
  expect(store.outbox.list()).toEqual([])
})

it('v1 says what waits of the block', () => {
  change(told(at(1, 'un')), { 'dora.coach_orientation_modes': ['telephoner'], telephone: '0123456789' })
  expect(line(at(1, 'un'))?.doc).toMatchObject({ modes_mobilisation: ['telephoner'], mobilisable_par: ['professionnels'] })
})

/**
 * One server, with its history of one service: published, it is told by the catalogue; a draft, by the account's rows. The catalogue
 * and the rows are read each at their own pace.
 */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant('type' as const) },
  { weight: 2, arbitrary: fc.constant('statut' as const) },
  { weight: 3, arbitrary: fc.constant('push' as const) },
  { weight: 3, arbitrary: fc.constant('catalogue' as const) },
  { weight: 3, arbitrary: fc.constant('rows' as const) },
  { weight: 2, arbitrary: fc.constant('place' as const) },
  { weight: 1, arbitrary: fc.constant('restart' as const) },
)

it('whatever the order of pushes, feeds and answers, what was typed neither goes back nor vanishes', { timeout: 300_000 }, () => {
  const play = (steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]): void => {
    const place = mkdtempSync(join(tmpdir(), 'dora-orders-'))
    const newId = countingIds()
    let desk = openAt(place, newId)
    try {
      signIn(desk)
      let seq = 1
      let ver = 1
      let truth: Doc = { ...flatOf(at(1, 'un').doc) }
      const history: { seq: number; ver: number; doc: Doc }[] = [{ seq: 1, ver: 1, doc: truth }]
      let catalogue = 1
      let typed = { nom: 'un', statut: 'PUBLISHED' }
      const isPublished = (doc: Doc) => doc['dora.status'] === 'PUBLISHED'
      const lastAt = (limit: number) => history.filter((one) => one.seq <= limit).at(-1)
      const inCatalogue = () => {
        const last = lastAt(catalogue)
        return last !== undefined && isPublished(last.doc) ? [{ kind: 'service', id: ID, ver: last.ver, doc: last.doc }] : []
      }
      const rows = () => [structureRow(), ...inCatalogue()]
      let count = 0
      for (const one of steps) {
        if (one === 'type') {
          typed = { ...typed, nom: `nom ${++count}` }
          desk.listing.change({ structureId: STRUCTURE, ids: [ID], told: rows(), patch: { nom: typed.nom } })
        } else if (one === 'statut') {
          typed = { ...typed, statut: typed.statut === 'PUBLISHED' ? 'DRAFT' : 'PUBLISHED' }
          const statut = typed.statut as 'PUBLISHED' | 'DRAFT'
          desk.listing.setStatus({ structureId: STRUCTURE, ids: [ID], told: rows(), statut })
        } else if (one === 'push')
          answer(
            desk,
            ({ patch }) => {
              truth = { ...truth, ...patch }
              history.push({ seq: ++seq, ver: ++ver, doc: truth })
              return { status: 'applied', ver, seq }
            },
            { seq, durableSeq: seq },
          )
        else if (one === 'catalogue') catalogue = seq
        else if (one === 'rows') {
          const last = lastAt(seq)
          const draft = last !== undefined && !isPublished(last.doc)
          const row = draft ? { kind: 'service', id: ID, ver: last.ver, doc: last.doc } : null
          readTo(desk, seq, last === undefined || last.seq === 1 ? [] : [own(last.seq, row as never)])
        } else if (one === 'place') desk.listing.place({ epoch: EPOCH, seq: catalogue })
        else {
          desk.close()
          desk = openAt(place, newId)
        }
        const seen = listing(desk, rows()).services.find(({ id }) => id === ID)
        expect([seen?.doc['nom'], seen?.statut]).toEqual([typed.nom, typed.statut])
      }
    } finally {
      desk.close()
      rmSync(place, { recursive: true, force: true })
    }
  }
  const runs = Number(process.env['DORA_RUNS'] ?? 40)
  fc.assert(fc.property(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), play), {
    numRuns: runs,
    ...(process.env['CI'] === undefined ? {} : { seed: 2026 }),
  })
})

const flatOf = (doc: Doc): Doc => {
  const { dora, ...rest } = doc
  return { ...rest, ...Object.fromEntries(Object.entries(dora as Doc).map(([field, value]) => [`dora.${field}`, value])) }
}
