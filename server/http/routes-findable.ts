import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Service } from '#shared/catalogue/record.ts'
import { openPublished } from '../opendata/files/folder.ts'
import type { OpenSnapshot, SnapshotReference } from '../opendata/open-index.ts'
import type { OpenService } from '../opendata/record.ts'
import { catalogueLinked } from '../opendata/standards/schema-org.ts'
import { html } from '../pages/html.ts'
import type { Page } from '../pages/page.ts'
import { NOT_NOW } from '../pages/public/refusals.ts'
import { renderFeed, type RssItem } from '../pages/rss.ts'
import { aboutOfAsked, type Asked, chooseLatest, pathOfAsked, readAsked, sinceOf } from '../pages/rss-choose.ts'
import { buildSitemaps } from '../pages/sitemap.ts'
import { PUBLIC_PAGES, robotsText } from '../pages/sitemap-robots.ts'
import type { SyncStore } from '../store/types.ts'
import { DEMONSTRATION } from '../sync/settings.ts'
import { type Body, createBody } from './encode.ts'
import { createMemo } from './memo.ts'
import { sendBody } from './send-body.ts'
import { pageRoute, queryOf, sendPage } from './send-page.ts'

/** What engines and readers come for: `/robots.txt`, the sitemaps, `/catalogue.jsonld`, `/rss/nouveautes.xml`. */

type Parts = {
  readonly store: Pick<SyncStore, 'read'>
  readonly openReference: SnapshotReference
  /** Where open data are published. */
  readonly folder: string
  readonly log: Logger
  /** Without a final « / ». */
  readonly publicUrl: () => string
  /** True while the first catalogue is being made. */
  readonly filling: () => boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const HOUR_MS = 3_600_000
const CACHE = 'public, max-age=3600'
const FEED_CACHE = 'public, max-age=600'
/** Made again at most so often, however often the catalogue changes: engines come once a day. */
const SITEMAPS_MS = HOUR_MS
const FEEDS = { entries: 300, bytes: 8 * 1024 * 1024, ageMs: HOUR_MS } as const
/** The program of another site may read it. */
const ANYONE = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' } as const
/** What was written in a listing came from anyone: a browser shows it, and runs none of it. */
const CSP = "default-src 'none'; sandbox"

const NO_SUCH_FEED: Page = {
  status: 400,
  title: 'Ce flux n’existe pas',
  body: html`<p>Le département, la région ou la thématique demandés ne sont pas connus, ou sont donnés deux fois.</p>
    <p>Un flux s’écrit ainsi : <code>/rss/nouveautes.xml?departement=33&amp;thematique=mobilite</code></p>`,
}
const NO_SUCH_MAP: Page = {
  status: 404,
  title: 'Ce plan n’existe pas',
  body: html`<p>Les plans du site sont nommés dans <code>/sitemap.xml</code>. Un catalogue de démonstration n’en a pas.</p>`,
}
const NOTHING_YET: Page = {
  status: 404,
  title: 'Rien n’est encore publié',
  body: html`<p>Les données ouvertes de ce serveur n’ont pas encore été publiées.</p>`,
}

const send = (
  request: FastifyRequest,
  reply: FastifyReply,
  body: Body,
  headers: Readonly<Record<string, string>>,
): Promise<FastifyReply> => sendBody(request, reply.headers({ ...ANYONE, 'content-security-policy': CSP, ...headers }), body)

const XML = { 'content-type': 'application/xml; charset=utf-8', 'cache-control': CACHE } as const

export const addFindableRoutes = (app: FastifyInstance, parts: Parts): void => {
  const { store, openReference, log, publicUrl, filling, now } = parts
  const published = openPublished(parts.folder)
  const feeds = createMemo(FEEDS, now)

  type Sitemaps = ReadonlyMap<string, Body>
  let sitemaps: { readonly at: number; readonly origin: string; readonly made: Promise<Sitemaps> } | null = null
  const makeSitemaps = async (origin: string): Promise<Sitemaps> => {
    const { invented, structureEntries, serviceEntries } = await openReference.current()
    if (invented) return new Map()
    const pages = { structures: structureEntries, services: serviceEntries, others: PUBLIC_PAGES }
    return new Map([...(await buildSitemaps(pages, origin))].map(([name, text]) => [name, createBody(text)]))
  }
  const currentSitemaps = (): Promise<Sitemaps> => {
    const origin = publicUrl()
    if (sitemaps === null || sitemaps.origin !== origin || Math.abs(now() - sitemaps.at) > SITEMAPS_MS) {
      const one = { at: now(), origin, made: makeSitemaps(origin) }
      sitemaps = one
      // A failure is told to those who wait, and tried again by the next.
      one.made.catch(() => {
        if (sitemaps === one) sitemaps = null
      })
    }
    return sitemaps.made
  }
  const sendSitemap = async (request: FastifyRequest, reply: FastifyReply, name: string): Promise<FastifyReply> => {
    // What is half there would be told as whole for an hour.
    if (filling()) return sendPage(reply, NOT_NOW)
    const body = (await currentSitemaps()).get(name)
    return body === undefined ? sendPage(reply, NO_SUCH_MAP) : send(request, reply, body, XML)
  }

  /** Of our own, the day it was published; the others do not tell. */
  const publishedSince = async (services: readonly OpenService[], since: string): Promise<ReadonlySet<string>> => {
    const keys = services.map(({ id }) => ({ kind: 'service', id }))
    const rows = keys.length === 0 ? [] : await store.read((reader) => reader.entities(keys))
    return new Set(
      rows
        .filter(({ deleted, doc }) => !deleted && doc !== null)
        .map(({ doc }) => JSON.parse(doc ?? '') as Service)
        .filter(({ dora }) => dora?.publication_date !== undefined && dora.publication_date >= since)
        .map(({ id }) => id),
    )
  }
  const makeFeed = async (snapshot: OpenSnapshot, asked: Asked): Promise<Body> => {
    const services = await chooseLatest(snapshot, asked)
    const recent = await publishedSince(services, sinceOf(snapshot.today))
    const items = services.map((service): RssItem => ({
      service,
      structure: snapshot.structure(service.structure_id)?.nom ?? null,
      isNew: recent.has(service.id),
    }))
    const { today } = snapshot
    return createBody(renderFeed({ about: aboutOfAsked(asked), path: pathOfAsked(asked), items, today }, publicUrl()))
  }

  app.get(
    '/robots.txt',
    pageRoute(log, async (request, reply) => {
      const invented = await store.read(async (reader) => (await reader.setting(DEMONSTRATION)) === '1')
      const text = robotsText(invented, publicUrl())
      return send(request, reply, createBody(text), { 'content-type': 'text/plain; charset=utf-8', 'cache-control': CACHE })
    }),
  )
  app.get(
    '/sitemap.xml',
    pageRoute(log, (request, reply) => sendSitemap(request, reply, 'sitemap.xml')),
  )
  app.get(
    '/sitemap-:part',
    pageRoute(log, (request, reply) => sendSitemap(request, reply, `sitemap-${(request.params as { part: string }).part}`)),
  )
  app.get(
    '/catalogue.jsonld',
    pageRoute(log, async (request, reply) => {
      const latest = await published.latest()
      if (latest === null) return sendPage(reply, NOTHING_YET)
      return send(request, reply, createBody(`${JSON.stringify(catalogueLinked(latest.manifest))}\n`), {
        'content-type': 'application/ld+json; charset=utf-8',
        'cache-control': FEED_CACHE,
      })
    }),
  )
  app.get(
    '/rss/nouveautes.xml',
    pageRoute(log, async (request, reply) => {
      const asked = readAsked(new URLSearchParams(queryOf(request)))
      if (asked === null) return sendPage(reply, NO_SUCH_FEED)
      if (filling()) return sendPage(reply, NOT_NOW)
      const snapshot = await openReference.current()
      const key = `${publicUrl()} ${pathOfAsked(asked)} ${snapshot.today} ${snapshot.version}`
      return send(request, reply, await feeds.get(key, () => makeFeed(snapshot, asked)), {
        'content-type': 'application/rss+xml; charset=utf-8',
        'cache-control': FEED_CACHE,
        ...(snapshot.invented ? { 'x-robots-tag': 'noindex' } : {}),
      })
    }),
  )
}
