import { expect, test } from 'vitest'
import { userScope } from '#shared/sync/scope.ts'
import { invented } from '#server/accounts/testing/people.ts'
import { createLetters } from '#server/accounts/context.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import { contactOf } from './commands/contact.ts'
import { putPublic } from './rows.ts'
import { remask } from './remask.ts'
import { fill, seal, service, START, structure } from './testing.ts'

test('rows of before contacts were put apart are written again, once, in a new history', async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  await fill(store, [structure('s-1')], [service('v-open', 's-1', { telephone: '0556000001' })])
  const people = invented({
    store,
    seal,
    now: () => START,
    linkTo: () => '',
    onMail: () => {},
    letters: createLetters(() => START),
  })
  const member = await people.person()
  await people.belongs(member, structure('s-1'))
  // As the former version wrote them: whole, and in everyone's scope.
  const hidden = service('v-hidden', 's-1', { telephone: '0556000002', dora: { is_contact_info_public: false } })
  const draft = service('v-draft', 's-1', { dora: { status: 'DRAFT' } })
  await store.write(async (writer) => {
    for (const doc of [hidden, draft])
      await putPublic(
        writer,
        { kind: 'service', id: doc.id },
        { doc: doc as never, scopes: ['cat:dep:75', 'cat:fr'], parent: 's-1' },
      )
  })
  const epoch = async () => (await store.read((reader) => reader.head())).epoch
  const before = await epoch()
  expect(await remask({ store, seal })).toBe(2)
  expect(await epoch()).not.toBe(before)
  await store.read(async (reader) => {
    const feed = (await reader.feed('cat:fr', 0, 100, 1e6)).rows.filter((row) => row.op === 'put' && row.kind === 'service')
    expect(feed.map(({ id }) => id).sort()).toEqual(['v-hidden', 'v-open'])
    expect(JSON.stringify(feed)).not.toContain('0556000002')
    expect(await contactOf(reader, seal, 'v-hidden')).toEqual({ telephone: '0556000002' })
    expect((await reader.entity({ kind: 'service', id: 'v-draft' }))?.scopes).toEqual([userScope(member.id)])
  })
  const after = await epoch()
  expect([await remask({ store, seal }), await epoch()]).toEqual([0, after])
})
