import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTaken, MOTIFS, priorityOf, type Raison } from './queue.ts'

const NOW = Date.parse('2026-11-27T09:00:00Z')
const DAY_MS = 24 * 3600_000
const reason = (motif: Raison['motif'], days = 0, nombre = 1): Raison => ({
  motif,
  nombre,
  depuis: new Date(NOW - days * DAY_MS).toISOString(),
})

describe('what matters most', () => {
  it('is what people wait behind, before upkeep', () => {
    const held = priorityOf([reason('demandes-retenues')], 0, NOW)
    for (const motif of MOTIFS) if (motif !== 'demandes-retenues') expect(priorityOf([reason(motif)], 0, NOW)).toBeLessThan(held)
    // A month of a modified service does not pass before a person who waits.
    expect(priorityOf([reason('service-modifie', 60)], 30, NOW)).toBeLessThan(held)
  })
  it('grows with age, with what else there is, with how much the sheet is looked at, and with how many wait', () => {
    const one = reason('structure-a-valider', 2)
    const bare = priorityOf([one], 0, NOW)
    expect(priorityOf([reason('structure-a-valider', 3)], 0, NOW)).toBeGreaterThan(bare)
    expect(priorityOf([one, reason('suggestion')], 0, NOW)).toBeGreaterThan(bare)
    expect(priorityOf([one], 10, NOW)).toBeGreaterThan(bare)
    expect(priorityOf([reason('demandes-retenues', 0, 4)], 0, NOW)).toBeGreaterThan(
      priorityOf([reason('demandes-retenues')], 0, NOW),
    )
  })
  it('is a number for anything, also a date to come', () => {
    const any = fc.array(
      fc.record({
        motif: fc.constantFrom(...MOTIFS),
        nombre: fc.integer({ min: 1, max: 10_000 }),
        depuis: fc
          .date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') })
          .map((d) => d.toISOString()),
      }),
      { minLength: 1, maxLength: 9 },
    )
    fc.assert(
      fc.property(any, fc.nat(), (raisons, vues) => {
        expect(priorityOf(raisons, vues, NOW)).toBeGreaterThan(0)
      }),
    )
  })
})

describe('what somebody has taken', () => {
  it('is theirs until its time, or until it is done', () => {
    const prise = { user_id: 'u', nom: 'Dominique', jusqu_au: new Date(NOW).toISOString() }
    expect(isTaken(prise, NOW - 1)).toBe(true)
    expect(isTaken(prise, NOW)).toBe(false)
    expect(isTaken({ ...prise, jusqu_au: null }, NOW + 365 * DAY_MS)).toBe(true)
    expect(isTaken(null, NOW)).toBe(false)
  })
})
