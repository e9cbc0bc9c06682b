import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkSiren, checkSiret, formatSiret } from './siret.ts'

test.each([
  ['73282932000074', 'ok'],
  ['732 829 320 00074', 'ok'],
  ['732\u00a0829\u00a0320\u202f00074', 'ok'],
  ['732.829.320-00074', 'ok'],
  [' 732\u2011829–320—00074\t\n', 'ok'],
  ['732829320\u200b00074', 'ok'],
  ['73282932000075', 'cle'],
  // The whole agrees, its SIREN does not.
  ['73282932100073', 'cle'],
  // La Poste: its head office by the common rule, its other establishments by the sum of digits.
  ['35600000000048', 'ok'],
  ['35600000049837', 'ok'],
  ['35600000049838', 'cle'],
  // The sum of digits is of no account for anyone else.
  ['73282932000080', 'cle'],
  ['00000000000000', 'cle'],
  ['00000000000018', 'cle'],
  ['', 'forme'],
  ['7328293200007', 'forme'],
  ['732829320000741', 'forme'],
  ['7328293200007A', 'forme'],
  ['732829320', 'forme'],
  ['７３２８２９３２００００７４', 'forme'],
  ['٧٣٢٨٢٩٣٢٠٠٠٠٧٤', 'forme'],
  ['732/829/320/00074', 'forme'],
])('SIRET %j: %s', (text, etat) => {
  const checked = checkSiret(text)
  expect(checked.etat).toBe(etat)
  if (etat !== 'forme') expect(checked.siret).toMatch(/^\d{14}$/)
})

test.each([
  ['732829320', 'ok'],
  ['732 829 320', 'ok'],
  ['356000000', 'ok'],
  ['732829321', 'cle'],
  ['000000000', 'cle'],
  ['73282932000074', 'forme'],
  ['', 'forme'],
])('SIREN %j: %s', (text, etat) => {
  expect(checkSiren(text).etat).toBe(etat)
})

test('as it is shown, and typed back', () => {
  expect(formatSiret('12345678900012')).toBe('123\u00a0456\u00a0789\u00a000012')
  expect(checkSiret(formatSiret('73282932000074'))).toEqual({ siret: '73282932000074', etat: 'ok' })
  for (const other of ['', '123', '1234567890001X', '123 456 789 00012']) expect(formatSiret(other)).toBe(other)
})

describe('slips of the finger', () => {
  const LA_POSTE = '356000000'
  const digit = fc.integer({ min: 0, max: 9 })
  /** The last digit that makes the number agree, found by trying. */
  const completed = (start: string, agrees: (text: string) => boolean): string =>
    [...'0123456789'].map((last) => start + last).find(agrees) as string
  const siret = fc
    .tuple(fc.array(digit, { minLength: 8, maxLength: 8 }), fc.array(digit, { minLength: 4, maxLength: 4 }))
    .filter(([first]) => first.some((one) => one > 0))
    .map(([first, then]) => {
      const siren = completed(first.join(''), (text) => checkSiren(text).etat === 'ok')
      return completed(siren + then.join(''), (text) => checkSiret(text).etat === 'ok')
    })
    .filter((text) => !text.startsWith(LA_POSTE))

  test('one digit for another is noticed', () => {
    fc.assert(
      fc.property(siret, fc.nat(13), fc.integer({ min: 1, max: 9 }), (right, at, shift) => {
        const wrong = right.slice(0, at) + String((Number(right[at]) + shift) % 10) + right.slice(at + 1)
        fc.pre(!wrong.startsWith(LA_POSTE))
        expect(checkSiret(wrong)).toEqual({ siret: wrong, etat: 'cle' })
      }),
    )
  })

  test('two neighbours exchanged are noticed, but for 0 and 9', () => {
    fc.assert(
      fc.property(siret, fc.nat(12), (right, at) => {
        const [one, other] = [right[at] as string, right[at + 1] as string]
        const wrong = right.slice(0, at) + other + one + right.slice(at + 2)
        fc.pre(one !== other && !wrong.startsWith(LA_POSTE))
        // Across the two numbers, the first is no longer whole: it is noticed there.
        const unseen = `${one}${other}` === '09' || `${one}${other}` === '90'
        if (at === 8 || !unseen) expect(checkSiret(wrong).etat).toBe('cle')
        else expect(checkSiret(wrong).etat).toBe('ok')
      }),
    )
  })

  test('whatever is typed is one of the three, and separators change nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(['ok', 'forme', 'cle']).toContain(checkSiret(text).etat)
      }),
    )
    fc.assert(
      fc.property(
        siret,
        fc.array(fc.constantFrom(' ', '\u00a0', '\u202f', '.', '-', '\t'), { maxLength: 8 }),
        (right, between) => {
          const spread = [...right].map((one, at) => (between[at % 9] ?? '') + one).join('')
          expect(checkSiret(spread)).toEqual({ siret: right, etat: 'ok' })
        },
      ),
    )
  })
})
