import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../listing/days.ts'
import { type ConstatsKit, ETAPES_KIT, EtapeKit, isTickable, Suivi, suiviOf } from './checklist.ts'

const NOTHING: ConstatsKit = {
  etat_dit: false,
  kit_fait: false,
  structures: 0,
  structures_validees: 0,
  structures_administrees: 0,
  services_publies: 0,
  demandes: 0,
  doublons_ouverts: 0,
}
const count = fc.nat(30)
const constats: fc.Arbitrary<ConstatsKit> = fc.record({
  etat_dit: fc.boolean(),
  kit_fait: fc.boolean(),
  structures: count,
  structures_validees: count,
  structures_administrees: count,
  services_publies: count,
  demandes: count,
  doublons_ouverts: count,
})
const geste = { le: '2026-11-20T10:00:00.000Z', par: 'u', nom: 'Sacha Inventée' }

test('steps are in the order of their days, within thirty, each named once', () => {
  const days = ETAPES_KIT.map(({ jour }) => jour)
  expect(days).toEqual([...days].sort((a, b) => a - b))
  expect(Math.max(...days)).toBe(30)
  expect(new Set(ETAPES_KIT.map(({ id }) => id)).size).toBe(ETAPES_KIT.length)
})

test('nothing is done of an empty territory, not even what is to be emptied', () => {
  expect(suiviOf('59', { depart: null, faites: {} }, NOTHING, '2026-11-27').etapes.some(({ faite }) => faite)).toBe(false)
})

test('a step is done by the facts or by hand, never both; it is late only after its day and undone', () => {
  const some = fc.uniqueArray(fc.constantFrom(...EtapeKit.options))
  fc.assert(
    fc.property(constats, some, fc.option(fc.integer({ min: 0, max: 60 })), (seen, ticked, ago) => {
      const today = '2026-11-27'
      const depart = ago === null ? null : addDays(today, -ago)
      const faites = Object.fromEntries(ticked.map((etape) => [etape, geste]))
      const told = Suivi.parse(suiviOf('59', { depart, faites }, seen, today))
      for (const [index, one] of told.etapes.entries()) {
        const jour = ETAPES_KIT[index]?.jour ?? 0
        expect(one.constatee).toBe(!isTickable(one.etape))
        if (!one.constatee) expect(one.faite).toBe(ticked.includes(one.etape))
        else expect(one.par).toBe(null)
        expect(one.pour_le).toBe(depart === null ? null : addDays(depart, jour))
        expect(one.en_retard).toBe(!one.faite && ago !== null && ago > jour)
      }
    }),
  )
})

test('what only grows never unticks', () => {
  fc.assert(
    fc.property(constats, fc.nat(5), (seen, more) => {
      const after = { ...seen, structures_validees: seen.structures_validees + more, demandes: seen.demandes + more }
      const done = (facts: ConstatsKit) => suiviOf('59', { depart: null, faites: {} }, facts, '2026-11-27').etapes
      for (const [index, one] of done(seen).entries()) if (one.faite) expect(done(after)[index]?.faite).toBe(true)
    }),
  )
})
