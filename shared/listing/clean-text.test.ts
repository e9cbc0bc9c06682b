import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanMarkdown, cleanText } from './clean-text.ts'

/** Pieces that make tags, links and disguises when put side by side. */
const WORDS = `script style svg img b a p x-y iframe onerror=alert(1) href="javascript:alert(1)" alert(1) javascript:
  https://exemple.test mailto:a@exemple.test data:text/html, //exemple.test &lt; é 26 ans ≤
  < > / </ <!-- --> <! <? = " ' [ ] ]( ) ![ : (`
const HIDING = '\u202e\u200b\u0000\u0007\ud800\udc00\ufeff'
const PIECE = fc.constantFrom(...WORDS.split(/\s+/), ...HIDING.split(''), ' ', '\n', '\t')
const HOSTILE = fc.array(PIECE, { maxLength: 40 }).map((pieces) => pieces.join(''))
const AUTOLINK = /<(?:https?:\/\/|mailto:)[^\s<>]+>/gi
/** What a reader of HTML would take for a tag, whole. */
const TAG = /<(?:\/?[a-z]|[!?])[^<]*>/i
// eslint-disable-next-line no-control-regex
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/

describe.each([
  ['text', cleanText],
  ['Markdown', cleanMarkdown],
] as const)('%s', (_, clean) => {
  test('whatever is put together: no tag, nothing hidden, and cleaned again it stays', () => {
    fc.assert(
      fc.property(
        fc.oneof(HOSTILE, fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 200 })),
        (text) => {
          const once = clean(text)
          expect(once.replace(AUTOLINK, '')).not.toMatch(TAG)
          expect(once).not.toMatch(HIDDEN)
          expect(once.isWellFormed()).toBe(true)
          expect(once).not.toMatch(/<\/?(?:script|img|svg|iframe|style)\b/i)
          expect(clean(once)).toBe(once)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test.each([
    'Pour les jeunes de moins de < 26 ans',
    'moins de < 3 mois',
    'a<b',
    'si a < b et b > c',
    'revenu <1500 € et >500 €',
    'a <= b, c >= d, e <> f, <3',
    'quotient familial < 700 €\nou > 65 ans',
    'L’accueil – sur rendez-vous : « Emploi & formation » (5 €), 50 % n°1 #2 *gratuit* _oui_ 1/2',
    '<https://exemple.test/page?a=1&b=2>',
    '<mailto:contact@exemple.test>',
    'Œuvre, naïf, Ÿ, 👩‍🦽 et 日本語',
    '- un\n- deux\n\n1. trois\n\n> cité',
    '[Important]: venir avec une pièce d’identité',
    '[le site](https://exemple.test/a) et [le numéro](tel:0102030405)',
  ])('ordinary text stays: %s', (text) => {
    expect(clean(text)).toBe(text)
  })

  test('plain French text stays, whatever the numbers compared', () => {
    const words = fc.constantFrom(
      'âge',
      'moins de',
      '<',
      '>',
      '≤',
      '26 ans',
      '3',
      'mois',
      'à',
      'l’été',
      '(',
      ')',
      '50 %',
      '=',
      '/',
      '<5',
    )
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 20 }), (all) => {
        const text = all.join(' ')
        expect(clean(text)).toBe(text)
      }),
    )
  })

  test.each([
    ['<script>alert(1)</script>Bonjour', 'Bonjour'],
    ['Bon<b>jour</b>', 'Bonjour'],
    ['<p class="x">Bonjour</p>', 'Bonjour'],
    ['<img src=x onerror=alert(1)>Bonjour', 'Bonjour'],
    ['Bonjour<!-- caché -->', 'Bonjour'],
    ['<scr<b></b>ipt>Bonjour', ''],
    ['<svg><animate onbegin=alert(1)></svg>Bonjour', 'Bonjour'],
    ['Bon\u202ejour\u0000\u200b', 'Bonjour'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['âge <b and c> d', 'âge ‹b and c> d'],
    ['<img src=x onerror=alert(1) ', '‹img src=x onerror=alert(1)'],
  ])('%j', (text, expected) => {
    expect(clean(text)).toBe(expected)
  })

  test('tags within tags, without end', () => {
    const deep = `${'<b'.repeat(20_000)}${'>'.repeat(20_000)}`
    expect(clean(deep)).not.toContain('<b')
    for (const one of ['<!--', '<a =', '<script', '![a', '](', '[a](x)', '<a '])
      expect(clean(one.repeat(20_000))).not.toMatch(TAG)
  })
})

test.each([
  ['[a](javascript:alert(1))', 'a'],
  ['[notre site](www.exemple.test)', '[notre site](https://www.exemple.test)'],
  ['Atelier [collectif](sur inscription)', 'Atelier collectif (sur inscription)'],
  ['<p>Bonjour</p><p>Monde</p>', 'Bonjour\nMonde'],
  ['<ul><li>un</li><li>deux</li></ul>', '* un\n\n* deux'],
  ['Ligne un\u000bligne deux', 'Ligne un\nligne deux'],
  ['<[b](javascript:x)>', ''],
  ['![secret](https://exemple.test/suivi.gif)', 'secret'],
  ['[a](data:text/html,x) b', 'a b'],
  ['[a](  <javascript:x>)', 'a'],
  ['[a][1]\n\n[1]: javascript:alert(1)', '[a][1]'],
  ['[a](file:///etc/passwd)', 'a'],
])('Markdown leads to the web, an address or a number: %s', (text, expected) => {
  expect(cleanMarkdown(text)).toBe(expected)
})
