import { describe, expect, test } from 'vitest'
import { Service, Structure } from '#shared/catalogue/record.ts'
import { NEEDS } from '#shared/reference/thematiques.ts'
import { entriesOf, isKnown } from '#shared/reference/labels.ts'
import { asSiret } from '../fields/codes.ts'
import { COMMUNES, TODAY } from '../testing.ts'
import { daysBefore } from './dates.ts'
import { generateDemo } from './generate.ts'
import { NEED_TEXTS } from './services.ts'

const make = (services: number, seed = 1) => [...generateDemo({ seed, services, today: TODAY, communes: COMMUNES })]
const all = make(3000)
const services = all.flatMap((one) => (one.kind === 'service' ? [one.record] : []))
const structures = all.flatMap((one) => (one.kind === 'structure' ? [one.record] : []))

test('the same seed tells the same story, another one another', () => {
  expect(make(200)).toEqual(make(200))
  expect(make(200, 2)).not.toEqual(make(200))
})

test('as many services as asked, one structure for four or so, ids all different', () => {
  expect(services).toHaveLength(3000)
  expect(structures.length).toBeGreaterThan(500)
  expect(structures.length).toBeLessThan(1200)
  expect(new Set(services.map((one) => one.id)).size).toBe(3000)
  expect(new Set(structures.map((one) => one.id)).size).toBe(structures.length)
})

test('every record is a record', () => {
  for (const one of structures) expect(Structure.parse(one)).toEqual(one)
  for (const one of services) expect(Service.parse(one)).toEqual(one)
})

test('each need has its texts', () =>
  expect(NEED_TEXTS.map((need) => need.besoin).toSorted()).toEqual(NEEDS.map((need) => need.value).toSorted()))

describe('every value of the référentiel is met', () => {
  const values = {
    types: services.map((one) => one.type),
    frais: services.map((one) => one.frais),
    publics: services.flatMap((one) => one.publics ?? []),
    modes_accueil: services.flatMap((one) => one.modes_accueil ?? []),
    modes_mobilisation: services.flatMap((one) => one.modes_mobilisation ?? []),
    mobilisable_par: services.flatMap((one) => one.mobilisable_par ?? []),
    reseaux_porteurs: structures.flatMap((one) => one.reseaux_porteurs ?? []),
    status: services.map((one) => one.dora?.status),
    coach_orientation_modes: services.flatMap((one) => one.dora?.coach_orientation_modes ?? []),
    beneficiaries_access_modes: services.flatMap((one) => one.dora?.beneficiaries_access_modes ?? []),
    update_frequency: services.map((one) => one.dora?.update_frequency),
    funding_labels: services.flatMap((one) => one.dora?.funding_labels ?? []),
    moderation_status: structures.map((one) => one.dora?.moderation_status),
    typology: structures.map((one) => one.dora?.typology),
    national_labels: structures.flatMap((one) => one.dora?.national_labels ?? []),
  } as const
  test.each(Object.keys(values) as (keyof typeof values)[])('%s', (list) => {
    const met = new Set<string | null | undefined>(values[list])
    for (const { value } of entriesOf(list)) expect(met, value).toContain(value)
    for (const value of met) if (value != null) expect(isKnown(list, value), value).toBe(true)
  })
  test('thematiques', () => {
    const met = new Set(services.flatMap((one) => one.thematiques ?? []))
    expect(met.size).toBe(NEEDS.length)
  })
})

test('the cases of the field are there', () => {
  const some = (test: (one: Service) => boolean) => expect(services.filter(test).length).toBeGreaterThan(0)
  some((one) => one.structure_id === null)
  some((one) => one.code_insee === null && one.modes_accueil?.includes('en-presentiel') === true)
  some((one) => one.zone_eligibilite?.[0] === 'france')
  some((one) => one.zone_eligibilite === null)
  some((one) => (one.dora?.suspension_date ?? '9999') < TODAY)
  some((one) => (one.dora?.suspension_date ?? '') > TODAY)
  some((one) => one.date_maj > daysBefore(TODAY, 30))
  some((one) => one.date_maj < daysBefore(TODAY, 1000))
  expect(structures.some((one) => one.dora?.is_obsolete)).toBe(true)
  expect(structures.some((one) => one.dora?.parent !== undefined)).toBe(true)
  const places = new Map<string, Set<string | null>>()
  for (const one of services)
    if (one.latitude != null) {
      const key = `${one.latitude} ${one.longitude}`
      places.set(key, (places.get(key) ?? new Set()).add(one.structure_id))
    }
  expect([...places.values()].some((owners) => owners.size > 1)).toBe(true)
})

test('nothing reaches a person, and no date is ahead', () => {
  for (const one of [...services, ...structures]) {
    if (one.telephone != null) expect(one.telephone).toMatch(/^\+3319900\d{4}$/)
    if (one.courriel != null) expect(one.courriel).toMatch(/@exemple\.fr$/)
    expect(one.date_maj <= TODAY).toBe(true)
  }
  for (const { siret } of structures) if (siret != null) expect(asSiret(siret)).toMatch(/^000/)
})

test('descriptions read like descriptions', () => {
  const lengths = services.map((one) => one.description?.length ?? 0)
  expect(lengths.filter((length) => length >= 200 && length <= 1500).length / lengths.length).toBeGreaterThan(0.85)
  expect(new Set(services.map((one) => one.description)).size).toBeGreaterThan(2800)
})
