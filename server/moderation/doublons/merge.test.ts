import Database from 'better-sqlite3'
import fc from 'fast-check'
import { beforeEach, describe, expect, it, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { writeCatalogue } from '#shared/catalogue/write.ts'
import type { Doublon, DoublonKind } from '#shared/moderation/doublon.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { type AccountBench, openAccounts, seal, START } from '#server/accounts/testing/bench.ts'
import { Forbidden } from '#server/accounts/refusal.ts'
import type { User } from '#server/store/types.ts'
import { putService, putStructure } from '#server/sync/commands/catalogue-rows.ts'
import { ingest } from '#server/sync/ingest/ingest.ts'
import { openStaged, type Staged } from '#server/sync/ingest/staged.ts'
import { decideDoublon, unmerge, wholeSheet } from './merge.ts'
import { doublonId, doublonOf, allFusions, putDoublon } from './rows.ts'

let bench: AccountBench
let team: User
beforeEach(async () => {
  bench = await openAccounts()
  team = await bench.people.person({ role: 'administrateur' })
})

const structure = (id: string, more: Partial<Structure> = {}): Structure => ({
  source: id.split('--')[0] ?? '',
  id,
  nom: `Centre ${id}`,
  date_maj: '2026-01-01',
  code_insee: '33063',
  ...more,
})
const service = (id: string, structure_id: string, more: Partial<Service> = {}): Service => ({
  source: id.split('--')[0] ?? '',
  id,
  structure_id,
  nom: `Atelier ${id}`,
  date_maj: '2026-01-01',
  code_insee: '33063',
  modes_accueil: ['en-presentiel'],
  ...more,
})

const A = structure('a--1', { telephone: '+33556000001', description: 'Un centre.' })
const B = structure('b--1', {
  telephone: '+33556000002',
  courriel: 'accueil@centre.exemple.test',
  site_web: 'https://centre.exemple.test',
})

const put = async (structures: readonly Structure[], services: readonly Service[] = []): Promise<void> => {
  await bench.store.write(async (writer) => {
    for (const one of structures) await putStructure(writer, one as unknown as Doc)
    for (const one of services) await putService(writer, seal, one as unknown as Doc)
  })
}
const pair = async (kind: DoublonKind, a: string, b: string): Promise<string> => {
  const id = doublonId(kind, [a, b])
  const one: Doublon = {
    id,
    kind,
    paire: a < b ? [a, b] : [b, a],
    score: 0.9,
    indices: [],
    etat: 'propose',
    trouve_le: new Date(START).toISOString(),
    decision: null,
  }
  await bench.store.write((writer) => putDoublon(writer, seal, one))
  return id
}
const sheet = (kind: DoublonKind, id: string) => bench.store.read((reader) => wholeSheet(reader, seal, kind, id))
const fusions = () => bench.store.read((reader) => allFusions(reader, seal))
const staged = (structures: readonly Structure[], services: readonly Service[] = []): Staged => {
  const db = new Database(':memory:')
  const rows = writeCatalogue(db, () => null)
  for (const one of structures) rows.addStructure(one)
  for (const one of services) rows.addService(one)
  rows.finish({ demonstration: false, genere_le: '2026-12-01T08:00:00.000Z', index: false })
  return openStaged(db)
}
const arrives = (structures: readonly Structure[], services: readonly Service[] = []) =>
  ingest({ store: bench.store, seal }, staged(structures, services), { force: true })

describe('a merge', () => {
  it('keeps one sheet, made of the fields that were chosen, and moves its services', async () => {
    await put([A, B], [service('b--s', 'b--1')])
    const id = await pair('structure', 'a--1', 'b--1')
    await decideDoublon(bench.parts, team, id, {
      geste: 'fusionner',
      garde: 'a--1',
      choix: { courriel: 'b--1', site_web: 'b--1', telephone: 'b--1' },
    })
    expect(await sheet('structure', 'a--1')).toMatchObject({
      id: 'a--1',
      source: 'a',
      telephone: '+33556000002',
      courriel: 'accueil@centre.exemple.test',
      description: 'Un centre.',
    })
    expect(await sheet('structure', 'b--1')).toBeNull()
    expect(await sheet('service', 'b--s')).toMatchObject({ structure_id: 'a--1' })
    expect(await bench.store.read((reader) => doublonOf(reader, seal, id))).toMatchObject({
      etat: 'fusionne',
      decision: { user_id: team.id },
    })
    expect((await bench.journal()).at(-1)).toMatchObject({ action: 'doublon.fusionne', details: { autre: 'b--1' } })
  })

  it('is decided once', async () => {
    await put([A, B])
    const id = await pair('structure', 'a--1', 'b--1')
    await decideDoublon(bench.parts, team, id, { geste: 'distinct' })
    await expect(decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'a--1', choix: {} })).rejects.toMatchObject({
      motif: 'doublon-decide',
    })
    expect(await sheet('structure', 'b--1')).not.toBeNull()
  })

  it('never takes away a sheet that people keep', async () => {
    await put([A, B])
    const someone = await bench.people.person()
    await bench.people.belongs(someone, B)
    const id = await pair('structure', 'a--1', 'b--1')
    await expect(decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'a--1', choix: {} })).rejects.toMatchObject({
      motif: 'fusion-impossible',
    })
    await decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'b--1', choix: {} })
    expect(await sheet('structure', 'a--1')).toBeNull()
  })

  test.each<[string, Partial<User>, boolean]>([
    ['someone', {}, false],
    ['a gestionnaire of there', { gestionnaire: true, departements: ['33'] }, true],
    ['a gestionnaire of elsewhere', { gestionnaire: true, departements: ['59'] }, false],
    ['a gestionnaire of one side only', { gestionnaire: true, departements: ['40'] }, false],
  ])('by %s', async (_, who, may) => {
    await put([A, { ...B, code_insee: who.departements?.[0] === '40' ? '40088' : '33063' }])
    const id = await pair('structure', 'a--1', 'b--1')
    const person = await bench.people.person(who)
    const done = decideDoublon(bench.parts, person, id, { geste: 'distinct' })
    await (may ? expect(done).resolves.toBeUndefined() : expect(done).rejects.toBeInstanceOf(Forbidden))
  })
})

describe('taken back', () => {
  it('a merge leaves every sheet as it was, services included', async () => {
    await put([A, B], [service('b--s', 'b--1'), service('a--s', 'a--1')])
    const all = async () =>
      Promise.all([sheet('structure', 'a--1'), sheet('structure', 'b--1'), sheet('service', 'b--s'), sheet('service', 'a--s')])
    const before = await all()
    const id = await pair('structure', 'a--1', 'b--1')
    await decideDoublon(bench.parts, team, id, {
      geste: 'fusionner',
      garde: 'b--1',
      choix: { telephone: 'a--1', description: 'a--1' },
    })
    await unmerge(bench.parts, team, 'structure', 'b--1')
    expect(await all()).toEqual(before)
    expect(await fusions()).toEqual([])
  })

  it('what was edited meanwhile stays, contacts kept for professionals too', async () => {
    const contact = { telephone: '+33556000003', dora: { contact_name: 'Accueil', is_contact_info_public: false } }
    await put([A], [service('a--s', 'a--1'), service('b--s', 'a--1', contact)])
    const before = await sheet('service', 'b--s')
    const id = await pair('service', 'a--s', 'b--s')
    await decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'a--s', choix: { nom: 'b--s' } })
    const merged = (await sheet('service', 'a--s')) as Doc
    await put([], [{ ...merged, frais: 'gratuit' } as unknown as Service])
    await unmerge(bench.parts, team, 'service', 'a--s')
    expect(await sheet('service', 'b--s')).toEqual(before)
    expect(await sheet('service', 'a--s')).toMatchObject({ nom: 'Atelier a--s', frais: 'gratuit' })
  })

  it('of any fields chosen among any sheets, nothing is lost nor added', { timeout: 120_000 }, async () => {
    const text = fc.option(fc.constantFrom('x', 'y', 'z'), { nil: undefined })
    const fields = fc.record({ description: text, telephone: text, courriel: text, site_web: text, adresse: text })
    const block = fc.option(fc.record({ short_desc: fc.constantFrom('un', 'deux'), typology: fc.constantFrom('ASSO', 'CCAS') }), {
      nil: undefined,
    })
    const chosen = fc.subarray([
      'description',
      'telephone',
      'courriel',
      'site_web',
      'adresse',
      'dora.short_desc',
      'dora.typology',
      'nom',
    ])
    let n = 0
    await fc.assert(
      fc.asyncProperty(fields, fields, block, block, chosen, fc.boolean(), async (one, other, mine, theirs, champs, first) => {
        n += 1
        const clean = (fieldsOf: object): object => JSON.parse(JSON.stringify(fieldsOf)) as object
        const [a, b] = [`a--${n}`, `b--${n}`]
        await put([
          structure(a, clean({ ...one, ...(mine === undefined ? {} : { dora: mine }) })),
          structure(b, clean({ ...other, ...(theirs === undefined ? {} : { dora: theirs }) })),
        ])
        const before = [await sheet('structure', a), await sheet('structure', b)]
        const [garde, ecarte] = first ? [a, b] : [b, a]
        const id = await pair('structure', a, b)
        await decideDoublon(bench.parts, team, id, {
          geste: 'fusionner',
          garde,
          choix: Object.fromEntries(champs.map((champ) => [champ, ecarte])),
        })
        await unmerge(bench.parts, team, 'structure', garde)
        expect([await sheet('structure', a), await sheet('structure', b)]).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })
})

describe('what sources say after a merge', () => {
  const merged = async (): Promise<void> => {
    await arrives([A, B], [service('b--s', 'b--1')])
    const id = await pair('structure', 'a--1', 'b--1')
    await decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde: 'a--1', choix: { telephone: 'b--1' } })
  }

  it('does not bring back the sheet that went, goes on making the one that stays, and its services follow', async () => {
    await merged()
    await arrives(
      [
        { ...A, description: 'Agrandi.' },
        { ...B, telephone: '+33556000009' },
      ],
      [service('b--s', 'b--1', { nom: 'Renommé' })],
    )
    expect(await sheet('structure', 'b--1')).toBeNull()
    expect(await sheet('structure', 'a--1')).toMatchObject({ description: 'Agrandi.', telephone: '+33556000009' })
    expect(await sheet('service', 'b--s')).toMatchObject({ structure_id: 'a--1', nom: 'Renommé' })
  })

  it('is what comes back when the merge is taken back', async () => {
    await merged()
    await arrives([A, { ...B, nom: 'Centre rénové' }], [service('b--s', 'b--1')])
    await unmerge(bench.parts, team, 'structure', 'a--1')
    expect(await sheet('structure', 'b--1')).toMatchObject({ nom: 'Centre rénové', telephone: '+33556000002' })
    expect(await sheet('structure', 'a--1')).toEqual(A)
    expect(await sheet('service', 'b--s')).toMatchObject({ structure_id: 'b--1' })
    // And the next import finds nothing to change.
    expect(await arrives([A, { ...B, nom: 'Centre rénové' }], [service('b--s', 'b--1')])).toMatchObject({
      written: 0,
      removed: 0,
    })
  })

  it('twice the same changes nothing the second time', async () => {
    await merged()
    const again = [[A, B], [service('b--s', 'b--1')]] as const
    await arrives(...again)
    expect(await arrives(...again)).toMatchObject({ written: 0, removed: 0 })
  })

  it('brings in the other one for itself once the kept one is told by no source', async () => {
    await merged()
    await arrives([B], [service('b--s', 'b--1')])
    expect(await sheet('structure', 'a--1')).toBeNull()
    expect(await sheet('structure', 'b--1')).toEqual(B)
    expect(await sheet('service', 'b--s')).toMatchObject({ structure_id: 'b--1' })
  })
})
