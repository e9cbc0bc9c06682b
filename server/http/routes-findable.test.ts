import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { parisDay } from '#shared/listing/days.ts'
import { publicPath } from '#shared/listing/public-link.ts'
import { PUBLIC_PATHS } from '../pages/sitemap-robots.ts'
import { putService, putStructure } from '../sync/commands/catalogue-rows.ts'
import { DEMONSTRATION } from '../sync/settings.ts'
import { type Server, startTestServer } from './testing/harness.ts'

const ORIGIN = 'https://dora.exemple.test'
const HOUR_MS = 3_600_000
const newId = () => `dora--${randomUUID()}`

let server: Server
const own: Structure = {
  source: 'dora',
  id: newId(),
  nom: 'Maison de l’Exemple',
  date_maj: '2026-01-02',
  code_insee: '33063',
  code_postal: '33000',
  commune: 'Bordeaux',
}
const today = parisDay(Date.now())
const offered: Service = {
  source: 'dora',
  id: newId(),
  structure_id: own.id,
  nom: 'Aide au permis',
  description: 'Une aide inventée pour les essais.',
  date_maj: today,
  code_insee: '33063',
  commune: 'Bordeaux',
  telephone: '0556112233',
  courriel: 'accueil@exemple.test',
  thematiques: ['mobilite--acceder-a-un-vehicule'],
  dora: { status: 'PUBLISHED', is_contact_info_public: true, publication_date: today },
}
const draft: Service = { ...offered, id: newId(), nom: 'Service en préparation', dora: { status: 'DRAFT' } }

beforeAll(async () => {
  server = await startTestServer({ limits: { perAddress: 1_000_000 } })
  await server.store.write(async (writer) => {
    await putStructure(writer, own as never)
    for (const one of [offered, draft]) await putService(writer, server.account.seal, one as never)
  })
})
afterAll(() => server.stop())

const get = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
  const response = await fetch(server.origin + path, { redirect: 'manual', headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const inDemonstration = async (work: () => Promise<void>): Promise<void> => {
  await server.store.write((writer) => writer.setSetting(DEMONSTRATION, '1'))
  try {
    await work()
  } finally {
    await server.store.write((writer) => writer.setSetting(DEMONSTRATION, '0'))
  }
}

describe('engines', () => {
  it('are told where to go, and to keep out of everything else', async () => {
    const { status, headers, text } = await get('/robots.txt')
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(text).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`)
    const allowed = (path: string): boolean => PUBLIC_PATHS.some((start) => path.startsWith(start))
    const open = server.app.routes.filter((route) => route.startsWith('GET ') && allowed(route.slice('GET '.length)))
    expect(open.every((route) => !/demande|orienter|confirmer|account|moderation|auth|sync/.test(route))).toBe(true)
    // Every page of a record can be visited, and nothing that is someone’s.
    for (const path of ['/s/:name', '/o/:name', '/structure/:name', '/service/:name']) expect(open).toContain(`GET ${path}`)
    for (const path of ['/demande/x/y', '/orienter', '/confirmer', '/ouvrir', '/api/v1/services', '/connexion'])
      expect(allowed(path)).toBe(false)
  })

  it('find every page that is published, by the map of the site', async () => {
    const index = await get('/sitemap.xml')
    expect([index.status, index.headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8'])
    const maps = [...index.text.matchAll(/<loc>https:\/\/dora\.exemple\.test(\/[^<]*)<\/loc>/g)].map(([, path]) => path ?? '')
    const found: string[] = []
    for (const path of maps) {
      const { status, text } = await get(path)
      expect([path, status]).toEqual([path, 200])
      found.push(...[...text.matchAll(/<loc>https:\/\/dora\.exemple\.test(\/[^<]*)<\/loc>/g)].map(([, page]) => page ?? ''))
    }
    expect(found).toContain(publicPath('structure', own.id))
    expect(found).toContain(publicPath('service', offered.id))
    expect(found).not.toContain(publicPath('service', draft.id))
    for (const path of found) {
      const page = await get(path)
      expect([path, page.status]).toEqual([path, 200])
      if (path.startsWith('/s/') || path.startsWith('/o/')) {
        // Told under one address, and by no other.
        expect(page.text).toContain(`<link rel="canonical" href="${ORIGIN}${path}">`)
        expect(page.text).toContain('<script type="application/ld+json">')
        expect(page.headers.get('x-robots-tag')).toBeNull()
      }
    }
    for (const path of ['/deploiement', '/statistiques'])
      expect((await get(path)).text).toContain(`<link rel="canonical" href="${ORIGIN}${path}" />`)
  })

  it('are answered 304 for what they have', async () => {
    for (const path of ['/sitemap.xml', '/robots.txt', '/rss/nouveautes.xml']) {
      const etag = (await get(path)).headers.get('etag') ?? ''
      expect([path, (await get(path, { 'if-none-match': etag })).status]).toEqual([path, 304])
    }
  })

  it('find nothing of a demonstration', () =>
    inDemonstration(async () => {
      expect((await get('/robots.txt')).text).toMatch(/^Disallow: \/$/m)
      server.pass(2 * HOUR_MS)
      expect((await get('/sitemap.xml')).status).toBe(404)
      const page = await get(publicPath('structure', own.id))
      expect(page.headers.get('x-robots-tag')).toBe('noindex')
      expect(page.text).toContain('<meta name="robots" content="noindex"')
      server.pass(2 * HOUR_MS)
    }))

  it('are told to come back while the first catalogue is being made', async () => {
    server.setFilling(true)
    expect((await get('/sitemap.xml')).status).toBe(503)
    expect((await get('/rss/nouveautes.xml')).status).toBe(503)
    server.setFilling(false)
  })

  it.each(['/sitemap-inconnu-1.xml', '/sitemap-%00', '/sitemap-services-99.xml', '/catalogue.jsonld'])(
    '%s is not there',
    async (path) => {
      expect((await get(path)).status).toBe(404)
    },
  )
})

describe('readers of feeds', () => {
  it('are told what is new in a territory, and whom to ask of nobody', async () => {
    const { status, headers, text } = await get('/rss/nouveautes.xml?departement=33&thematique=mobilite')
    expect([status, headers.get('content-type')]).toEqual([200, 'application/rss+xml; charset=utf-8'])
    expect(text).toContain(`<title>Nouveau\u202f: Aide au permis – Maison de l’Exemple</title>`)
    expect(text).toContain(`<guid isPermaLink="true">${ORIGIN}${publicPath('service', offered.id)}</guid>`)
    expect(text).not.toMatch(/0556112233|accueil@exemple/)
    expect(text).not.toContain('Service en préparation')
    expect((await get('/rss/nouveautes.xml?departement=59')).text).not.toContain('<item>')
  })

  it('see at once what has just changed', async () => {
    const renamed = { ...offered, nom: 'Aide au permis de conduire' }
    await server.store.write((writer) => putService(writer, server.account.seal, renamed as never))
    expect((await get('/rss/nouveautes.xml?departement=33')).text).toContain('Aide au permis de conduire')
  })

  it('find the feed of a territory from its pages', async () => {
    const link = '<link rel="alternate" type="application/rss+xml"'
    const structure = await get(publicPath('structure', own.id))
    expect(structure.text).toContain(
      `${link} title="Nouveautés de DORA\u202f: Gironde (33)" href="/rss/nouveautes.xml?departement=33" />`,
    )
    const deploiement = await get('/deploiement')
    expect(deploiement.text).toContain(`${link} title="Nouveautés de DORA" href="/rss/nouveautes.xml" />`)
    expect(deploiement.text).toContain('<a href="/rss/nouveautes.xml?departement=2A"')
  })

  it.each(['departement=999', 'departement=33&departement=59', 'region=%00', 'thematique=%ff', 'departement[]=33&region=toutes'])(
    '%s is told as a page, never as a failure',
    async (query) => {
      const { status, text, headers } = await get(`/rss/nouveautes.xml?${query}`)
      expect(status).toBe(400)
      expect(headers.get('content-type')).toContain('text/html')
      expect(text).toContain('Ce flux n’existe pas')
    },
  )
})
