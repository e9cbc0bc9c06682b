import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildSitemaps, type Mapped } from './sitemap.ts'
import { PUBLIC_PATHS, robotsText } from './sitemap-robots.ts'
import { xmlText } from './xml.ts'

const ORIGIN = 'https://dora.exemple.test'
const mapped = (id: string, dateMaj = '2026-01-01'): Mapped => ({ id, dateMaj })
const locs = (text: string | undefined): readonly string[] =>
  [...(text ?? '').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc]) => loc ?? '')

describe('sitemaps', () => {
  test('tell each page at its canonical address', async () => {
    const files = await buildSitemaps(
      {
        structures: [mapped('dora--00000000-0000-4000-8000-000000000001', '2026-02-03'), mapped('source--é&1')],
        services: [mapped('source--v')],
        others: ['/deploiement'],
      },
      ORIGIN,
    )
    expect([...files.keys()]).toEqual(['sitemap.xml', 'sitemap-pages.xml', 'sitemap-structures-1.xml', 'sitemap-services-1.xml'])
    expect(locs(files.get('sitemap.xml'))).toEqual([...files.keys()].slice(1).map((name) => `${ORIGIN}/${name}`))
    expect(files.get('sitemap.xml')).toContain('<lastmod>2026-02-03</lastmod>')
    expect(locs(files.get('sitemap-structures-1.xml'))).toEqual([
      `${ORIGIN}/s/000000000000`,
      `${ORIGIN}/structure/source--%C3%A9%261`,
    ])
    expect(files.get('sitemap-structures-1.xml')).toContain('<lastmod>2026-02-03</lastmod><priority>0.7</priority>')
    expect(files.get('sitemap-services-1.xml')).toContain('<priority>0.5</priority>')
  })

  test('two records of one short link are at their long addresses', async () => {
    const files = await buildSitemaps(
      {
        structures: [],
        services: ['1', '2'].map((end) => mapped(`dora--00000000-0000-4000-8000-00000000000${end}`)),
        others: [],
      },
      ORIGIN,
    )
    expect(locs(files.get('sitemap-services-1.xml'))).toEqual(
      ['1', '2'].map((end) => `${ORIGIN}/service/dora--00000000-0000-4000-8000-00000000000${end}`),
    )
  })

  test('no file passes what engines accept, and no page is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 700, max: 3_000 }),
        async (ids, addresses, bytes) => {
          const services = ids.map((id) => mapped(`source--${id}`))
          const files = await buildSitemaps({ structures: [], services, others: [] }, ORIGIN, { addresses, bytes })
          const parts = [...files].filter(([name]) => name.startsWith('sitemap-services-')).map(([, text]) => text)
          expect(parts.flatMap(locs)).toHaveLength(ids.length)
          for (const part of parts) {
            expect(locs(part).length).toBeLessThanOrEqual(addresses)
            expect(locs(part).length === 1 || Buffer.byteLength(part) <= bytes + 200).toBe(true)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('engines may visit what is named, and nothing of a demonstration', () => {
  expect(robotsText(false, ORIGIN)).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`)
  for (const path of PUBLIC_PATHS) expect(robotsText(false, ORIGIN)).toContain(`Allow: ${path}\n`)
  expect(robotsText(true, ORIGIN)).not.toMatch(/Allow|Sitemap/)
})

test('any text is one that XML can hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(xmlText(text)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff<>"']|&(?!amp;|lt;|gt;|quot;|apos;)/)
      expect(xmlText(text).isWellFormed()).toBe(true)
    }),
  )
})
