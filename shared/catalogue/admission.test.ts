import { describe, expect, it } from 'vitest'
import { admissionCriteria, duration } from './admission.ts'
import type { Service } from './record.ts'

const service = (over: Partial<Service> = {}): Service => ({
  source: 'demonstration',
  structure_id: 's',
  id: 'demonstration--1',
  nom: 'Aide au permis',
  date_maj: '2026-10-01',
  ...over,
})
describe('what a service asks of people', () => {
  it.each([
    [service({ conditions_acces: '* Avoir 18 ans\n* Avoir 18 ans.\n- Être inscrit' }), ['Avoir 18 ans', 'Être inscrit']],
    [service({ conditions_acces: 'Aucun' }), []],
    [service(), []],
    [
      service({
        conditions_acces: 'ignoré',
        dora: { access_conditions: ['Sans condition', 'Avoir le code'], requirements: ['Avoir le code'], qpv_or_zrr: true },
      }),
      ['Avoir le code', 'Uniquement QPV ou ZFRR'],
    ],
  ])('reads the criteria of admission %#', (given, expected) => expect(admissionCriteria(given)).toEqual(expected))

  it.each([
    [{ volume_horaire_hebdomadaire: 15, nombre_semaines: 8 }, '15\u00a0h par semaine pendant 8\u00a0semaines, soit 120\u00a0h'],
    [{ volume_horaire_hebdomadaire: 2.5, nombre_semaines: 3 }, '2,5\u00a0h par semaine pendant 3\u00a0semaines, soit 7,5\u00a0h'],
    [{ volume_horaire_hebdomadaire: 7, nombre_semaines: 1 }, '7\u00a0h sur une semaine'],
    [{ volume_horaire_hebdomadaire: 0, nombre_semaines: 3 }, null],
    [{ volume_horaire_hebdomadaire: 15 }, null],
  ])('says the duration %#', (over, expected) => expect(duration(service(over))).toBe(expected))
})
