import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { asWebUrl } from '../valid.ts'
import { openService, openStructure } from '../testing.ts'
import { createTellHours } from './hours.ts'
import { createToHsds } from './hsds.ts'
import { uuidOf } from './ids.ts'
import { toLieu } from './mediation.ts'
import { toOruk } from './oruk.ts'
import { serviceLinked, structureLinked } from './schema-org.ts'
import { createCheck } from './testing/check.ts'
import { hsdsSchema } from './testing/hsds-schema.ts'
import { lieuSchema } from './testing/lieu-schema.ts'
import { orukSchema } from './testing/oruk-schema.ts'
import { demoPairs, ORIGIN, pair, type Pair, TODAY } from './testing/records.ts'
import { linkedSchema } from './testing/linked-schema.ts'
import { asEmail, asUri } from './values.ts'

vi.setConfig({ testTimeout: 60_000 })

const tell = createTellHours(TODAY)
const toHsds = createToHsds(ORIGIN, tell)
const oruk = toOruk(toHsds)

const CHECKS = {
  hsds: { check: createCheck(hsdsSchema('service')), make: ({ service, structure }: Pair) => toHsds.service(service, structure) },
  hsdsOrganization: {
    check: createCheck(hsdsSchema('organization')),
    make: ({ structure }: Pair) => toHsds.organization(structure),
  },
  oruk: { check: createCheck(orukSchema), make: ({ service, structure }: Pair) => oruk(service, structure) },
  lieu: { check: createCheck(lieuSchema), make: ({ service, structure }: Pair) => toLieu(structure, [service]) },
  schemaOrgService: {
    check: createCheck(linkedSchema),
    make: ({ service, structure }: Pair) => serviceLinked(service, structure, tell, ORIGIN),
  },
  schemaOrgStructure: {
    check: createCheck(linkedSchema),
    make: ({ service, structure }: Pair) => structureLinked(structure, [service], tell, ORIGIN),
  },
} as const
const NAMES = Object.keys(CHECKS) as (keyof typeof CHECKS)[]

describe('every record is valid', () => {
  const demo = demoPairs(600)

  test.each(NAMES)('%s: of the demonstration', (name) => {
    const { check, make } = CHECKS[name]
    const made = demo.map(make).filter((one) => one !== null)
    expect(made.length).toBeGreaterThan(0)
    expect(made.flatMap(check)).toEqual([])
  })

  test.each(NAMES)('%s: of anything that may leave', (name) => {
    const { check, make } = CHECKS[name]
    fc.assert(
      fc.property(pair, (one) => {
        const made = make(one)
        expect(made === null ? [] : check(made)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('the checks refuse what is wrong', () => {
    const [one] = demo
    if (one === undefined) throw new Error('no demonstration')
    const made = toHsds.service(one.service, one.structure)
    expect(CHECKS.hsds.check({ ...made, id: 'dora--1' })).not.toEqual([])
    expect(CHECKS.hsds.check({ ...made, url: 'https://exemple.test/a|b' })).not.toEqual([])
    expect(CHECKS.hsds.check({ ...made, statut: 'active' })).not.toEqual([])
    expect(CHECKS.oruk.check({ ...oruk(one.service, one.structure), url: undefined })).not.toEqual([])
    expect(CHECKS.lieu.check({ id: 'x' })).not.toEqual([])
  })
})

describe('identifiers', () => {
  test('the same name has the same one, of version 5', () => {
    expect(uuidOf('service', 'dora--1')).toBe(uuidOf('service', 'dora--1'))
    expect(uuidOf('service', 'dora--1')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(uuidOf('service', 'dora--1')).not.toBe(uuidOf('organization', 'dora--1'))
    expect(uuidOf('service', 'a', 'b')).not.toBe(uuidOf('service', 'ab'))
  })

  test('links lead to what is there', () => {
    fc.assert(
      fc.property(pair, ({ service, structure }) => {
        const made = toHsds.service(service, structure) as unknown as {
          id: string
          organization_id: string
          organization: { id: string }
          service_at_locations?: { service_id: string; location_id: string; location: { id: string; organization_id: string } }[]
        }
        expect(made.organization_id).toBe(made.organization.id)
        expect(made.organization.id).toBe(toHsds.organization(structure).id)
        for (const at of made.service_at_locations ?? []) {
          expect([at.service_id, at.location_id, at.location.organization_id]).toEqual([
            made.id,
            at.location.id,
            made.organization.id,
          ])
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('values', () => {
  test('a web address keeps leading to the same page', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string().map((end) => `https://exemple.test/${end}`),
        ),
        (text) => {
          const taken = asWebUrl(text)
          const uri = asUri(taken)
          if (uri === null) return
          expect(asUri(uri)).toBe(uri)
          expect(new URL(uri).hostname).toBe(new URL(text).hostname)
        },
      ),
    )
    expect(asUri('https://exemple.test/é?a[]=|')).toBe('https://exemple.test/%C3%A9?a%5B%5D=%7C')
    expect(asUri('javascript:alert(1)')).toBeNull()
  })

  test('an e-mail address with an accent is not told', () => {
    expect(asEmail('accueil@exemple.test')).toBe('accueil@exemple.test')
    expect(asEmail('hélène@exemple.test')).toBeNull()
  })
})

describe('HSDS', () => {
  const structure = openStructure('dora--s', { nom: 'Maison inventée', siret: '12345678901234' })
  const told = (patch: Parameters<typeof openService>[2]) =>
    toHsds.service(openService('dora--v', 'dora--s', patch), structure) as Readonly<Record<string, readonly object[]>>

  test('plain hours are told as weeks', () => {
    const { schedules } = told({ horaires_accueil: 'Mo-Fr 09:00-12:00; We 14:00-17:00' })
    expect(schedules).toMatchObject([
      { freq: 'WEEKLY', byday: 'MO,TU,TH,FR', opens_at: '09:00', closes_at: '12:00' },
      { freq: 'WEEKLY', byday: 'WE', opens_at: '14:00', closes_at: '17:00' },
    ])
  })

  test.each(['Mo-Fr 09:00-12:00 "sur rendez-vous"', 'le matin, sauf le lundi', 'Mo[1] 09:00-10:00'])(
    'hours that say more are told as they are written: %s',
    (horaires_accueil) => {
      const { schedules } = told({ horaires_accueil })
      expect(schedules).toEqual([expect.objectContaining({ description: horaires_accueil })])
      expect(schedules?.[0]).not.toHaveProperty('opens_at')
    },
  )

  test('a place without a street has no address, and loses nothing', () => {
    const { service_at_locations } = told({ commune: 'Bordeaux', code_postal: '33000', code_insee: '33063' })
    expect(service_at_locations).toMatchObject([{ location: { location_type: 'physical', description: '33000 Bordeaux' } }])
  })

  test('at a distance is a place of its own', () => {
    const { service_at_locations } = told({ modes_accueil: ['a-distance'], lien_mobilisation: 'https://exemple.test/rdv' })
    expect(service_at_locations).toMatchObject([{ location: { location_type: 'virtual', url: 'https://exemple.test/rdv' } }])
  })

  test('a zone is told part by part', () => {
    const { service_areas } = told({ zone_eligibilite: ['33', 'france', '243300316', '33063'] })
    expect(service_areas).toMatchObject([
      { name: 'Gironde (33)', uri: 'http://id.insee.fr/geo/departement/33' },
      { name: 'France entière' },
      { name: '243300316', description: 'Intercommunalité 243300316' },
      { name: '33063', description: 'Commune 33063', uri: 'http://id.insee.fr/geo/commune/33063' },
    ])
  })

  test('what is free costs nothing; what is charged tells no price', () => {
    expect(told({ frais: 'gratuit' })['cost_options']).toMatchObject([{ amount: 0, currency: 'EUR' }])
    expect(told({ frais: 'payant', frais_precisions: '3 € par an' })['cost_options']).toEqual([
      expect.objectContaining({ option: 'Payant', amount_description: '3 € par an' }),
    ])
    expect(told({ frais: 'payant' })['cost_options']?.[0]).not.toHaveProperty('amount')
  })
})
