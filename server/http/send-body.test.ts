import { gunzipSync } from 'node:zlib'
import fastify from 'fastify'
import { afterAll, describe, expect, test } from 'vitest'
import { createBody } from './encode.ts'
import { hasTag, sendBody } from './send-body.ts'

const asked = (tags: string | undefined) => ({ headers: tags === undefined ? {} : { 'if-none-match': tags } })

test.each([
  [undefined, false],
  ['', false],
  ['"b"', false],
  ['"a"', true],
  ['"b", "a"', true],
  ['W/"a"', true],
  ['"b" , W/"a"', true],
  ['*', true],
  ['"ab"', false],
])('whoever has %s has what is tagged "a": %s', (tags, has) => {
  expect(hasTag(asked(tags), '"a"')).toBe(has)
  expect(hasTag(asked(tags), 'W/"a"')).toBe(has)
})

describe('a body', () => {
  const body = createBody(JSON.stringify({ text: 'mobilité '.repeat(400) }))
  const app = fastify()
  app.get('/', (request, reply) => sendBody(request, reply.type('application/json; charset=utf-8'), body))
  const get = (headers: Record<string, string> = {}) => app.inject({ url: '/', headers })
  afterAll(() => app.close())

  test('travels compressed when it may be, and says that it depends on it', async () => {
    const plain = await get({ 'accept-encoding': 'identity' })
    expect(plain.headers).toMatchObject({ etag: body.etag, vary: 'accept-encoding', 'content-type': expect.any(String) })
    expect(plain.headers['content-encoding']).toBeUndefined()
    const packed = await get({ 'accept-encoding': 'gzip' })
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', etag: body.etag, vary: 'accept-encoding' })
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
  })
  test('is not told again to whoever has it', async () => {
    const {
      statusCode,
      body: sent,
      headers,
    } = await get({ 'if-none-match': body.etag.replace('W/', ''), 'accept-encoding': 'gzip' })
    expect([statusCode, sent, headers.etag, headers.vary]).toEqual([304, '', body.etag, 'accept-encoding'])
  })
})
