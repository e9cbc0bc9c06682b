import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBroadcast } from '../broadcast.ts'
import { createRouter } from '../router.ts'
import { openSession } from '../testing/http-client.ts'
import { probeContract, probeHandlers } from '../testing/probe.ts'
import { type HttpHost, startHttpHost } from './http.ts'

const folder = mkdtempSync(join(tmpdir(), 'dora-host-'))
const root = join(folder, 'renderer')
mkdirSync(join(root, 'assets'), { recursive: true })
writeFileSync(
  join(root, 'index.html'),
  '<!doctype html><head><meta property="csp-nonce" content="__CSP_NONCE__" /><title>DORA</title></head>',
)
writeFileSync(join(root, 'assets/app-1a2b.js'), 'export {}')
writeFileSync(join(root, 'icon.svg'), '<svg/>')
writeFileSync(join(folder, 'secret.txt'), 'secret')
writeFileSync(join(root, '.env.json'), '{}')
symlinkSync(join(folder, 'secret.txt'), join(root, 'assets/link.txt'))

let host: HttpHost
let cookie = ''
beforeAll(async () => {
  const router = createRouter(probeContract, probeHandlers, { onUnexpected: () => {} })
  host = await startHttpHost({
    router,
    events: createBroadcast(() => {}),
    root,
    secret: 'launch',
  })
  cookie = (await openSession(host.openUrl())).cookie
})
afterAll(async () => {
  await host.close()
  rmSync(folder, { recursive: true })
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(host.origin + path, { redirect: 'manual', headers: { cookie, ...headers } })
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(host.origin + path, {
    method: 'POST',
    body,
    headers: { cookie, origin: host.origin, 'content-type': 'application/json', ...headers },
  })

/** `fetch` would normalise the path and forbids the Host header. */
type Raw = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }
const raw = (path: string, headers: Record<string, string> = {}): Promise<Raw> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(host.origin)
    request({ host: '127.0.0.1', port, path, headers: { host: `127.0.0.1:${port}`, cookie, ...headers } }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (part: string) => (body += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
      .on('error', reject)
      .end()
  })

describe('the key', () => {
  it('opens one session, keeps the path asked, and does not serve again', async () => {
    const url = host.openUrl('/recherche?q=permis')
    const first = await fetch(url, { redirect: 'manual' })
    expect(first.status).toBe(303)
    expect(first.headers.get('location')).toBe('/recherche?q=permis')
    expect(first.headers.get('set-cookie')).toMatch(/^dora-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
    const second = await fetch(url, { redirect: 'manual' })
    expect(second.status).toBe(401)
    expect(second.headers.get('set-cookie')).toBeNull()
  })
  it('lets the browser that used it reload its address', async () => {
    const url = host.openUrl()
    const own = (await fetch(url, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await fetch(url, { redirect: 'manual', headers: { cookie: own } })).status).toBe(303)
  })
  it('opens from the doorstep too: a page of ours goes on, for a redirection would lose the cookie', async () => {
    // Node's fetch sets this header by itself: a browser coming from a file says « cross-site ».
    const { pathname, search } = new URL(host.openUrl('/recherche?q=a&lieu=commune:59350'))
    const { status, headers, body } = await raw(pathname + search, { cookie: '', 'sec-fetch-site': 'cross-site' })
    expect(status).toBe(200)
    expect(headers['set-cookie']?.[0]).toMatch(/SameSite=Strict/)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(body).toContain('0;url=/recherche?q=a&amp;lieu=commune:59350"')
    expect((await raw(pathname + search, { cookie: '', 'sec-fetch-site': 'cross-site' })).status).toBe(401)
  })
  it.each(['//exemple.fr', 'https://exemple.fr', '/\\exemple.fr', 'javascript:alert(1)', '\t//exemple.fr'])(
    'never redirects to « %s »',
    async (to) => {
      const { headers } = await fetch(host.openUrl(to), { redirect: 'manual' })
      expect(headers.get('location')).toMatch(/^\/(?!\/)/)
      expect(headers.get('location')).not.toContain('exemple.fr')
    },
  )
  it('is refused when wrong, short or absent', async () => {
    for (const query of ['?key=', '?key=abc', '', `?key=${'a'.repeat(43)}`]) {
      expect((await get(`/open${query}`, { cookie: '' })).status).toBe(401)
    }
  })
})

describe('the door', () => {
  it('asks for the cookie everywhere', async () => {
    for (const path of ['/', '/events', '/assets/app-1a2b.js', '/recherche'])
      expect((await get(path, { cookie: '' })).status).toBe(401)
    const reply = await post('/rpc/probe.void', 'null', { cookie: 'dora-1=x' })
    expect(reply.status).toBe(401)
    expect(await reply.json()).toMatchObject({ ok: false, error: { code: 'acces-refuse' } })
  })
  it.each(['http://exemple.fr', 'null', 'http://localhost', 'http://127.0.0.1:1'])('refuses origin « %s »', async (origin) => {
    expect((await post('/rpc/probe.void', 'null', { origin })).status).toBe(403)
    expect((await get('/', { origin })).status).toBe(403)
  })
  it('refuses a call without origin', async () => {
    const { status } = await fetch(`${host.origin}/rpc/probe.void`, {
      method: 'POST',
      body: 'null',
      headers: { cookie, 'content-type': 'application/json' },
    })
    expect(status).toBe(403)
  })
  it.each(['localhost', 'exemple.fr', '127.0.0.1', '127.0.0.1:1'])(
    'refuses host « %s », whatever it resolves to',
    async (name) => {
      expect((await raw('/', { host: name })).status).toBe(403)
    },
  )
  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json-patch+json', 'application/json; charset=latin1'])(
    'refuses a body of type %s',
    async (type) => expect((await post('/rpc/probe.void', 'null', { 'content-type': type })).status).toBe(415),
  )
  it.each(['', '{', '{"a":1}}', 'undefined', '\u0000'])('answers 400 to the malformed body « %s »', async (body) => {
    expect((await post('/rpc/probe.void', body)).status).toBe(400)
  })
  it('refuses more than 1 MB, announced or not', async () => {
    const big = JSON.stringify('x'.repeat(1_100_000))
    expect((await post('/rpc/probe.void', big)).status).toBe(413)
    const stream = new ReadableStream({
      start: (controller) => {
        for (let part = 0; part < 20; part++) controller.enqueue(new Uint8Array(64_000).fill(32))
        controller.close()
      },
    })
    const unannounced = await fetch(`${host.origin}/rpc/probe.void`, {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { cookie, origin: host.origin, 'content-type': 'application/json' },
    })
    expect(unannounced.status).toBe(413)
  })
  it('calls by POST only', async () => {
    expect((await get('/rpc/probe.void')).status).toBe(405)
    expect((await fetch(`${host.origin}/`, { method: 'DELETE', headers: { cookie, origin: host.origin } })).status).toBe(405)
  })
  it('gives a second start an address, against the secret of the data folder', async () => {
    const again = (authorization: string) => fetch(`${host.origin}/again`, { method: 'POST', headers: { authorization } })
    expect((await again('Bearer wrong')).status).toBe(401)
    const { url } = (await (await again('Bearer launch')).json()) as { url: string }
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
  })
})

describe('the files', () => {
  it('gives a screen the page, with a nonce of this response in its header and its meta', async () => {
    const nonces = new Set<string>()
    for (const path of ['/', '/recherche', '/service/dora--a.b', '/index.html']) {
      const response = await get(path)
      const policy = response.headers.get('content-security-policy') ?? ''
      const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1] ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/)
      const html = await response.text()
      expect(html.match(/csp-nonce/g)).toHaveLength(1)
      expect(html).toContain(`nonce="${nonce}"`)
      expect(response.headers.get('cache-control')).toBe('no-store')
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(4)
  })
  it('keeps hashed files for ever, and asks for the others again', async () => {
    const hashed = await get('/assets/app-1a2b.js')
    expect(hashed.headers.get('cache-control')).toContain('immutable')
    expect(hashed.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(hashed.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await get('/icon.svg')).headers.get('cache-control')).toBe('no-cache')
  })
  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%252e%252e/%252e%252e/secret.txt',
    '/assets/link.txt',
    '/.env.json',
    '/assets/%00.txt',
    '/%E0%A4%A.txt',
    '/C:%5csecret.txt',
    '//secret.txt',
    '/assets/none.js',
  ])('serves nothing for « %s »', async (path) => {
    const { status, body } = await raw(path)
    expect([400, 404]).toContain(status)
    expect(body).not.toContain('secret')
  })
})

describe('the pages', () => {
  it('are counted as their event streams open and close', async () => {
    const counts: number[] = []
    const gone = Promise.withResolvers<void>()
    const own = await startHttpHost({
      router: createRouter(probeContract, probeHandlers, { onUnexpected: () => {} }),
      events: createBroadcast(() => {}),
      root,
      onPages: (open) => {
        counts.push(open)
        if (open === 0) gone.resolve()
      },
    })
    const [first, second] = [await openSession(own.openUrl()), await openSession(own.openUrl())]
    await Promise.all([first.ready, second.ready])
    first.close()
    second.close()
    await gone.promise
    expect(counts).toEqual([1, 2, 1, 0])
    await own.close()
  })
})
