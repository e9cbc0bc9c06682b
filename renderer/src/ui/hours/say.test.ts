import { describe, expect, it } from 'vitest'
import { parseHours } from '#shared/listing/hours/parse.ts'
import { EMPTY_PLAN } from '#shared/listing/hours/plan.ts'
import { sayDays, sayPlan } from './say.ts'

const said = (text: string): readonly string[] =>
  sayPlan(parseHours(text) ?? EMPTY_PLAN).map((line) => line.replaceAll(/[\u00a0\u202f]/g, ' '))

describe('hours in French', () => {
  it('says the week, then what is different', () => {
    expect(
      said(
        'Mo-Fr 09:00-12:00,14:00-17:30; Sa 10:00-12:00; PH off; 2026 Dec 24-2027 Jan 02 off "Congés"; 2027 Jul 13 09:00-12:00; "Sonner"',
      ),
    ).toEqual([
      'Du lundi au vendredi : de 9 h à 12 h et de 14 h à 17 h 30.',
      'Le samedi : de 10 h à 12 h.',
      'Fermé le dimanche.',
      'Fermé les jours fériés.',
      'Fermé du 24 décembre 2026 au 2 janvier 2027 (Congés).',
      'Le 13 juillet 2027 : de 9 h à 12 h.',
      'Sonner',
    ])
  })

  it('says nights, whole days and nothing at all', () => {
    expect(said('Mo-Su 20:00-08:00; PH 18:00-24:00')).toEqual([
      'Tous les jours : de 20 h à 8 h le lendemain.',
      'Jours fériés : de 18 h à minuit.',
    ])
    expect(said('24/7')).toEqual(['Tous les jours : toute la journée.'])
    expect(said('')).toEqual([])
  })

  it('names days as people do', () => {
    expect(sayDays([0, 1])).toBe('le lundi et le mardi')
    expect(sayDays([0, 1, 2, 5])).toBe('du lundi au mercredi et le samedi')
  })
})
