import { describe, expect, test } from 'vitest'
import { fictitiousSiret } from '../demo/contacts.ts'
import { randomFrom } from '../demo/random.ts'
import { splitAddress } from './address.ts'
import { asFiveCode, asSiret } from './codes.ts'
import { readPoint } from './coordinates.ts'
import { asDay } from './date.ts'
import { asEmail, looksPersonal } from './email.ts'
import { daysAsText, hoursFromDays, hoursFromText, looksLikeOsm } from './hours.ts'
import { takeNotes } from './issues.ts'
import { asCodes, asList } from './list.ts'
import { asNumber } from './number.ts'
import { readPhone } from './phone.ts'
import { asText, cut, htmlToMarkdown } from './text.ts'
import { asUrl } from './url.ts'

const phone = (text: string): string | null => {
  const read = readPhone(text)
  return read.kind === 'number' ? read.value : null
}

describe('phones (data-inclusion.md §4.52)', () => {
  test.each([
    ' 01 99 00 67 89',
    '01.99.00.67.89',
    '0199006789',
    '+33 1 99 00 67 89',
    '+33199006789',
    '0033199006789',
    '+33 (0)1 99 00 67 89',
    '199006789',
  ])('%s', (text) => expect(phone(text)).toBe('+33199006789'))
  test.each([
    ['33-33', '3333'],
    ['116 000', '116000'],
    ['115', '115'],
    ['0800 00 00 00', '+33800000000'],
    ['05 90 00 00 00', '+590590000000'],
    ['+33590000000', '+590590000000'],
    ['02 62 00 00 00', '+262262000000'],
    ['+41 22 000 00 00', '+41220000000'],
  ])('%s → %s', (text, expected) => expect(phone(text)).toBe(expected))
  test('two numbers are not chosen between, words are no number', () => {
    expect(readPhone('01 99 00 67 89 / 01 99 00 67 90').kind).toBe('several')
    expect(readPhone('01990067890199006790').kind).toBe('several')
    expect(readPhone('voir le site').kind).toBe('unreadable')
  })
  test('mobiles are told apart, overseas ones too', () => {
    expect(readPhone('06 39 98 00 00')).toEqual({ kind: 'number', value: '+33639980000', mobile: true })
    expect(readPhone('+262692000000')).toMatchObject({ mobile: true })
    expect(readPhone('0199006789')).toMatchObject({ mobile: false })
  })
})

describe('lists', () => {
  test.each([
    [`['a', "b'c", 'l\\'eau', None]`, ['a', "b'c", "l'eau"]],
    ['["a","b"]', ['a', 'b']],
    ["{'a', 'b'}", ['a', 'b']],
    ['{a,"b c"}', ['a', 'b c']],
    ['a|b', ['a', 'b']],
    ['a ; b;', ['a', 'b']],
    ['a, b', ['a, b']],
    [['a', ' a ', null, ''], ['a']],
    ['[]', null],
    ['nan', null],
    [null, null],
  ])('%j', (value, expected) => expect(asList(value)).toEqual(expected))
  test('codes also split on commas', () => expect(asCodes('59,62')).toEqual(['59', '62']))
  test('an unclosed Python list stays text', () => expect(asList("['a', 'b]")).toEqual(["['a', 'b]"]))
})

test.each([
  ['2022-06-16', '2022-06-16'],
  ['2022-06-16T10:00:00+02:00', '2022-06-16'],
  ['2022-06-16 10:00', '2022-06-16'],
  ['04/11/2021', '2021-11-04'],
  ['4-1-2021', '2021-01-04'],
  [1_655_337_600_000, '2022-06-16'],
  ['1655337600000', '2022-06-16'],
  [1_655_337_600, '2022-06-16'],
  [1_655_337_600_000n, '2022-06-16'],
  [new Date('2022-06-16T00:00:00Z'), '2022-06-16'],
  ['31/02/2022', null],
  ['hier', null],
  [new Date(Number.NaN), null],
])('a day from %s', (value, expected) => expect(asDay(value)).toBe(expected))

test.each([
  ['abracadabra.exemple.fr', 'https://abracadabra.exemple.fr'],
  ['http:/exemple.fr/a b', 'http://exemple.fr/a%20b'],
  ['https://https://exemple.fr', 'https://exemple.fr'],
  ['exemple.fr:8080/x', 'https://exemple.fr:8080/x'],
  ['javascript:alert(1)', null],
  ['https://user:pw@exemple.fr', null],
  ['localhost', null],
  ['[courriel retiré]', null],
  ['data:text/html,x', null],
])('the address %s', (text, expected) => expect(asUrl(text)).toBe(expected))

describe('e-mails', () => {
  test.each([
    'accueil@exemple.fr',
    'mairie.lille@wanadoo.fr',
    'ccas@ville-exemple.fr',
    'tremplin59@orange.fr',
    'franceservices.lille@exemple.fr',
  ])('%s is kept', (email) => expect(looksPersonal(email, ['Le Tremplin', 'Lille'])).toBe(false))
  test.each(['zoe.exemplaire@gmail.com', 'z.exemplaire@asso-exemple.org', 'zexemplaire@departement.fr'])(
    '%s is a person’s',
    (email) => expect(looksPersonal(email, ['Le Tremplin', 'Lille'])).toBe(true),
  )
  test('an address may repeat its domain or the initials of its structure', () => {
    expect(looksPersonal('adapei@adapei59.fr', [])).toBe(false)
    expect(looksPersonal('mpt59@orange.fr', ['Maison pour tous'])).toBe(false)
  })
  test('shape', () => {
    expect(asEmail(' mailto:Accueil@Exemple.FR ')).toBe('accueil@exemple.fr')
    expect(asEmail('accueil chez exemple.fr')).toBeNull()
  })
})

describe('coordinates', () => {
  test('swapped ones are put right', () =>
    expect(readPoint(-0.5802, 44.8395)).toEqual({
      kind: 'point',
      point: { latitude: 44.8395, longitude: -0.5802 },
      repaired: 'inversees',
    }))
  test('Lambert-93 metres become degrees, in either column', () => {
    // Origin of the projection: 46.5° N, 3° E is x = 700 000, y = 6 600 000.
    for (const [a, b] of [
      [6_600_000, 700_000],
      [700_000, 6_600_000],
    ] as const) {
      expect(readPoint(a, b)).toEqual({ kind: 'point', point: { latitude: 46.5, longitude: 3 }, repaired: 'lambert-93' })
    }
  })
  test('overseas is France, the Gulf of Guinea is not', () => {
    expect(readPoint(-20.9, 55.6)).toMatchObject({ kind: 'point', repaired: null })
    expect(readPoint(0, 0)).toEqual({ kind: 'refused', reason: 'nulles' })
    expect(readPoint(40.7, -74)).toEqual({ kind: 'refused', reason: 'hors-de-france' })
  })
})

describe('opening hours', () => {
  test('day by day', () => {
    expect(
      hoursFromDays({ lundi: '09:00 - 12:00 / 14:00 - 17:00', mardi: '9h à 12h - 14h à 17h', mercredi: 'Fermé', Jeudi: '9-12h' }),
    ).toBe('Mo,Tu 09:00-12:00,14:00-17:00; We off; Th 09:00-12:00')
    expect(hoursFromDays({ lundi: 'sur rendez-vous' })).toBeNull()
    expect(hoursFromDays({ lundi: '08:30 - 12:00 / 08:30 - 17:00' })).toBeNull()
    expect(daysAsText({ lundi: 'sur rendez-vous' })).toBe('lundi : sur rendez-vous')
  })
  test.each([
    ['Du lundi au jeudi de 9h à 12h et de 14h à 17h30, le vendredi 9h-12h', 'Mo-Th 09:00-12:00,14:00-17:30; Fr 09:00-12:00'],
    ['Lun/mar/sam: 14h30/17h30 mer/ven: 9h30/12h30', 'Mo,Tu 14:30-17:30; We 09:30-12:30; Fr 09:30-12:30; Sa 14:30-17:30'],
    ['Mardi : 10h-12h\nMercredi : FERMÉ', 'Tu 10:00-12:00; We off'],
  ])('%s', (text, expected) => expect(hoursFromText(text)).toBe(expected))
  test.each([
    'Sur rendez-vous',
    'Du lundi au vendredi de 9h à 12h sauf le mercredi',
    'Mercredi 14h-16h (semaine paire)',
    '9h-12h',
    'lundi - vendredi 9h-12h',
    'Lundi au vendredi 8h-12h, lundi : 13h30-17h',
    '1er et 3ème lundi du mois de 14h à 17h',
  ])('%s stays text', (text) => expect(hoursFromText(text)).toBeNull())
  test('OSM is recognised', () => {
    expect(looksLikeOsm('Mo-Fr 09:00-12:00; PH off')).toBe(true)
    expect(looksLikeOsm('Mo-Fr 9h-12h30')).toBe(false)
    expect(looksLikeOsm('lundi au vendredi : 9h-18h')).toBe(false)
  })
})

test.each([
  ['8 rue de la Source - 33000 Bordeaux', { adresse: '8 rue de la Source', code_postal: '33000', commune: 'Bordeaux' }],
  [
    '71 route de Paris 33910 SAINT DENIS DE PILE',
    { adresse: '71 route de Paris', code_postal: '33910', commune: 'SAINT DENIS DE PILE' },
  ],
  ['5, rue A,\n38000 Grenoble - 29, rue B, 38100 Grenoble', null],
  ['12 allée des tilleuls', null],
])('the address %j', (text, expected) => expect(splitAddress(text)).toEqual(expected))

test('codes', () => {
  expect([asFiveCode('1400'), asFiveCode('2a004'), asFiveCode('59 000'), asFiveCode('0null')]).toEqual([
    '01400',
    '2A004',
    '59000',
    null,
  ])
  // Invented numbers: the check digits are right, the SIREN was never given.
  const siret = fictitiousSiret(randomFrom(1))
  expect([
    asSiret(siret),
    asSiret(siret.replace(/^(...)(...)(...)/, '$1 $2 $3 ')),
    asSiret('36750100000000'),
    asSiret('123'),
  ]).toEqual([siret, siret, null, null])
  expect([asNumber('2,5'), asNumber('1 200'), asNumber('x'), asNumber(Number.NaN)]).toEqual([2.5, 1200, null, null])
})

describe('texts', () => {
  test('HTML becomes Markdown without images, scripts nor unsafe links', () => {
    expect(
      htmlToMarkdown(
        '<h2>Titre</h2><p>Un <b>mot</b> &amp; <a href="https://exemple.fr">lien</a><img src=x></p><ul><li>a</li><li>b</li></ul><script>x()</script>',
      ),
    ).toBe('## Titre\n\nUn **mot** & [lien](https://exemple.fr)\n\n* a\n* b')
    expect(htmlToMarkdown('<a href="javascript:x">clic</a>')).toBe('clic')
    expect(htmlToMarkdown('prix < 10 et > 5')).toBe('prix < 10 et > 5')
  })
  test('nothing, in all its spellings', () =>
    expect(['', ' NaN ', 'None', 'null', '-', null, {}].map(asText)).toEqual(Array(7).fill(null)))
  test('lengths are in code points', () => expect(cut('🙂🙂🙂', 2)).toBe('🙂…'))
})

test('the report never shows a person', () => {
  const notes = takeNotes()
  notes.warn('courriel', 'x', 'zoe.exemplaire@exemple.fr')
  notes.warn('nom', 'x', 'Zoé Exemplaire')
  notes.warn('code_postal', 'x', 'zoe@exemple.fr')
  notes.warn('services', 'x', 'appeler le 01 99 00 00 00')
  notes.warn('code_postal', 'x', '590OO')
  expect(notes.issues.map((issue) => issue.valeur)).toEqual([undefined, undefined, '[masqué]', '[masqué]', '590OO'])
})
