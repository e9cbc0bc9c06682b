import { setImmediate } from 'node:timers/promises'
import { longPublicPath, publicCode, type PublicKind, publicPath } from '#shared/listing/public-link.ts'
import { XML_HEAD, xmlElement } from './xml.ts'

/** Sitemaps (protocol 0.9): every public page at its canonical address, in files that engines accept. */

/** What is told of a record: `dateMaj` is an ISO day. */
export type Mapped = { readonly id: string; readonly dateMaj: string }
export type MappedPages = {
  readonly structures: readonly Mapped[]
  readonly services: readonly Mapped[]
  /** Paths of the pages that are no record, from the address of the server. */
  readonly others: readonly string[]
}
export type Limits = { readonly addresses: number; readonly bytes: number }

/** Of the protocol: 50,000 addresses and 50 MB; a file ends before the next address would pass it. */
const MOST: Limits = { addresses: 50_000, bytes: 50 * 1024 * 1024 - 64 * 1024 }
/** Others are answered between two turns. */
const TURN = 2_000
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
/** A structure is looked for by its name; a service less often. */
const PRIORITY: Readonly<Record<PublicKind, string>> = { structure: '0.7', service: '0.5' }

type Part = { readonly name: string; readonly text: string; readonly lastmod: string | null }

const urlset = (urls: string): string => `${XML_HEAD}<urlset ${NAMESPACE}>\n${urls}</urlset>\n`

/** Two records of one short link have none: each is at its long address. */
const pathsOf = async (kind: PublicKind, records: readonly Mapped[]): Promise<(id: string) => string> => {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const [at, { id }] of records.entries()) {
    if (at % TURN === TURN - 1) await setImmediate()
    const code = publicCode(id)
    if (code === null) continue
    if (seen.has(code)) shared.add(code)
    seen.add(code)
  }
  return (id) => (shared.has(publicCode(id) ?? '') ? longPublicPath(kind, id) : publicPath(kind, id))
}

const partsOf = async (kind: PublicKind, records: readonly Mapped[], origin: string, most: Limits): Promise<readonly Part[]> => {
  const pathOf = await pathsOf(kind, records)
  const parts: Part[] = []
  let urls: string[] = []
  let bytes = 0
  let lastmod = ''
  const end = (): void => {
    if (urls.length === 0) return
    parts.push({ name: `sitemap-${kind}s-${parts.length + 1}.xml`, text: urlset(urls.join('')), lastmod })
    urls = []
    bytes = 0
    lastmod = ''
  }
  for (const [at, { id, dateMaj }] of records.entries()) {
    if (at % TURN === TURN - 1) await setImmediate()
    const url = `<url>${xmlElement('loc', origin + pathOf(id))}<lastmod>${dateMaj}</lastmod><priority>${PRIORITY[kind]}</priority></url>\n`
    const more = Buffer.byteLength(url)
    if (urls.length >= most.addresses || bytes + more > most.bytes) end()
    urls.push(url)
    bytes += more
    if (dateMaj > lastmod) lastmod = dateMaj
  }
  end()
  return parts
}

/**
 * By name of file: `sitemap.xml`, which tells of the others, `sitemap-pages.xml`, `sitemap-structures-<n>.xml`,
 * `sitemap-services-<n>.xml`. @param origin address of the server, without a final « / ».
 */
export const buildSitemaps = async (
  { structures, services, others }: MappedPages,
  origin: string,
  most: Limits = MOST,
): Promise<ReadonlyMap<string, string>> => {
  const pages: Part = {
    name: 'sitemap-pages.xml',
    text: urlset(others.map((path) => `<url>${xmlElement('loc', origin + path)}</url>\n`).join('')),
    lastmod: null,
  }
  const parts = [
    ...(others.length === 0 ? [] : [pages]),
    ...(await partsOf('structure', structures, origin, most)),
    ...(await partsOf('service', services, origin, most)),
  ]
  const index = parts.map(
    ({ name, lastmod }) => `<sitemap>${xmlElement('loc', `${origin}/${name}`)}${xmlElement('lastmod', lastmod)}</sitemap>\n`,
  )
  return new Map([
    ['sitemap.xml', `${XML_HEAD}<sitemapindex ${NAMESPACE}>\n${index.join('')}</sitemapindex>\n`],
    ...parts.map(({ name, text }) => [name, text] as const),
  ])
}
