import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { parseSync } from 'oxc-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STYLE } from '../pages/style.ts'
import { WIDGET_STYLE } from '../pages/widget-page.ts'
import { startTestServer, type Server } from './testing/harness.ts'

let server: Server
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const get = (path: string, headers: Readonly<Record<string, string>> = {}) => server.raw('GET', path, { headers })
const json = async (path: string): Promise<unknown> => JSON.parse((await get(path)).body.toString()) as unknown
const page = async (path: string) => {
  const { status, headers, body } = await get(path)
  return { status, headers, text: body.toString() }
}

describe('the script', () => {
  it('is one module, whole and small, that a page of any origin may run', async () => {
    const { status, headers, body } = await get('/widget/v1/dora.js')
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
    })
    const { module, errors } = parseSync('dora.js', body.toString(), { sourceType: 'module' })
    expect(errors).toEqual([])
    expect([...module.staticImports, ...module.staticExports, ...module.dynamicImports]).toEqual([])
    expect(gzipSync(body).length).toBeLessThan(40 * 1024)
  })
  it('keeps nothing in the browser, and makes no code of text', async () => {
    const { body } = await get('/widget/v1/dora.js')
    expect(body.toString()).not.toMatch(
      /document\.cookie|localStorage|sessionStorage|indexedDB|sendBeacon|innerHTML|\beval\(|new Function/,
    )
  })
  it('is not sent again to who has it', async () => {
    const { headers } = await get('/widget/v1/dora.js')
    const again = await get('/widget/v1/dora.js', { 'if-none-match': String(headers.etag) })
    expect([again.status, again.body.length]).toEqual([304, 0])
    expect(again.headers['access-control-allow-origin']).toBe('*')
    const gzip = await get('/widget/v1/dora.js', { 'accept-encoding': 'gzip' })
    expect(gzip.headers['content-encoding']).toBe('gzip')
  })
})

describe('communes', () => {
  const names = async (query: string) =>
    ((await json(`/widget/v1/communes?${query}`)) as readonly { readonly label: string }[]).map(({ label }) => label)
  it('are found by name, postal code and INSEE code, the exact one first, within a territory', async () => {
    expect((await json('/widget/v1/communes?q=33063')) as unknown).toEqual([
      { code: '33063', label: 'Bordeaux (33)', lat: expect.any(Number) as number, lon: expect.any(Number) as number },
    ])
    expect((await names('q=bordeaux'))[0]).toBe('Bordeaux (33)')
    expect((await names('q=saint-denis'))[0]).toMatch(/^Saint-Denis \(/)
    expect(await names('q=Saint-Denis+(974)')).toEqual(['Saint-Denis (974)'])
    expect(await names('q=st+denis&departement=93')).toEqual(['Saint-Denis (93)'])
    expect(await names('q=33000')).toContain('Bordeaux (33)')
    expect(await names('q=zzzz')).toEqual([])
    expect((await names('q=sai')).length).toBe(10)
  })
  it.each(['', '?q=', '?q=a&departement=999', '?q=a&region=xx', `?q=${'a'.repeat(81)}`, '?q=a&q=b'])(
    'refuse %j, in a way that any origin can read',
    async (query) => {
      const { status, headers } = await get(`/widget/v1/communes${query}`)
      expect([status, headers['access-control-allow-origin']]).toEqual([400, '*'])
    },
  )
})

describe('outlines', () => {
  it('are those asked for and their neighbours, with towns and whom to credit', async () => {
    const told = (await json('/widget/v1/contours?departements=33')) as {
      readonly departements: readonly { readonly code: string }[]
      readonly villes: readonly { readonly nom: string }[]
      readonly credits: readonly string[]
    }
    expect(told.departements.map(({ code }) => code)).toEqual(expect.arrayContaining(['33', '40', '47', '24', '17']))
    expect(told.departements.length).toBeLessThan(12)
    expect(told.villes[0]?.nom).toBe('Bordeaux')
    expect(told.credits.join()).toContain('GeoNames')
  })
  it.each(['', '?departements=', '?departements=999', `?departements=${Array.from({ length: 13 }, (_, n) => n + 10).join(',')}`])(
    'refuse %j',
    async (query) => {
      expect((await get(`/widget/v1/contours${query}`)).status).toBe(400)
    },
  )
})

const HOSTILE = `"><script>alert('x')</script>&amp;`

describe('the pages', () => {
  it.each(['/outils', '/recherche', '/recherche?q=permis&lieu=33063'])('%s runs the widget, and nothing else', async (path) => {
    const { status, headers, text } = await page(path)
    expect(status).toBe(200)
    expect(text.match(/<script/g)).toHaveLength(1)
    expect(text).toContain('<script type="module" src="/widget/v1/dora.js"></script>')
    expect(text).not.toMatch(/\son\w+=|style="/)
    const hash = createHash('sha256')
      .update(STYLE + WIDGET_STYLE)
      .digest('base64')
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    )
    // A space before these signs does not break; what is no sentence has none.
    expect(text.slice(text.indexOf('<main>')).replace(/<pre>.*?<\/pre>|href="javascript[^"]*"/gs, '')).not.toMatch(/ [?!;:»]|« /)
  })
  it('of tools writes the code to paste, and nothing that it did not understand', async () => {
    const { text } = await page('/outils?departement=33&thematique=mobilite&theme=sombre&carte=non')
    expect(text).toContain(
      '&lt;dora-services departement=&quot;33&quot; thematique=&quot;mobilite&quot; theme=&quot;sombre&quot; carte=&quot;non&quot;&gt;',
    )
    expect((await page('/outils?commune=bordeaux')).text).toContain('commune=&quot;33063&quot;')
    const unknown = await page('/outils?commune=Nulle-Part&departement=999')
    expect(unknown.text).toContain('n’est pas connue')
    expect(unknown.text).toContain('&lt;dora-services&gt;')
  })
  it('takes hostile words as words', async () => {
    const asked = encodeURIComponent(HOSTILE)
    for (const path of [
      `/outils?titre=${asked}&structure=${asked}&commune=${asked}&theme=${asked}`,
      `/recherche?q=${asked}&lieu=${asked}`,
      '/recherche?q=%ff%00%0a&lieu=%00',
      `/recherche?q=${'a'.repeat(3_000)}`,
      '/outils?titre=%00%ff&titre=b',
    ]) {
      const { status, text } = await page(path)
      expect(status).toBe(200)
      expect(text).not.toContain("alert('x')</script>")
      expect(text.match(/<script/g)).toHaveLength(1)
    }
  })
  it('of search leads to the desk with the same question', async () => {
    const { text } = await page('/recherche?q=permis+de+conduire&lieu=33063')
    expect(text).toContain('href="dora://recherche?q=permis+de+conduire&amp;lieu=commune:33063"')
    expect(text).toContain('<dora-services q="permis de conduire" lieu="33063"')
    expect((await page('/recherche?lieu=Nulle-Part')).text).toContain('n’est pas connue')
  })
})
