import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anonymisedAt,
  type Clocked,
  expiresAt,
  lateAfterDays,
  lateAt,
  LIEN_JOURS,
  mayNudgeAt,
  piecesUntil,
  remindedAt,
  waitingSince,
} from './clocks.ts'
import { type Etat, ETATS, isClosed } from './life.ts'

const open: Clocked = {
  etat: 'OUVERTE',
  cree_le: '2026-03-02T09:00:00.000Z',
  traitee_le: null,
  pas_avant: null,
  relance_le: null,
  delai_habituel: null,
}
const iso = (instant: number | null): string | null => (instant === null ? null : new Date(instant).toISOString())
const on = (change: Partial<Clocked> = {}) => ({ ...open, ...change })

describe('clocks', () => {
  it.each<[string, (one: Clocked) => number | null, Partial<Clocked>, string | null]>([
    ['reminder after 10 days', remindedAt, {}, '2026-03-12T09:00:00.000Z'],
    ['again 10 days after the last', remindedAt, { relance_le: '2026-03-12T07:08:00.000Z' }, '2026-03-22T07:08:00.000Z'],
    ['from its release by moderation', remindedAt, { traitee_le: '2026-03-05T10:00:00.000Z' }, '2026-03-15T10:00:00.000Z'],
    ['from the day that was given', remindedAt, { pas_avant: '2026-04-01' }, '2026-04-11T00:00:00.000Z'],
    ['a day gone by shifts nothing', remindedAt, { pas_avant: '2026-02-01' }, '2026-03-12T09:00:00.000Z'],
    [
      'a reminder of before that day shifts nothing',
      remindedAt,
      { pas_avant: '2026-04-01', relance_le: '2026-03-12T07:08:00.000Z' },
      '2026-04-11T00:00:00.000Z',
    ],
    ['expiry after 30 days', expiresAt, {}, '2026-04-01T09:00:00.000Z'],
    ['whatever reminders there were', expiresAt, { relance_le: '2026-03-22T07:08:00.000Z' }, '2026-04-01T09:00:00.000Z'],
    ['restarted by moderation', expiresAt, { traitee_le: '2026-03-20T10:00:00.000Z' }, '2026-04-19T10:00:00.000Z'],
    ['not before the day that was given', expiresAt, { pas_avant: '2026-05-10' }, '2026-06-09T00:00:00.000Z'],
    ['what moderation holds never expires', expiresAt, { etat: 'MODÉRATION_EN_COURS' }, null],
    ['nor is reminded of', remindedAt, { etat: 'MODÉRATION_EN_COURS' }, null],
    ['late after a week without habits', lateAt, {}, '2026-03-09T09:00:00.000Z'],
    ['late by the habits', lateAt, { delai_habituel: { jours: 2.2, reponses: 3 } }, '2026-03-07T09:00:00.000Z'],
    ['late after the day that was given', lateAt, { pas_avant: '2026-04-01' }, '2026-04-08T00:00:00.000Z'],
    ['nudge after 3 days', mayNudgeAt, {}, '2026-03-05T09:00:00.000Z'],
    ['3 days after the last', mayNudgeAt, { relance_le: '2026-03-12T07:08:00.000Z' }, '2026-03-15T07:08:00.000Z'],
    ['not before the day that was given', mayNudgeAt, { pas_avant: '2026-04-01' }, '2026-04-04T00:00:00.000Z'],
    ['no nudge of what is closed', mayNudgeAt, { etat: 'VALIDÉE' }, null],
    ['files while it is open', piecesUntil, {}, null],
    ['files while it is held', piecesUntil, { etat: 'MODÉRATION_EN_COURS' }, null],
    [
      'files of one accepted, six months',
      piecesUntil,
      { etat: 'VALIDÉE', traitee_le: '2026-03-10T09:00:00.000Z' },
      '2026-09-10T09:00:00.000Z',
    ],
    [
      'from the end of August',
      piecesUntil,
      { etat: 'VALIDÉE', traitee_le: '2026-08-31T09:00:00.000Z' },
      '2027-02-28T09:00:00.000Z',
    ],
    ['to a leap day', piecesUntil, { etat: 'VALIDÉE', traitee_le: '2027-08-31T23:59:59.999Z' }, '2028-02-29T23:59:59.999Z'],
    [
      'from the 31st to a month of 30',
      piecesUntil,
      { etat: 'VALIDÉE', traitee_le: '2026-03-31T00:00:00.000Z' },
      '2026-09-30T00:00:00.000Z',
    ],
    ['over the year', piecesUntil, { etat: 'VALIDÉE', traitee_le: '2026-12-15T09:00:00.000Z' }, '2027-06-15T09:00:00.000Z'],
    [
      'files of one refused go with it',
      piecesUntil,
      { etat: 'REFUSÉE', traitee_le: '2026-03-10T09:00:00.000Z' },
      '2026-03-10T09:00:00.000Z',
    ],
    ['of one expired', piecesUntil, { etat: 'EXPIRÉE', traitee_le: '2026-04-01T09:00:00.000Z' }, '2026-04-01T09:00:00.000Z'],
    ['anonymised after 730 days', anonymisedAt, {}, '2028-03-01T09:00:00.000Z'],
    [
      'whatever became of it',
      anonymisedAt,
      { etat: 'VALIDÉE', traitee_le: '2027-12-01T09:00:00.000Z' },
      '2028-03-01T09:00:00.000Z',
    ],
  ])('%s', (_, clock, change, expected) => {
    expect(iso(clock(on(change)))).toBe(expected)
  })

  it('habits: twice the median, from 3 to 10 days; a week below three answers', () => {
    const days = (jours: number, reponses = 3) => lateAfterDays({ jours, reponses })
    expect([0, 1, 1.5, 1.6, 4, 5, 9, 40].map((jours) => days(jours))).toEqual([3, 3, 3, 4, 8, 10, 10, 10])
    expect(days(1, 2)).toBe(7)
    expect(lateAfterDays(null)).toBe(7)
    expect(LIEN_JOURS).toBe(8)
  })
})

describe('whatever the facts', () => {
  const instant = fc
    .date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2028-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString())
  const maybe = fc.option(instant)
  const clocked: fc.Arbitrary<Clocked> = fc.record({
    etat: fc.constantFrom(...ETATS),
    cree_le: instant,
    traitee_le: maybe,
    pas_avant: maybe.map((one) => one?.slice(0, 10) ?? null),
    relance_le: maybe,
    delai_habituel: fc.option(fc.record({ jours: fc.double({ min: 0, max: 60, noNaN: true }), reponses: fc.nat(20) })),
  })
  const DAY = 24 * 3600_000

  it('only what waits has a reminder, an expiry, a lateness and a nudge', () => {
    fc.assert(
      fc.property(clocked, (one) => {
        const waits = one.etat === 'OUVERTE'
        for (const clock of [remindedAt, expiresAt, lateAt, mayNudgeAt]) expect(clock(one) !== null).toBe(waits)
        expect(piecesUntil(one) !== null).toBe(isClosed(one.etat))
      }),
    )
  })

  it('lateness comes before the first reminder or with it, and both before the expiry', () => {
    fc.assert(
      fc.property(clocked, (some) => {
        const one = { ...some, etat: 'OUVERTE' as Etat }
        const [late, first, end] = [lateAt(one), remindedAt({ ...one, relance_le: null }), expiresAt(one)]
        expect(late).not.toBeNull()
        expect(late ?? 0).toBeLessThanOrEqual(first ?? 0)
        expect(first ?? 0).toBeLessThan(end ?? 0)
        expect((late ?? 0) - waitingSince(one)).toBeGreaterThanOrEqual(3 * DAY)
        expect((late ?? 0) - waitingSince(one)).toBeLessThanOrEqual(10 * DAY)
      }),
    )
  })

  it('« not before » only ever puts off, by as much as it is later', () => {
    fc.assert(
      fc.property(clocked, instant, (some, day) => {
        const without = { ...some, etat: 'OUVERTE' as Etat, pas_avant: null, relance_le: null }
        const given = { ...without, pas_avant: day.slice(0, 10) }
        const shift = Math.max(0, Date.parse(day.slice(0, 10)) - waitingSince(without))
        for (const clock of [remindedAt, expiresAt, lateAt, mayNudgeAt]) {
          expect((clock(given) ?? 0) - (clock(without) ?? 0)).toBe(shift)
        }
      }),
    )
  })

  it('a reminder never puts the expiry off, and the next one is ten days later at least', () => {
    fc.assert(
      fc.property(clocked, instant, (some, at) => {
        const one = { ...some, etat: 'OUVERTE' as Etat }
        const reminded = { ...one, relance_le: at }
        expect(expiresAt(reminded)).toBe(expiresAt(one))
        expect(remindedAt(reminded) ?? 0).toBeGreaterThanOrEqual(Date.parse(at) + 10 * DAY)
      }),
    )
  })

  it('six months are a day of the sixth month after, the same or its last', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const until = new Date(piecesUntil({ ...open, etat: 'VALIDÉE', traitee_le: at }) ?? 0)
        const from = new Date(at)
        const months = (until.getUTCFullYear() - from.getUTCFullYear()) * 12 + until.getUTCMonth() - from.getUTCMonth()
        expect(months).toBe(6)
        const last = new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() + 1, 0)).getUTCDate()
        expect(until.getUTCDate()).toBe(Math.min(from.getUTCDate(), last))
        expect(until.toISOString().slice(10)).toBe(from.toISOString().slice(10))
      }),
    )
  })
})
