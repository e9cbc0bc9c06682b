import { describe, expect, test } from 'vitest'
import { Service } from '#shared/catalogue/record.ts'
import { previewOf, serviceOf, structureOf } from './preview.ts'

const structure = structureOf({ nom: 'Relais', siret: '13000548100010' }, 'dora--s', '2026-11-27')
const context = { id: 'dora--1', structure, now: new Date('2026-11-27T10:00:00'), today: '2026-11-27' }

describe('the sheet to come', () => {
  test('is a record, however little was typed', () => {
    expect(() => Service.parse(serviceOf({}, 'dora--1', 'dora--s', '2026-11-27'))).not.toThrow()
    expect(previewOf({}, context, () => null)).toMatchObject({
      zone: { label: 'Zone non renseignée' },
      orientable: { ok: false },
    })
  })

  test('says v1 from the modes, and an emptied text is absent', () => {
    const { service, zone, orientable } = previewOf(
      {
        nom: 'Permis',
        description: '',
        courriel: 'accueil@exemple.test',
        zone_eligibilite: ['59'],
        'dora.coach_orientation_modes': ['envoyer-un-mail'],
        'dora.short_desc': '',
      },
      context,
      () => null,
    )
    expect(service.modes_mobilisation).toEqual(['envoyer-un-courriel'])
    expect(service.mobilisable_par).toEqual(['professionnels'])
    expect(service.description).toBeNull()
    expect(service.dora?.short_desc).toBeUndefined()
    expect(zone.label).toBe('Nord (59)')
    expect(orientable.ok).toBe(true)
  })
})
