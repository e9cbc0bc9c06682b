import { describe, expect, it } from 'vitest'
import type { Service, Structure } from './record.ts'
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
