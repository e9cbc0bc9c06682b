import { createHash, randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '#shared/sync/wire.ts'
import { startTestServer, type Server } from './testing/harness.ts'

let server: Server
const content = randomBytes(300_000)
const NAME = 'cat-fr.s1.0123456789ab.42.db.zst'
const etag = `"${createHash('sha256').update(content).digest('hex')}"`

beforeAll(async () => {
  server = await startTestServer()
  const file = join(server.folder, NAME)
  writeFileSync(file, content)
  server.setShelf([file])
})
afterAll(() => server.stop())

const get = (headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  fetch(`${server.origin}/sync/v1/blob/${NAME}`, { method, headers })
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer())

describe('GET blob', () => {
  it('gives the file, for ever', async () => {
    const response = await get({ 'accept-encoding': 'gzip' })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(response.headers.get('etag')).toBe(etag)
    expect((await bytes(response)).equals(content)).toBe(true)
    expect((await get({ 'if-none-match': etag })).status).toBe(304)
  })
  it.each([
    ['bytes=0-99', 0, 100],
    ['bytes=299000-', 299_000, 300_000],
    ['bytes=-10', 299_990, 300_000],
    ['bytes=299999-999999', 299_999, 300_000],
  ])('gives the part %s', async (range, first, end) => {
    const response = await get({ range, 'if-range': etag })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${first}-${end - 1}/300000`)
    expect((await bytes(response)).equals(content.subarray(first, end))).toBe(true)
  })
  it('gives the whole when the part is of another file, or is not one part', async () => {
    for (const headers of [{ range: 'bytes=5-9', 'if-range': '"autre"' }, { range: 'bytes=0-1,5-9' }, { range: 'lignes=1-2' }])
      expect((await get(headers)).status).toBe(200)
  })
  it('says that a part is not there', async () => {
    const response = await get({ range: 'bytes=300000-' })
    expect(response.headers.get('content-range')).toBe('bytes */300000')
    expect(Problem.parse(await response.json())).toMatchObject({ status: 416, code: 'bad_request' })
  })
  it('answers HEAD without its bytes', async () => {
    const response = await get({}, 'HEAD')
    expect(response.headers.get('content-length')).toBe('300000')
    expect((await bytes(response)).length).toBe(0)
  })
  it('never leaves its shelf', async () => {
    for (const name of ['absent.db.zst', '..%2fcatalogue-central.db', '%2e%2e', `${NAME}%00`, 'a'.repeat(500)]) {
      const response = await fetch(`${server.origin}/sync/v1/blob/${name}`)
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
      Problem.parse(await response.json())
    }
  })
  it('is 404 once rotated away', async () => {
    const file = join(server.folder, 'parti.db.zst')
    writeFileSync(file, 'x')
    server.setShelf([file])
    expect((await fetch(`${server.origin}/sync/v1/blob/parti.db.zst`)).status).toBe(200)
    server.setShelf([])
    rmSync(file)
    expect(await (await fetch(`${server.origin}/sync/v1/blob/parti.db.zst`)).json()).toMatchObject({ code: 'not_found' })
  })
})
