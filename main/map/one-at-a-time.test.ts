import { expect, it } from 'vitest'
import { createOneAtATime } from './one-at-a-time.ts'

const gate = () => Promise.withResolvers<void>()

it('builds only the first and the last of what is asked meanwhile', async () => {
  const once = createOneAtATime(() => new Error('superseded'))
  const first = gate()
  const built: string[] = []
  const a = once('a', async () => {
    await first.promise
    built.push('a')
  })
  const b = once('b', async () => void built.push('b'))
  const refused = expect(b).rejects.toThrow('superseded')
  const c = once('c', async () => void built.push('c'))
  await refused
  first.resolve()
  await Promise.all([a, c])
  expect(built).toEqual(['a', 'c'])
})

it('joins a build that is running or waiting', async () => {
  const once = createOneAtATime(() => new Error('superseded'))
  const first = gate()
  let runs = 0
  const run = async () => {
    runs++
    await first.promise
  }
  const asked = [once('a', run), once('a', run), once('b', run), once('b', run)]
  first.resolve()
  await Promise.all(asked)
  expect(runs).toBe(2)
})

it('drops what waits when the running one is wanted again', async () => {
  const once = createOneAtATime(() => new Error('superseded'))
  const first = gate()
  const a = once('a', () => first.promise)
  const refused = expect(once('b', async () => {})).rejects.toThrow('superseded')
  const again = once('a', async () => {})
  await refused
  first.resolve()
  await Promise.all([a, again])
})

it('tells a failure to those who asked, and goes on', async () => {
  const once = createOneAtATime(() => new Error('superseded'))
  await expect(once('a', () => Promise.reject(new Error('disk')))).rejects.toThrow('disk')
  await expect(once('a', async () => {})).resolves.toBeUndefined()
})
