import { expect, test } from 'vitest'
import { givenServer } from './given-server.ts'
import { serverAddress } from './server-address.ts'

test.each([
  ['https://dora.exemple.fr', 'https://dora.exemple.fr/'],
  [' https://dora.exemple.fr/bureau?x=1#y ', 'https://dora.exemple.fr/bureau/'],
  ['http://127.0.0.1:4030', 'http://127.0.0.1:4030/'],
  ['http://[::1]:4030/', 'http://[::1]:4030/'],
])('%s is kept as %s', (text, kept) => {
  expect(serverAddress(text)).toBe(kept)
})

test.each([
  '',
  'dora.exemple.fr',
  'http://dora.exemple.fr',
  'https://a:b@dora.exemple.fr',
  'file:///etc',
  'http://127.0.0.1.exemple.fr',
])('« %s » is refused', (text) => {
  expect(() => serverAddress(text)).toThrow(expect.objectContaining({ code: 'sync-adresse-refusee' }) as Error)
})

test('the environment names the server, and says whether it is the desk’s own; a wrong one is told and left', () => {
  const told: unknown[] = []
  const read = (env: NodeJS.ProcessEnv) => givenServer(env, (error) => told.push(error))
  expect(read({})).toBeNull()
  expect(read({ DORA_SERVER: '' })).toBeNull()
  expect(read({ DORA_SERVER: 'http://127.0.0.1:1', DORA_SERVER_EMBEDDED: '1' })).toEqual({
    address: 'http://127.0.0.1:1/',
    embedded: true,
  })
  expect(told).toEqual([])
  expect(read({ DORA_SERVER: 'http://exemple.fr' })).toBeNull()
  expect(told).toHaveLength(1)
})
