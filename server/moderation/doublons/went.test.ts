import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CGU_VERSION } from '#shared/accounts/compte.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { Doublon, DoublonKind } from '#shared/moderation/doublon.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { joinStructure } from '#server/accounts/join.ts'
import { findEstablishments } from '#server/accounts/establishments.ts'
import { type AccountBench, openAccounts, seal, START } from '#server/accounts/testing/bench.ts'
import { createSirene } from '#server/sirene/client.ts'
import { SIRETS } from '#server/sirene/testing/invented.ts'
import { type SireneStandIn, startSireneStandIn } from '#server/sirene/testing/stand-in.ts'
import type { User } from '#server/store/types.ts'
import { putService, putStructure } from '#server/sync/commands/catalogue-rows.ts'
import { decideDoublon, wholeSheet } from './merge.ts'
import { allDoublons, allFusions, doublonId, doublonOf, forgetMerges, putDoublon } from './rows.ts'
import { unmerge } from './unmerge.ts'

/** Sheets that went into another: what led to them leads to the one that stays. */

let register: SireneStandIn
let bench: AccountBench
let team: User
beforeAll(async () => {
  register = await startSireneStandIn()
})
afterAll(() => register.close())
beforeEach(async () => {
  bench = await openAccounts({ sirene: createSirene({ base: register.url }) })
  team = await bench.people.person({ role: 'administrateur' })
})

const SHEET = { nom: 'Centre', date_maj: '2026-01-01', code_insee: '59350' } as const
const structure = (id: string, more: Partial<Structure> = {}): Structure => ({
  ...SHEET,
  source: id.split('--')[0] ?? '',
  id,
  ...more,
})
const service = (id: string, structure_id: string): Service => ({
  ...SHEET,
  source: 'a',
  id,
  structure_id,
  modes_accueil: ['en-presentiel'],
})
const put = (structures: readonly Structure[], services: readonly Service[] = []) =>
  bench.store.write(async (writer) => {
    for (const one of structures) await putStructure(writer, one as unknown as Doc)
    for (const one of services) await putService(writer, seal, one as unknown as Doc)
  })
const sheet = (kind: DoublonKind, id: string) => bench.store.read((reader) => wholeSheet(reader, seal, kind, id))
const merge = async (kind: DoublonKind, garde: string, other: string): Promise<string> => {
  const id = doublonId(kind, [garde, other])
  const paire: [string, string] = garde < other ? [garde, other] : [other, garde]
  const one: Doublon = {
    id,
    kind,
    paire,
    score: 0.9,
    indices: [],
    etat: 'propose',
    trouve_le: new Date(START).toISOString(),
    decision: null,
  }
  await bench.store.write((writer) => putDoublon(writer, seal, one))
  await decideDoublon(bench.parts, team, id, { geste: 'fusionner', garde, choix: {} })
  return id
}

describe('whoever joins by the SIRET of one that was merged away', () => {
  const join = async (asked: object) =>
    (await joinStructure(bench.parts, await bench.people.person(), { cgu_version: CGU_VERSION, ...asked } as never)).structure.id

  test('joins the one that stays, and is shown it: no double is made', async () => {
    await put([structure('dora--1'), structure('b--1', { siret: SIRETS.mission })])
    await merge('structure', 'dora--1', 'b--1')
    const { etablissements } = await findEstablishments(bench.parts, { siret: SIRETS.mission })
    expect(etablissements.map((one) => one.structure?.id)).toEqual(['dora--1'])
    expect([await join({ siret: SIRETS.mission }), await join({ structure_id: 'b--1' })]).toEqual(['dora--1', 'dora--1'])
  })

  test('once it was taken back, joins its own', async () => {
    await put([structure('dora--1'), structure('dora--2', { siret: SIRETS.mission })])
    await merge('structure', 'dora--1', 'dora--2')
    await unmerge(bench.parts, team, 'structure', 'dora--1')
    expect(await join({ siret: SIRETS.mission })).toBe('dora--2')
  })

  test('of one that another source keeps, makes its listing here once', async () => {
    await put([structure('a--1'), structure('b--1', { siret: SIRETS.mission })])
    await merge('structure', 'a--1', 'b--1')
    const first = await join({ siret: SIRETS.mission })
    expect(await sheet('structure', first)).toMatchObject({ source: 'dora', siret: SIRETS.mission })
    expect(await join({ siret: SIRETS.mission })).toBe(first)
  })
})

test('a service that comes back while its structure is merged is of the one that stays, then of its own again', async () => {
  await put([structure('a--1'), structure('a--2')], [service('a--s', 'a--1'), service('a--t', 'a--2')])
  await merge('service', 'a--s', 'a--t')
  await merge('structure', 'a--1', 'a--2')
  await unmerge(bench.parts, team, 'service', 'a--s')
  expect(await sheet('service', 'a--t')).toMatchObject({ structure_id: 'a--1' })
  await unmerge(bench.parts, team, 'structure', 'a--1')
  expect(await sheet('service', 'a--t')).toMatchObject({ structure_id: 'a--2' })
  expect(await sheet('service', 'a--s')).toMatchObject({ structure_id: 'a--1' })
})

test('a merge whose kept sheet is no more goes with it, and its pair is proposed again; one that a source tells stays', async () => {
  await put([structure('a--1'), structure('a--2')])
  const id = await merge('structure', 'a--1', 'a--2')
  const forget = (told: boolean) => bench.store.write((writer) => forgetMerges(writer, seal, () => told))
  const fusions = async () => (await bench.store.read((reader) => allFusions(reader, seal))).length
  await forget(false)
  await bench.store.write((writer) => writer.remove({ kind: 'structure', id: 'a--1' }))
  await forget(true)
  expect(await fusions()).toBe(1)
  await forget(false)
  expect([await fusions(), (await bench.store.read((reader) => doublonOf(reader, seal, id)))?.etat]).toEqual([0, 'propose'])
})

test('rows that cannot be read are counted, and keep the others from nobody', async () => {
  await put([structure('a--1'), structure('a--2')])
  await merge('structure', 'a--1', 'a--2')
  for (const kind of ['doublon', 'fusion'])
    await bench.store.write((writer) => writer.put({ kind, id: 'x', scopes: [], doc: 'illisible', parent: null, hash: () => 0 }))
  const counted: unknown[] = []
  const read = (all: typeof allDoublons | typeof allFusions) =>
    bench.store.read(async (reader) => (await all(reader, seal, (...told) => counted.push(told))).length)
  expect([await read(allDoublons), await read(allFusions), counted]).toEqual([
    1,
    1,
    [
      ['doublon', 1],
      ['fusion', 1],
    ],
  ])
})
