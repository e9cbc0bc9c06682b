import { groupsOf } from '#shared/listing/groups.ts'
import fc from 'fast-check'
import qrcode from 'qrcode-generator'
import { describe, expect, it } from 'vitest'
import { textOf } from '../html.ts'
import { hoursOf, hoursTable } from './hours.ts'
import { openingHours, plainWeek } from './json-ld.ts'
import { inlineJson } from './layout.ts'
import { mailLink, webAddress } from './links.ts'
import { markdown } from './markdown.ts'
import { qrCode } from './qr.ts'
import { dayOf, updatedOn, verifiedOn } from './words.ts'

const PLACE = { code_insee: '33063', code_postal: '33000' }
const noisy = fc.string({
  unit: fc.constantFrom(
    ...'*_[]()#-!<>&"\'\\ \nab1.:/h',
    '<script>',
    '</script>',
    '<img onerror=a>',
    'http://a.b',
    'javascript:',
    'mailto:',
  ),
  maxLength: 200,
})

it('JSON in a page is what it was, and ends nothing there', () => {
  fc.assert(
    fc.property(fc.jsonValue(), noisy, (value, text) => {
      const written = inlineJson({ value, text })
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify({ value, text })))
      expect(written).not.toMatch(/[<>&\u2028\u2029]/)
    }),
  )
})

it('Markdown gives our own tags and no other, and leads to the web, a mail program or a telephone', () => {
  fc.assert(
    fc.property(fc.oneof(noisy, fc.string()), (source) => {
      const text = textOf(markdown(source))
      for (const [tag] of text.matchAll(/<[^>]*>/g))
        expect(tag).toMatch(
          /^<(\/?(p|ul|ol|li|strong|em)|br ?\/?|\/a|a href="(https?:\/\/|mailto:|tel:)[^"]*"( rel="noopener nofollow ugc")?)>$/,
        )
    }),
    { numRuns: 400 },
  )
})

it('a QR code draws each dark module once, within its white margin', () => {
  const address = 'https://dora.exemple.test/s/0a1b2c3d4e5f'
  const text = textOf(qrCode(address, 'Titre "cité"'))
  const expected = qrcode(0, 'M')
  expected.addData(address)
  expected.make()
  const side = expected.getModuleCount()
  const drawn = new Set<string>()
  for (const [, x, y, width] of text.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let at = 0; at < Number(width); at++) drawn.add(`${Number(x) + at - 4} ${Number(y) - 4}`)
  const dark = new Set<string>()
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) if (expected.isDark(row, column)) dark.add(`${column} ${row}`)
  expect(drawn).toEqual(dark)
  expect(text).toContain(`viewBox="0 0 ${side + 8} ${side + 8}"`)
  expect(text).toContain('aria-label="Titre &quot;cité&quot;"')
})

describe('links', () => {
  it.each([
    ['https://exemple.test', 'https://exemple.test/'],
    ['http://exemple.test/a?b=c#d', 'http://exemple.test/a?b=c#d'],
    ['exemple.test', null],
    ['https://u:p@exemple.test/', null],
    ['https:/exemple.test', null],
    ['https:\\\\exemple.test', null],
    ['https://exemple.test/a b', null],
    ['javascript:alert(1)', null],
    [`https://exemple.test/${'a'.repeat(2_100)}`, null],
  ])('%s', (text, expected) => expect(webAddress(text)).toBe(expected))
  it('an address of e-mail carries nothing else', () => {
    expect(textOf(mailLink('a+b@exemple.test'))).toBe('<a href="mailto:a%2Bb@exemple.test">a+b@exemple.test</a>')
    expect(textOf(mailLink('a@exemple.test?bcc=b@exemple.test'))).not.toContain('href')
  })
})

describe('hours', () => {
  const said = (written: string) => hoursOf(written, PLACE, '2026-11-27')
  it('are the week, never « open now »', () => {
    const hours = said('Mo-Fr 09:00-12:00,14:00-17:00')
    const text = hours === null ? '' : textOf(hoursTable(hours))
    const words = text.replaceAll(/<[^>]+>/g, '').replaceAll(/\s+/g, ' ')
    expect(words).toMatch(/lundi ?09:00–12:00, 14:00–17:00/)
    expect(words).toMatch(/dimanche ?fermé/)
    expect(text).not.toMatch(/Ouvert|ferme à/)
  })
  it('that cannot be read, or are too long to be, stay as they were written', () => {
    for (const written of ['Sur rendez-vous, le matin', `Mo 09:00-12:00; ${'a'.repeat(500)}`])
      expect(said(written)).toMatchObject({ decode: false, brut: written })
    expect(said('  ')).toBeNull()
  })
  it('are told to machines when they are plain, and not otherwise', () => {
    const told = (written: string) => plainWeek(said(written))
    expect(openingHours(told('Mo-Tu 09:00-12:00; Sa 10:00-24:00'))).toEqual([
      {
        '@type': 'OpeningHoursSpecification',
        dayOfWeek: ['https://schema.org/Monday', 'https://schema.org/Tuesday'],
        opens: '09:00',
        closes: '12:00',
      },
      { '@type': 'OpeningHoursSpecification', dayOfWeek: ['https://schema.org/Saturday'], opens: '10:00', closes: '23:59' },
    ])
    for (const written of ['Mo 09:00-12:00 "sur rendez-vous"', 'week 1-53/2 Mo 09:00-12:00', 'Tu 18:00+', 'au printemps'])
      expect(openingHours(told(written))).toEqual([])
  })
})

it('dates are said in full, the last verification by who made it', () => {
  expect([dayOf('2026-05-01'), dayOf('2026-11-30'), dayOf('jamais')]).toEqual(['1er mai 2026', '30 novembre 2026', 'jamais'])
  expect(updatedOn('2000-01-01')).toBe('Date de dernière mise à jour inconnue')
  expect(verifiedOn('service', undefined)).toBeNull()
  expect(
    verifiedOn('service', {
      lieu: { le: '2026-02-01', par: 'equipe', moyen: 'telephone' },
      contact: { le: '2026-11-02', par: 'territoire', moyen: 'poste' },
    }),
  ).toBe('« Contact »\u202f: vérifié le 2 novembre 2026 par le gestionnaire du territoire')
  const said = { le: '2026-11-02', par: 'structure', moyen: 'poste' } as const
  const all = Object.fromEntries(groupsOf('service').map(({ code }) => [code, said]))
  expect(verifiedOn('service', { ...all, lieu: { ...said, le: '2026-02-01' } })).toBe(
    'Vérifié le 1er février 2026 par la structure',
  )
})
