import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ask } from './ask.ts'
import { failureText } from './words.ts'

let server: Server
let origin: string
beforeAll(async () => {
  server = createServer((request, response) => {
    const status = Number(request.url?.slice(1, 4))
    if (status === 999) return
    response.writeHead(status, status === 429 ? { 'retry-after': '41' } : {}).end(status === 200 ? '{"a":1}' : 'x')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})
beforeEach(() => {
  vi.stubGlobal('navigator', { onLine: true })
  return () => vi.unstubAllGlobals()
})

const signal = () => new AbortController().signal

describe('a question', () => {
  it('has its answer', async () => {
    expect(await ask(`${origin}/200`, signal())).toEqual({ etat: 'ok', data: { a: 1 } })
  })
  it.each([
    ['429', { etat: 'quota', attente: 41 }],
    ['404', { etat: 'inconnu' }],
    ['422', { etat: 'refus' }],
    ['500', { etat: 'panne' }],
    ['503', { etat: 'panne' }],
    // It says that all is well, and is no JSON.
    ['201', { etat: 'panne' }],
  ])('that fails by %s is told as such', async (path, failure) => {
    expect(await ask(`${origin}/${path}`, signal())).toEqual(failure)
  })
  it('that nobody hears is told by who cannot be heard', async () => {
    expect(await ask('http://127.0.0.1:1/', signal())).toEqual({ etat: 'panne' })
    vi.stubGlobal('navigator', { onLine: false })
    expect(await ask('http://127.0.0.1:1/', signal())).toEqual({ etat: 'hors-ligne' })
  })
  it('that another replaces has no answer at all', async () => {
    const given = new AbortController()
    const asked = ask(`${origin}/999`, given.signal)
    given.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  })
  it('that fails is told in a sentence that says what to do', () => {
    for (const failure of [
      { etat: 'hors-ligne' },
      { etat: 'panne' },
      { etat: 'refus' },
      { etat: 'inconnu' },
      { etat: 'quota', attente: null },
      { etat: 'quota', attente: 41 },
    ] as const)
      expect(failureText(failure)).toMatch(/éessayez|Prévenez/)
  })
})
