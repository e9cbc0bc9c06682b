import { expect, test } from 'vitest'
import { openSqliteStore } from '#server/store/sqlite.ts'
import { docOf, putSealed } from './rows.ts'
import { seal } from './testing.ts'

const KEY = { kind: 'rattachement', id: 'u-1/s-1' }
type Row = Parameters<typeof putSealed>[3]

test('a sealed row: its document alone makes a version; its scopes and parent follow without one', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  const put = async (row: Omit<Row, 'current'>) =>
    (await store.write(async (writer) => putSealed(writer, seal, KEY, { ...row, current: await writer.entity(KEY) }))).value
  const stored = () => store.read((reader) => reader.entity(KEY))

  expect(await put({ doc: { a: 1, b: 'Élodie' }, scopes: ['u:1'], parent: 's-1' })).toEqual({ ver: 1, changed: true })
  const first = await stored()
  expect(first?.doc).not.toContain('lodie')
  expect(docOf(seal, first)).toEqual({ a: 1, b: 'Élodie' })

  expect(await put({ doc: { b: 'Élodie', a: 1 }, scopes: ['u:1'], parent: 's-1' })).toEqual({ ver: 1, changed: false })
  expect(await stored()).toEqual(first)

  expect(await put({ doc: { a: 1, b: 'Élodie' }, scopes: ['u:1', 'u:2'], parent: 's-2' })).toEqual({ ver: 1, changed: true })
  expect(await stored()).toEqual({ ...first, seq: 2, scopes: ['u:1', 'u:2'], parent: 's-2' })
  expect((await store.read((reader) => reader.feed('u:2', 0, 10, 1e6))).rows).toMatchObject([{ op: 'put', ver: 1 }])
  expect(await store.read((reader) => reader.children(KEY.kind, 's-1'))).toEqual([])

  expect(await put({ doc: { a: 2, b: 'Élodie' }, scopes: [] })).toEqual({ ver: 2, changed: true })
  expect(await stored()).toMatchObject({ ver: 2, scopes: [], parent: null })

  await store.write((writer) => writer.remove(KEY))
  expect(await put({ doc: { a: 2, b: 'Élodie' }, scopes: ['u:1'] })).toEqual({ ver: 4, changed: true })
  await store.close()
})
