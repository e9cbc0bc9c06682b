import { beforeEach, expect, it } from 'vitest'
import { DoraError, type ErrorCode } from '#shared/errors.ts'
import type { BoardLine } from '#shared/moderation/board.ts'
import { type BoardMemory, createBoardMemory } from './board.ts'
import { boardLine } from './testing/board.ts'

const MINUTE_MS = 60_000
let now: number
let answers: unknown[]
/** Versions that the desk said it had. */
let asked: (string | null)[]
let changes: number
let memory: BoardMemory

beforeEach(() => {
  now = 0
  answers = []
  asked = []
  changes = 0
  memory = createBoardMemory({
    ask: async (known) => {
      asked.push(known)
      const next = await answers.shift()
      if (next instanceof DoraError) throw next
      return next === null ? null : Buffer.from(JSON.stringify(next))
    },
    now: () => now,
    onChange: () => changes++,
    log: (what, error) => {
      throw new Error(what, { cause: error })
    },
  })
})
const board = (version: string, ...lignes: readonly BoardLine[]) => ({ version, lignes })
const ids = async (fresh = false) => (await memory.read(fresh)).board.lines.map(({ id }) => id)
const codeOf = (work: Promise<unknown>): Promise<ErrorCode | 'ok'> =>
  work.then(
    () => 'ok' as const,
    (error: unknown) => (error as DoraError).code,
  )
const turn = () => new Promise((resolve) => setImmediate(resolve))

it('is read once, and again only when that is asked, saying what is already here', async () => {
  answers.push(board('1', boardLine('a')), null, board('2', boardLine('b')), board('2', boardLine('b')))
  expect([await ids(), await ids()]).toEqual([['a'], ['a']])
  now = 60
  // Nothing new: the same lines, known from now.
  const { lu_le } = await memory.read(true)
  expect([lu_le, await ids(true)]).toEqual([60, ['b']])
  const before = (await memory.read(false)).board
  // A server that does not compare says it again: it is prepared no second time.
  expect((await memory.read(true)).board).toBe(before)
  expect(asked).toEqual([null, '1', '1', '2'])
})

it('is asked once, however many want it at a time', async () => {
  answers.push(board('1', boardLine('a')))
  expect(await Promise.all([ids(), ids(), ids(true)])).toEqual([['a'], ['a'], ['a']])
  expect(asked).toEqual([null])
})

it('is read again after something was done; without network what was known is told, unless the newest was asked', async () => {
  const offline = new DoraError('compte-hors-ligne')
  answers.push(offline, board('1', boardLine('a')), offline, offline, board('2', boardLine('b')))
  expect(await codeOf(ids())).toBe('compte-hors-ligne')
  expect(await ids()).toEqual(['a'])
  memory.stale()
  expect(await ids()).toEqual(['a'])
  expect(await codeOf(ids(true))).toBe('compte-hors-ligne')
  expect([await ids(), await ids(), asked.length]).toEqual([['b'], ['b'], 5])
})

it('that is old is told at once, and looked at beside: what has changed is told', async () => {
  answers.push(board('1', boardLine('a')), null, board('2', boardLine('b')))
  await ids()
  now = 6 * MINUTE_MS
  expect(await ids()).toEqual(['a'])
  await turn()
  expect([asked, changes]).toEqual([[null, '1'], 0])
  now = 12 * MINUTE_MS
  expect(await ids()).toEqual(['a'])
  while (changes === 0) await turn()
  expect([await ids(), asked.length]).toEqual([['b'], 3])
})

it('that something else may have changed is told at once too', async () => {
  answers.push(board('1', boardLine('a')), board('2', boardLine('b')))
  await ids()
  memory.old()
  expect(await ids()).toEqual(['a'])
  while (changes === 0) await turn()
  expect([await ids(), asked.length]).toEqual([['b'], 2])
})

it('is nobody else’s: an answer that comes once somebody else is there is thrown away', async () => {
  let give: (answer: unknown) => void = () => {}
  answers.push(
    new Promise((resolve) => {
      give = resolve
    }),
    board('2', boardLine('basile')),
  )
  const first = ids()
  await turn()
  memory.forget()
  give(board('1', boardLine('odette')))
  expect([await first, await ids(), asked]).toEqual([['basile'], ['basile'], [null, null]])
  memory.forget()
  answers.push(new DoraError('compte-droit'))
  expect(await codeOf(ids())).toBe('compte-droit')
})

it('is forgotten once the server says that it is theirs no more', async () => {
  const refused = new DoraError('compte-droit')
  answers.push(board('1', boardLine('a')), refused, board('2', boardLine('b')), refused, refused)
  await ids()
  memory.stale()
  expect(await codeOf(ids())).toBe('compte-droit')
  expect(await ids()).toEqual(['b'])
  // Beside what is told: the screen is told to ask again.
  memory.old()
  expect(await ids()).toEqual(['b'])
  while (changes === 0) await turn()
  expect(await codeOf(ids())).toBe('compte-droit')
  expect(asked).toEqual([null, '1', null, '2', null])
})

it('that cannot be read whole is not told in part', async () => {
  const lines = Array.from({ length: 2_500 }, (_, n) => boardLine(`s${n}`))
  answers.push(board('1', ...lines.slice(0, 2_499), { ...boardLine('x'), etat: 'inconnu' } as never), null, board('1', ...lines))
  expect(await codeOf(ids())).toBe('sync-reponse-illisible')
  // « Nothing has changed », of what was never read.
  expect(await codeOf(ids())).toBe('sync-reponse-illisible')
  expect((await ids()).length).toBe(2_500)
})
