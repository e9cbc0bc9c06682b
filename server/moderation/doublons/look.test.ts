import { expect, test } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import { openAccounts, seal } from '#server/accounts/testing/bench.ts'
import { putStructure } from '#server/sync/commands/catalogue-rows.ts'
import { lookForDoublons } from './look.ts'
import { decideDoublon } from './merge.ts'
import { allDoublons } from './rows.ts'

const centre = (id: string, more: Partial<Structure> = {}): Structure => ({
  source: id.split('--')[0] ?? '',
  id,
  nom: 'Centre social Les Hirondelles',
  date_maj: '2026-01-01',
  code_insee: '33063',
  commune: 'Bordeaux',
  telephone: '+33556000001',
  ...more,
})

test('pairs are proposed once, forgotten when they are none any more, and what was decided stays', async () => {
  const bench = await openAccounts()
  const put = (...all: readonly Structure[]) =>
    bench.store.write(async (writer) => {
      for (const one of all) await putStructure(writer, one as never)
    })
  const known = () => bench.store.read((reader) => allDoublons(reader, seal))
  await put(
    centre('a--1'),
    centre('b--1', { nom: 'Les Hirondelles (centre social)' }),
    centre('c--1', { nom: 'Mairie', telephone: null }),
  )
  expect(await lookForDoublons(bench.parts)).toEqual({ proposed: 1, forgotten: 0, unreadable: 0 })
  expect(await known()).toMatchObject([{ kind: 'structure', paire: ['a--1', 'b--1'], etat: 'propose' }])
  expect(await lookForDoublons(bench.parts)).toEqual({ proposed: 0, forgotten: 0, unreadable: 0 })

  const team = await bench.people.person({ role: 'administrateur' })
  const [one] = await known()
  await decideDoublon(bench.parts, team, one?.id ?? '', { geste: 'distinct' })
  expect(await lookForDoublons(bench.parts)).toEqual({ proposed: 0, forgotten: 0, unreadable: 0 })
  expect(await known()).toMatchObject([{ etat: 'distinct' }])

  await put(centre('d--1'))
  expect(await lookForDoublons(bench.parts)).toEqual({ proposed: 2, forgotten: 0, unreadable: 0 })
  await put(centre('d--1', { nom: 'Piscine', telephone: null, code_insee: '33281', commune: 'Mérignac' }))
  expect(await lookForDoublons(bench.parts)).toEqual({ proposed: 0, forgotten: 2, unreadable: 0 })
  expect(await known()).toHaveLength(1)
})

test('obsolete structures are no double of any', async () => {
  const bench = await openAccounts()
  await bench.store.write(async (writer) => {
    await putStructure(writer, centre('a--1') as never)
    await putStructure(writer, centre('b--1', { dora: { is_obsolete: true } }) as never)
  })
  expect(await lookForDoublons(bench.parts)).toEqual({ proposed: 0, forgotten: 0, unreadable: 0 })
})

test('a pair that somebody decides of while the job is at it is not forgotten', async () => {
  const bench = await openAccounts()
  const put = (one: Structure) => bench.store.write((writer) => putStructure(writer, one as never))
  await put(centre('a--1'))
  await put(centre('b--1'))
  await lookForDoublons(bench.parts)
  const known = () => bench.store.read((reader) => allDoublons(reader, seal))
  const [one] = await known()
  await put(centre('b--1', { nom: 'Piscine', telephone: null, code_insee: '33281', commune: 'Mérignac' }))
  const team = await bench.people.person({ role: 'administrateur' })
  let decided = false
  const store = {
    ...bench.store,
    // Between what is read and what is written.
    write: async (work: Parameters<typeof bench.store.write>[0]) => {
      if (!decided) {
        decided = true
        await decideDoublon(bench.parts, team, one?.id ?? '', { geste: 'distinct' })
      }
      return bench.store.write(work)
    },
  } as typeof bench.store
  await lookForDoublons({ ...bench.parts, store })
  expect(await known()).toMatchObject([{ id: one?.id, etat: 'distinct' }])
})
