import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import OpeningHours from 'opening_hours'
import { describe, expect, it } from 'vitest'
import { parseHours } from '#shared/listing/hours/parse.ts'
import { problemsOf } from '#shared/listing/hours/problems.ts'
import { writeHours } from '#shared/listing/hours/write.ts'
import { decodeHours } from './decode.ts'

/** The editor's plan against the library that the sheet is read with: opening and saving a text must not change the hours. */

const PLACE = { lat: 48.8566, lon: 2.3522, address: { country_code: 'fr', state: 'Île-de-France' } }
/** Three weeks with two public holidays, across a year; and a July of another one. */
const SPANS = [
  [new Date(2026, 11, 18), new Date(2027, 0, 8)],
  [new Date(2027, 6, 5), new Date(2027, 6, 20)],
] as const

/** `<osm>; "<details>"`: the details make every hour uncertain to the library, and are compared as words. */
const withoutRemark = (text: string): string => text.replace(/;?\s*"[^"]*"$/, (found) => (found.startsWith(';') ? '' : found))

/** What a text means: minutes that are open, those that are uncertain, and why. Null when the library cannot read it. */
const meaning = (text: string): string | null => {
  try {
    const schedule = new OpeningHours(withoutRemark(text), PLACE)
    return JSON.stringify(SPANS.map(([from, to]) => schedule.getOpenIntervals(from, to)))
  } catch {
    return null
  }
}

describe('what the editor writes means what was written', () => {
  it.each([
    'Mo 09:00-12:00,14:00-18:00;Tu 09:00-12:00,14:00-18:00;Fr 09:00-12:00',
    'Mo-Fr 8:30-12:30, 13:30-17:00; We 14:00-17:00; PH off',
    'Mo-Fr 09:00-12:00, We 14:00-17:00',
    'Mo-Fr,PH 10:00-11:00; 2026 Dec 25 09:00-10:00',
    'Fr-Mo 10:00-12:00; Su off',
    '09:00-12:00; PH off',
    'Mo-Su 20:00-08:00; PH off',
    'Mo-Th 19:00-32:00, Fr 20:00-00:00',
    '24/7',
    'Mo-Fr 09:00-12:00; PH off; 2026 Dec 24-2027 Jan 02 off "Congés"; 2027 Jul 14 10:00-11:00 open "Portes ouvertes"',
    'Mo-Fr 09:00-12:00; 2026 Dec 21,2026 Dec 28-30 off; 2027 Jul off',
    'Mo-Fr 09:00-17:00,14:00-18:00',
  ])('%s', (text) => {
    const plan = parseHours(text)
    expect(plan).not.toBeNull()
    const written = plan === null ? '' : writeHours(plan)
    expect(meaning(text)).not.toBeNull()
    expect(meaning(written)).toBe(meaning(text))
    expect(decodeHours(written, new Date(2026, 10, 23)).decode).toBe(true)
  })

  it('holds for any rules in any order, where the editor opens them', () => {
    const days = fc.constantFrom('Mo', 'Tu-Fr', 'We', 'Sa,Su', 'Fr-Mo', 'Mo,Th', 'Mo-Su', '', 'PH', 'Mo-Fr,PH', 'PH,Sa')
    const dates = fc.constantFrom(
      '2026 Dec 24',
      '2026 Dec 21-31',
      '2026 Dec 29-2027 Jan 02',
      '2027 Jul',
      '2027 Jan 04,2027 Jul 14',
    )
    const range = fc.constantFrom(
      '09:00-12:00',
      '8:00-10:30',
      '14:00-18:00',
      '17:30-24:00',
      '20:00-02:00',
      '19:00-08:00',
      '22:00-00:00',
    )
    const hours = fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom('off', 'closed') },
      { weight: 4, arbitrary: fc.uniqueArray(range, { minLength: 1, maxLength: 2 }).map((all) => all.join(',')) },
    )
    const rule = fc.tuple(fc.oneof({ weight: 3, arbitrary: days }, dates), hours).map((parts) => parts.join(' ').trim())
    const text = fc
      .array(fc.tuple(rule, fc.constantFrom('; ', '; ', ', ')), { minLength: 1, maxLength: 5 })
      .map((rules) => rules.map(([each, separator], i) => (i === 0 ? each : separator + each)).join(''))
    let opened = 0
    fc.assert(
      fc.property(text, (brut) => {
        const plan = parseHours(brut)
        if (plan === null) return
        const before = meaning(brut)
        if (before === null) return
        opened++
        expect(meaning(writeHours(plan))).toBe(before)
      }),
      { numRuns: 800 },
    )
    expect(opened).toBeGreaterThan(150)
  }, 60_000)
})

const REAL = join(import.meta.dirname, '../../../shared/data/reference/lieux.jsonl')
describe.skipIf(!existsSync(REAL))('real hours (skipped without ../shared/data)', () => {
  const values = (field: string): readonly string[] => {
    const found = new Set<string>()
    for (const line of readFileSync(REAL, 'utf8').split('\n')) {
      const value: unknown = line === '' ? null : (JSON.parse(line) as Record<string, unknown>)[field]
      if (typeof value === 'string' && value.trim() !== '') found.add(value)
    }
    return [...found]
  }

  it('opens nearly every one that the library reads, and saves it with the same meaning', () => {
    const all = values('horaires_osm')
    expect(all.filter((text) => parseHours(text) !== null).length / all.length).toBeGreaterThan(0.95)
    // One in four is enough to compare, and quick.
    const readable = all
      .filter((_, i) => i % 4 === 0)
      .flatMap((text) => {
        const before = meaning(text)
        return before === null ? [] : [{ text, before }]
      })
    expect(readable.length).toBeGreaterThan(500)
    const opened = readable.flatMap(({ text, before }) => {
      const plan = parseHours(text)
      // « 14:00-14:00 » is a slip that the editor opens and points at; to OSM it is a day and a night.
      const slip = plan !== null && problemsOf(plan).some(({ code }) => code === 'plage-vide')
      return plan === null ? [] : [{ text, before, after: slip ? before : meaning(writeHours(plan)) }]
    })
    expect(opened.filter(({ before, after }) => before !== after).map(({ text }) => text)).toEqual([])
    expect(opened.length / readable.length).toBeGreaterThan(0.97)
  }, 120_000)

  it('never writes what cannot be decoded, from French sentences either', () => {
    const opened = values('horaires_texte').flatMap((text) => {
      const plan = parseHours(text)
      return plan === null ? [] : [writeHours(plan)]
    })
    expect(opened.length).toBeGreaterThan(20)
    for (const written of opened) expect(meaning(written)).not.toBeNull()
  })
})
