import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Hours } from '#shared/contract/catalogue.ts'
import { decodeHours } from './decode.ts'

/** Monday 23 November 2026, on the desk's clock. */
const at = (hour: number, minute = 0, day = 23, month = 10): Date => new Date(2026, month, day, hour, minute)
const OFFICE = 'Mo-Fr 08:30-12:30,13:30-17:30; PH off'
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('the state, in French', () => {
  it.each([
    [OFFICE, at(15), true, 'Ouvert, ferme à 17 h 30'],
    [OFFICE, at(13), false, 'Fermé, ouvre à 13 h 30'],
    [OFFICE, at(20), false, 'Fermé, ouvre demain à 8 h 30'],
    [OFFICE, at(20, 0, 27), false, 'Fermé, ouvre lundi à 8 h 30'],
    [OFFICE, at(10, 0, 25, 11), false, 'Fermé, ouvre lundi à 8 h 30'],
    ['Mo 09:00-12:00', at(12), false, 'Fermé, ouvre le 30 novembre à 9 h'],
    ['Mo-Su 20:00-02:00', at(21), true, 'Ouvert, ferme demain à 2 h'],
    ['Mo-Su 08:00-24:00', at(21), true, 'Ouvert, ferme à minuit'],
    ['24/7', at(3), true, 'Ouvert en permanence'],
    ['Mo-Fr 9h-12h30,13h30-17h', at(15), true, 'Ouvert, ferme à 17 h'],
    ['sur rendez-vous', at(10), null, 'Sur rendez-vous'],
    ['Mo-Fr 09:00-12:00; fermé le mercredi', at(10, 0, 25), false, 'Fermé, ouvre demain à 9 h'],
    ['Mo-Fr 09:00-12:00 "sur rendez-vous"', at(10), null, 'Sur rendez-vous'],
    ['Mo-Fr 09:00-12:00 "Sur rendez-vous"', at(8), false, 'Fermé, sur rendez-vous à 9 h'],
    [`${OFFICE}; "Fermé en août"`, at(15), true, 'Ouvert, ferme à 17 h 30 (voir la précision)'],
  ])('%s', (brut, now, ouvert, etat) => {
    const hours = decodeHours(brut, now)
    expect(hours.decode).toBe(true)
    expect(hours.ouvert).toBe(ouvert)
    expect(plain(hours.etat)).toBe(etat)
  })

  it('says when it changes next', () => {
    expect(decodeHours(OFFICE, at(15)).change_le).toBe(at(17, 30).toISOString())
    expect(decodeHours('24/7', at(15)).change_le).toBeNull()
  })
})

describe('the week', () => {
  it('is Monday first, with empty closed days', () => {
    const { semaine } = decodeHours('Mo-Fr 09:00-12:00,14:00-17:00; We 14:00-17:00', at(10, 0, 26))
    expect(semaine.map(({ jour }) => jour)).toEqual(['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'])
    expect(semaine.map(({ plages }) => plages.join(' '))).toEqual([
      '09:00–12:00 14:00–17:00',
      '09:00–12:00 14:00–17:00',
      '14:00–17:00',
      '09:00–12:00 14:00–17:00',
      '09:00–12:00 14:00–17:00',
      '',
      '',
    ])
  })

  it('shows the usual day even when the next one is a holiday, and says so', () => {
    const hours = decodeHours(OFFICE, at(10, 0, 21, 11))
    expect(hours.semaine[4]?.plages).toEqual(['08:30–12:30', '13:30–17:30'])
    expect(hours.commentaires.map(plain)).toContain('Fermé le vendredi 25 décembre, jour férié.')
  })

  it('keeps a night with its evening, and a whole day whole', () => {
    expect(decodeHours('Fr 20:00-02:00', at(1, 0, 28)).semaine.map(({ plages }) => plages.length)).toEqual([0, 0, 0, 0, 1, 0, 0])
    expect(decodeHours('Fr 20:00-02:00', at(10)).semaine[4]?.plages).toEqual(['20:00–02:00'])
    expect(decodeHours('24/7', at(10)).semaine.every(({ plages }) => plages.join() === '00:00–24:00')).toBe(true)
  })

  it('writes conditions and open ends beside the range', () => {
    expect(decodeHours('Tu 09:00-12:00 "sur rendez-vous"', at(10)).semaine[1]?.plages).toEqual(['09:00–12:00 (sur rendez-vous)'])
    expect(decodeHours('Tu 18:00+', at(10)).semaine[1]?.plages).toEqual(['à partir de 18:00'])
  })

  it('says that weeks differ', () => {
    expect(decodeHours('week 1-53/2 Mo 09:00-12:00', at(10)).commentaires.join()).toContain('d’une semaine à l’autre')
  })
})

describe('what cannot be decoded', () => {
  it.each([
    '',
    '  ',
    'Du lundi au vendredi, voir affichage',
    'Mo-Fr 09:00-12:00; fermé certains mercredis',
    'Mo-Fr 9h00 12h00 et 14h',
    ';;;',
    '"',
  ])('« %s » comes back as written', (brut) => {
    const hours = decodeHours(brut, at(10))
    expect(hours).toMatchObject({ brut, decode: false, ouvert: null, semaine: [], change_le: null })
    expect(hours.etat).not.toBe('')
  })

  it('keeps a remark that does not speak of time, and the rules before it', () => {
    const hours = decodeHours('Mo 09:00-12:00; Sonner à l’interphone', at(10))
    expect(hours).toMatchObject({ decode: true, ouvert: true, commentaires: ['Sonner à l’interphone'] })
  })

  it('never throws and always answers the contract, whatever is written', () => {
    const piece = fc.constantFrom(
      'Mo',
      'Tu-Fr',
      'PH',
      'off',
      '09:00-12:00',
      '25:00',
      ';',
      ',',
      '"',
      'sunrise',
      'week 2',
      '||',
      'SH',
      '+',
      'lundi',
      'Aug',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 8 }).map((p) => p.join(' ')),
        ),
        (brut) => {
          const hours = decodeHours(brut, at(10))
          expect(Hours.parse(hours)).toEqual(hours)
          expect(hours.brut).toBe(brut)
        },
      ),
      { numRuns: 300 },
    )
  })
})

const REAL = join(import.meta.dirname, '../../../shared/data/reference/lieux.jsonl')
describe.skipIf(!existsSync(REAL))('real hours (skipped without ../shared/data)', () => {
  it('decodes at least nine in ten', () => {
    const values = new Set<string>()
    for (const line of readFileSync(REAL, 'utf8').split('\n')) {
      const hours: unknown = line === '' ? null : (JSON.parse(line) as { horaires_osm?: unknown }).horaires_osm
      if (typeof hours === 'string' && hours !== '') values.add(hours)
    }
    const all = [...values]
    // One in ten is enough to judge, and quick.
    const sample = all.filter((_, i) => i % 10 === 0)
    const decoded = sample.filter((brut) => decodeHours(brut, at(10)).decode)
    expect(sample.length).toBeGreaterThan(100)
    expect(decoded.length / sample.length).toBeGreaterThan(0.9)
  })
})
