import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clocked } from './clocks.ts'
import { after, COTES, ETATS, type Geste, GESTES, type Issue, ISSUES } from './life.ts'
import { awaitsAnswer, isPostponed, type Standing, standingOf } from './standing.ts'

type Followed = Parameters<typeof standingOf>[0]
const open: Followed = {
  etat: 'OUVERTE',
  cree_le: '2026-03-02T09:00:00.000Z',
  traitee_le: null,
  pas_avant: null,
  relance_le: null,
  delai_habituel: null,
  issue: null,
}
const issue = (quoi: Issue) => ({ issue: { quoi } })

describe('whose turn it is, and what comes next', () => {
  it.each<[string, Partial<Followed>, string, Standing]>([
    [
      'just sent',
      {},
      '2026-03-02T10:00:00.000Z',
      { tour: 'structure', echeance: { quoi: 'reponse-attendue', le: '2026-03-09T09:00:00.000Z' }, retard: false },
    ],
    [
      'late',
      {},
      '2026-03-09T09:00:00.000Z',
      { tour: 'prescripteur', echeance: { quoi: 'rappel', le: '2026-03-12T09:00:00.000Z' }, retard: true },
    ],
    [
      'reminded once',
      { relance_le: '2026-03-12T09:00:00.000Z' },
      '2026-03-12T10:00:00.000Z',
      { tour: 'prescripteur', echeance: { quoi: 'rappel', le: '2026-03-22T09:00:00.000Z' }, retard: true },
    ],
    [
      'reminded twice: expiry is next',
      { relance_le: '2026-03-25T09:00:00.000Z' },
      '2026-03-26T10:00:00.000Z',
      { tour: 'prescripteur', echeance: { quoi: 'expiration', le: '2026-04-01T09:00:00.000Z' }, retard: true },
    ],
    [
      'past its expiry, the clock not having run',
      {},
      '2026-04-02T09:00:00.000Z',
      { tour: 'prescripteur', echeance: null, retard: true },
    ],
    [
      'not before a day to come',
      { pas_avant: '2026-03-20' },
      '2026-03-10T09:00:00.000Z',
      { tour: 'structure', echeance: { quoi: 'pas-avant', le: '2026-03-20T00:00:00.000Z' }, retard: false },
    ],
    [
      'that day has come',
      { pas_avant: '2026-03-20' },
      '2026-03-20T00:00:00.000Z',
      { tour: 'structure', echeance: { quoi: 'reponse-attendue', le: '2026-03-27T00:00:00.000Z' }, retard: false },
    ],
    ['held', { etat: 'MODÉRATION_EN_COURS' }, '2026-06-02T09:00:00.000Z', { tour: 'moderation', echeance: null, retard: false }],
    ['rejected', { etat: 'MODÉRATION_REJETÉE' }, '2026-06-02T09:00:00.000Z', { tour: null, echeance: null, retard: false }],
    ['withdrawn', { etat: 'ANNULÉE' }, '2026-06-02T09:00:00.000Z', { tour: null, echeance: null, retard: false }],
    ['refused', { etat: 'REFUSÉE' }, '2026-04-01T08:59:00.000Z', { tour: 'prescripteur', echeance: null, retard: false }],
    ['refused a month ago', { etat: 'REFUSÉE' }, '2026-04-01T09:00:00.000Z', { tour: null, echeance: null, retard: false }],
    [
      'expired',
      { etat: 'EXPIRÉE', traitee_le: '2026-04-01T09:00:00.000Z' },
      '2026-04-02T09:00:00.000Z',
      { tour: 'prescripteur', echeance: null, retard: false },
    ],
    [
      'expired, but received all the same',
      { etat: 'EXPIRÉE', ...issue('commencee') },
      '2026-06-02T09:00:00.000Z',
      { tour: null, echeance: null, retard: false },
    ],
    ['accepted', { etat: 'VALIDÉE' }, '2026-06-02T09:00:00.000Z', { tour: 'personne', echeance: null, retard: false }],
    [
      'begun',
      { etat: 'VALIDÉE', ...issue('commencee') },
      '2026-06-02T09:00:00.000Z',
      { tour: 'personne', echeance: null, retard: false },
    ],
    [
      'finished',
      { etat: 'VALIDÉE', ...issue('terminee') },
      '2026-06-02T09:00:00.000Z',
      { tour: null, echeance: null, retard: false },
    ],
    [
      'did not come',
      { etat: 'VALIDÉE', ...issue('absente') },
      '2026-06-02T09:00:00.000Z',
      { tour: null, echeance: null, retard: false },
    ],
  ])('%s', (_, change, now, expected) => {
    expect(standingOf({ ...open, ...change }, Date.parse(now))).toEqual(expected)
  })
})

describe('whatever the facts', () => {
  const instant = fc
    .date({ min: new Date('2025-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString())
  const followed: fc.Arbitrary<Followed> = fc.record({
    etat: fc.constantFrom(...ETATS),
    cree_le: instant,
    traitee_le: fc.option(instant),
    pas_avant: fc.option(instant).map((one) => one?.slice(0, 10) ?? null),
    relance_le: fc.option(instant),
    delai_habituel: fc.option(
      fc.record({ jours: fc.double({ min: 0, max: 60, noNaN: true }), reponses: fc.nat(20) }),
    ) satisfies fc.Arbitrary<Clocked['delai_habituel']>,
    issue: fc.option(fc.record({ quoi: fc.constantFrom(...ISSUES) })),
  })
  const movers = (Object.keys(GESTES) as Geste[]).flatMap((geste) => COTES.map((cote) => ({ geste, cote })))

  it('as long as somebody can move it to another state, or nobody has said what became of it, it is somebody’s turn', () => {
    fc.assert(
      fc.property(followed, instant, (one, now) => {
        const { tour } = standingOf(one, Date.parse(now))
        const moves = movers.some(({ geste, cote }) => {
          const next = after(one.etat, geste, cote)
          return next !== null && next !== one.etat
        })
        const unsaid = one.issue === null && one.etat === 'VALIDÉE'
        if (moves || unsaid) expect(tour).not.toBeNull()
        if (tour === 'structure') expect(after(one.etat, 'accepter', 'lien')).toBe('VALIDÉE')
        if (tour === 'moderation') expect(after(one.etat, 'approuver', 'moderation')).toBe('OUVERTE')
        if (tour === 'personne') expect(COTES.some((cote) => after(one.etat, 'constater', cote) !== null)).toBe(true)
      }),
    )
  })

  it('open, it awaits an answer or was put off to a day that is to come; in no other state', () => {
    fc.assert(
      fc.property(followed, instant, (one, at) => {
        const now = Date.parse(at)
        const stood = { etat: one.etat, echeance: standingOf(one, now).echeance }
        const putOff = one.pas_avant !== null && Date.parse(one.pas_avant) > now
        expect(isPostponed(stood)).toBe(one.etat === 'OUVERTE' && putOff)
        expect(awaitsAnswer(stood)).toBe(one.etat === 'OUVERTE' && !putOff)
      }),
    )
  })

  it('what is next is to come; only what waits is late, and never before the day that was given', () => {
    fc.assert(
      fc.property(followed, instant, (one, at) => {
        const now = Date.parse(at)
        const { echeance, retard, tour } = standingOf(one, now)
        if (echeance !== null) expect(Date.parse(echeance.le)).toBeGreaterThan(now)
        if (one.etat !== 'OUVERTE') expect([echeance, retard]).toEqual([null, false])
        if (retard) {
          expect(tour).toBe('prescripteur')
          expect(one.pas_avant === null || Date.parse(one.pas_avant) < now).toBe(true)
        }
      }),
    )
  })

  it('once late, it stays late as long as nothing happens', () => {
    fc.assert(
      fc.property(followed, instant, fc.nat(400), (one, at, more) => {
        const now = Date.parse(at)
        if (standingOf(one, now).retard) expect(standingOf(one, now + more * 3600_000).retard).toBe(true)
      }),
    )
  })
})
