import { describe, expect, it } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { addressLine } from '../../ui/sheet/address.ts'
import { admissionCriteria, duration } from './facts.ts'
import { shareUrl } from './share.ts'
import { contactOf, isReserved, personSteps, professionalSteps } from './steps.ts'

const service = (over: Partial<Service> = {}): Service => ({
  source: 'demonstration',
  structure_id: 's',
  id: 'demonstration--1',
  nom: 'Aide au permis',
  date_maj: '2026-10-01',
  ...over,
})
const structure = (over: Partial<Structure> = {}): Structure => ({
  source: 'demonstration',
  id: 's',
  nom: 'Le Relais',
  date_maj: '2026-10-01',
  telephone: '+33199001234',
  ...over,
})

describe('steps', () => {
  it('puts DORA’s modes in the order of a service page, with their links and texts', () => {
    const steps = professionalSteps(
      service({
        courriel: 'contact@exemple.fr',
        dora: {
          coach_orientation_modes: [
            'autre',
            'telephoner',
            'completer-le-formulaire-dadhesion',
            'envoyer-un-mail',
            'formulaire-dora',
          ],
          coach_orientation_modes_external_form_link: 'https://exemple.fr/f',
          coach_orientation_modes_external_form_link_text: 'Notre formulaire',
          coach_orientation_modes_other: 'Passer le mardi',
        },
      }),
      structure(),
    )
    expect(steps.map(({ mode }) => mode)).toEqual([
      'formulaire-dora',
      'completer-le-formulaire-dadhesion',
      'envoyer-un-mail',
      'telephoner',
      'autre',
    ])
    expect(steps[1]).toMatchObject({ label: 'Notre formulaire', url: 'https://exemple.fr/f' })
    expect(steps[2]).toMatchObject({ courriel: 'contact@exemple.fr' })
    expect(steps[3]).toMatchObject({ telephone: '+33199001234' })
    expect(steps[4]).toMatchObject({ texte: 'Passer le mardi' })
  })

  it('shows the standard modes to those who may use them only', () => {
    const standard = service({
      modes_mobilisation: ['telephoner', 'utiliser-lien-mobilisation'],
      lien_mobilisation: 'https://exemple.fr/rdv',
      mobilisable_par: ['professionnels'],
    })
    expect(professionalSteps(standard, null).map(({ mode }) => mode)).toEqual(['utiliser-lien-mobilisation', 'telephoner'])
    expect(personSteps(standard, null)).toEqual([])
    expect(personSteps({ ...standard, mobilisable_par: null }, null)).toHaveLength(2)
  })

  it('falls back to the structure’s contact', () => {
    expect(contactOf(service(), structure())).toEqual({ telephone: '+33199001234', courriel: null })
    expect(contactOf(service(), null)).toEqual({ telephone: null, courriel: null })
  })
})

describe('a contact kept for professionals', () => {
  it.each([
    [undefined, false],
    [{ is_contact_info_public: false }, false],
    [{ is_contact_info_public: false, contact_masque: [] }, false],
    [{ is_contact_info_public: true, contact_masque: ['telephone'] as const }, false],
    [{ is_contact_info_public: false, contact_masque: ['telephone', 'courriel'] as const }, true],
  ])('%j', (dora, expected) =>
    expect(isReserved(service(dora === undefined ? {} : { dora: dora as NonNullable<Service['dora']> }))).toBe(expected),
  )
})

describe('facts', () => {
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

  it('writes an address on one line', () => {
    expect(
      addressLine({ adresse: '12 rue des Lilas', complement_adresse: 'Bât. B', code_postal: '59000', commune: 'Lille' }),
    ).toBe('12 rue des Lilas, Bât. B, 59000 Lille')
    expect(addressLine({})).toBeNull()
  })

  it('shares by e-mail without recipient and without contact of persons', () => {
    const url = decodeURIComponent(shareUrl(service({ publics: ['jeunes'] }), structure()))
    expect(url.startsWith('mailto:?subject=')).toBe(true)
    expect(url).toContain('Aide au permis')
    expect(url).toContain('Jeunes')
  })
})
