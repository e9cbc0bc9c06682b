import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Origine } from '#shared/partners/connector.ts'
import { BadBatch, ConnectorFailure } from './failure.ts'
import { fetchTo, type FetchParts, weighed } from './fetch.ts'
import type { Batch } from './read.ts'

/** A data·inclusion v1 API, read whole (data-inclusion.md §2): pages of structures, then of services, as lines of a file each. */

const LISTS = ['structures', 'services'] as const
type List = (typeof LISTS)[number]

const MOST_ROWS = 2_000_000
/** A page is read at once. */
const MOST_BYTES = 64 * 1024 * 1024
const TRIES = 3

const Page = z.object({ items: z.array(z.record(z.string(), z.unknown())), total: z.int().min(0), page: z.int(), size: z.int() })
type Page = z.infer<typeof Page>

/** It was loaded again while it was read: what was read is of no one instant. */
class Unsteady extends Error {}

type ApiParts = {
  readonly origine: Extract<Origine, { readonly genre: 'api' }>
  readonly sources: readonly string[]
  readonly key: string | null
  readonly folder: string
  readonly fetch: FetchParts
  /** Of what was taken last, by address; empty to read all. */
  readonly etags: Readonly<Record<string, string>>
}

const addressOf = ({ origine, sources }: ApiParts, list: List, page: number, size: number): string => {
  const url = new URL(`${origine.adresse.replace(/\/+$/, '').replace(/\/api\/v1$/, '')}/api/v1/${list}`)
  for (const source of sources) url.searchParams.append('sources', source)
  if (origine.departement !== null) url.searchParams.set('code_departement', origine.departement)
  if (list === 'services') for (const one of origine.thematiques) url.searchParams.append('thematiques', one)
  url.searchParams.set('page', String(page))
  url.searchParams.set('size', String(size))
  return url.href
}

const readPage = async (file: string): Promise<Page> => {
  await weighed(file, MOST_BYTES)
  let value: unknown
  try {
    value = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new BadBatch('illisible', error)
  }
  const read = Page.safeParse(value)
  if (!read.success) throw new BadBatch('forme')
  return read.data
}

/** Whether every page that was read last is the same now. */
const isSame = async ({ key, folder, fetch, etags }: ApiParts): Promise<boolean> => {
  const known = Object.entries(etags)
  for (const [url, etag] of known) {
    const answer = await fetchTo({ url, key, etag, file: join(folder, 'page.json') }, fetch)
    if (!answer.isSame) return false
  }
  return known.length > 0
}

/** One list, whole. Answers its total. @throws Unsteady */
const readList = async (parts: ApiParts, list: List, file: string, etags: Map<string, string>): Promise<number> => {
  const out = createWriteStream(file)
  const failed = new Promise<never>((_, reject) => out.once('error', reject))
  failed.catch(() => {})
  const seen = new Set<unknown>()
  let total: number | null = null
  try {
    for (let page = 1; ; page++) {
      const url = addressOf(parts, list, page, parts.fetch.limits.page)
      const body = join(parts.folder, 'page.json')
      const answer = await fetchTo({ url, key: parts.key, file: body }, parts.fetch)
      if (!answer.isSame && answer.etag !== null) etags.set(url, answer.etag)
      const read = await readPage(body)
      if (total !== null && read.total !== total) throw new Unsteady()
      total = read.total
      if (total > MOST_ROWS) throw new ConnectorFailure('trop-lourd')
      for (const item of read.items) {
        // Moved from one page to the next.
        if (seen.has(item['id'])) throw new Unsteady()
        seen.add(item['id'])
        if (!out.write(`${JSON.stringify(item)}\n`))
          await Promise.race([new Promise<void>((done) => out.once('drain', () => done())), failed])
      }
      if (seen.size >= total) break
      if (read.items.length === 0) throw new Unsteady()
    }
    if (seen.size !== total) throw new Unsteady()
    return total
  } finally {
    await Promise.race([new Promise<void>((done) => out.end(() => done())), failed])
  }
}

/** The total of a list, asked again. */
const totalOf = async (parts: ApiParts, list: List): Promise<number> => {
  const file = join(parts.folder, 'page.json')
  await fetchTo({ url: addressOf(parts, list, 1, 1), key: parts.key, file }, parts.fetch)
  return (await readPage(file)).total
}

/**
 * Everything that the API has of these sources; null when nothing has changed. Rejects with ConnectorFailure (`instable` when it
 * changes each time that it is read), or BadBatch.
 */
export const readApi = async (parts: ApiParts): Promise<Batch | null> => {
  if (await isSame(parts)) return null
  for (let tries = 1; ; tries++) {
    const etags = new Map<string, string>()
    const [structures, services] = [join(parts.folder, 'structures.ndjson'), join(parts.folder, 'services.ndjson')]
    try {
      const total = await readList(parts, 'structures', structures, etags)
      await readList(parts, 'services', services, etags)
      // Loaded again between the two, one would tell of structures that the other does not have.
      if ((await totalOf(parts, 'structures')) !== total) throw new Unsteady()
      return {
        files: [
          { path: structures, name: 'structures', hint: 'structure' },
          { path: services, name: 'services', hint: 'service' },
        ],
        etags: Object.fromEntries(etags),
      }
    } catch (error) {
      if (!(error instanceof Unsteady)) throw error
      if (tries === TRIES) throw new ConnectorFailure('instable')
    }
  }
}
