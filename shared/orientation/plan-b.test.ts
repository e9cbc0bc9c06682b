import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Check, Checks } from './checks.ts'
import { REGLES } from './checks.ts'
import type { Envoi } from './model.ts'
import { type Candidate, needsPlanB, planBOf, planBReason } from './plan-b.ts'
import { envoi, uuid } from './testing.ts'

const fine: Checks = {
  eligibilite: { verdict: 'a-verifier', lignes: [] },
  checks: REGLES.map((regle) => ({ regle, niveau: 'ok', message: '' })),
}
const checks = (regle: Check['regle'], niveau: Check['niveau']): Checks => ({
  ...fine,
  checks: fine.checks.map((one) => (one.regle === regle ? { ...one, niveau } : one)),
})
const verdict = (said: Checks['eligibilite']['verdict']): Checks => ({ ...fine, eligibilite: { verdict: said, lignes: [] } })

const PERMIT = 'mobilite--preparer-un-permis'
const candidate = (
  id: string,
  card: Partial<Candidate['card']> = {},
  more: Partial<Omit<Candidate, 'card'>> = {},
): Candidate => ({
  card: {
    id,
    structure: { id: `g-${id}`, nom: id },
    thematiques: [PERMIT],
    distanceKm: 5,
    modes_accueil: ['en-presentiel'],
    orientable: { ok: true, raison: '' },
    disponibilite: null,
    ...card,
  },
  delai: null,
  checks: fine,
  ...more,
})
const room = (etat: 'places' | 'liste-attente' | 'complet') => ({
  disponibilite: { etat, jusqu_au: '2026-12-31', dit_le: '2026-03-01' },
})
const ids = (candidates: readonly Candidate[], sent: readonly Envoi[] = [envoi()], origin = envoi()) =>
  planBOf({ envoi: origin, candidates, sent }).map((one) => one.candidate.card.id)

const NOW = Date.parse('2026-03-12T09:00:00.000Z')

describe('when a plan B is needed', () => {
  it.each<[string, Partial<Envoi>, string, boolean]>([
    ['waiting', {}, '2026-03-08T09:00:00.000Z', false],
    ['late', {}, '2026-03-09T09:00:00.000Z', true],
    ['refused', { etat: 'REFUSÉE' }, '2026-03-03T09:00:00.000Z', true],
    ['expired', { etat: 'EXPIRÉE' }, '2026-05-03T09:00:00.000Z', true],
    [
      'expired, but received all the same',
      { etat: 'EXPIRÉE', issue: { quoi: 'commencee', le: '2026-04-03T09:00:00.000Z', cote: 'structure' } },
      '2026-05-03T09:00:00.000Z',
      false,
    ],
    ['accepted', { etat: 'VALIDÉE' }, '2026-05-03T09:00:00.000Z', false],
    ['withdrawn', { etat: 'ANNULÉE' }, '2026-05-03T09:00:00.000Z', false],
    ['put off', { pas_avant: '2026-05-01' }, '2026-05-03T09:00:00.000Z', false],
    ['nobody’s any more', { etat: 'EXPIRÉE', anonyme_le: '2028-04-03T09:00:00.000Z' }, '2028-05-03T09:00:00.000Z', false],
  ])('%s', (_, change, now, expected) => {
    const one = envoi(change)
    expect(needsPlanB(one, [one], Date.parse(now))).toBe(expected)
    expect(planBReason(one, Date.parse(now)) !== '' || !expected).toBe(true)
  })

  it('not once another was sent in its place, unless that one was withdrawn', () => {
    const late = envoi()
    const other = envoi({ id: uuid(2), remplace: uuid(1) })
    expect(needsPlanB(late, [late, other], NOW)).toBe(false)
    expect(needsPlanB(late, [late, { ...other, etat: 'ANNULÉE' }], NOW)).toBe(true)
    expect(needsPlanB(late, [late, { ...other, remplace: uuid(9) }], NOW)).toBe(true)
  })

  it('is said in a sentence', () => {
    expect(planBReason(envoi(), NOW)).toBe('La structure n’a pas répondu depuis 10 jours.')
    // Nobody is late with what never came.
    expect(planBReason(envoi({ non_remise_le: '2026-03-12T08:00:00.000Z' }), NOW)).toContain('n’a pas pu être remis')
    expect(planBReason(envoi({ delai_habituel: { jours: 4, reponses: 6 } }), NOW)).toBe(
      'La structure n’a pas répondu depuis 10 jours. Ce service répond en général en 4 jours.',
    )
    expect(planBReason(envoi({ etat: 'REFUSÉE' }), NOW)).toBe('La structure a refusé cette demande.')
    expect(planBReason(envoi({ etat: 'EXPIRÉE' }), NOW)).toContain('a expiré')
    expect(planBReason(envoi(), Date.parse('2026-03-03T09:00:00.000Z'))).toBe('')
  })
})

describe('what is left out', () => {
  it.each<[string, Candidate]>([
    ['the same service', candidate('s1')],
    ['one that takes no request', candidate('a', { orientable: { ok: false, raison: '' } })],
    ['one that is full', candidate('a', room('complet'))],
    ['one for other needs', candidate('a', { thematiques: ['numerique--acceder-a-une-connexion-internet'] })],
    ['one whose public is surely not', candidate('a', {}, { checks: verdict('non') })],
    ['one out of the zone', candidate('a', {}, { checks: checks('zone', 'raison') })],
    ['one closed for now', candidate('a', {}, { checks: checks('disponibilite', 'raison') })],
    ['one with a broken address', candidate('a', {}, { checks: checks('canal', 'raison') })],
    ['one that blocks', candidate('a', {}, { checks: checks('orientable', 'bloquant') })],
  ])('%s', (_, one) => {
    expect(ids([one])).toEqual([])
  })

  it('those asked for the same person already, refused or not, but not what was withdrawn nor asked for another', () => {
    const service = { ...envoi().service, id: 'a' }
    const asked = (change: Partial<Envoi>) => ids([candidate('a')], [envoi(), envoi({ id: uuid(2), service, ...change })])
    expect(asked({})).toEqual([])
    expect(asked({ etat: 'EXPIRÉE' })).toEqual([])
    expect(asked({ etat: 'REFUSÉE' })).toEqual([])
    expect(asked({ etat: 'VALIDÉE' })).toEqual([])
    expect(asked({ etat: 'ANNULÉE' })).toEqual(['a'])
    expect(asked({ personne: { ...envoi().personne, nom: 'Autrement', prenom: 'Moussa', telephone: '', courriel: '' } })).toEqual(
      ['a'],
    )
  })

  it('documents to add again, or boxes to tick, keep nothing out', () => {
    expect(ids([candidate('a', {}, { checks: checks('documents', 'raison') })])).toEqual(['a'])
    expect(ids([candidate('a', {}, { checks: checks('eligibilite', 'raison') })])).toEqual(['a'])
    expect(ids([candidate('a', {}, { checks: checks('zone', 'attention') })])).toEqual(['a'])
  })
})

describe('the order', () => {
  it.each<[string, Candidate, Candidate]>([
    ['the same need before the same family', candidate('z'), candidate('a', { thematiques: ['mobilite--financer-ma-mobilite'] })],
    ['near before far', candidate('z', { distanceKm: 2 }), candidate('a', { distanceKm: 40 })],
    ['known eligible before to be verified', candidate('z', {}, { checks: verdict('eligible') }), candidate('a')],
    [
      'fast before slow',
      candidate('z', {}, { delai: { jours: 2, reponses: 9 } }),
      candidate('a', {}, { delai: { jours: 20, reponses: 9 } }),
    ],
    [
      'two answers are no habit',
      candidate('z', {}, { delai: { jours: 6, reponses: 3 } }),
      candidate('a', {}, { delai: { jours: 1, reponses: 2 } }),
    ],
    ['room before a waiting list', candidate('z', room('places')), candidate('a', room('liste-attente'))],
    [
      'another structure before the one that does not answer',
      candidate('z'),
      candidate('a', { structure: { id: 'g1', nom: '' } }),
    ],
    [
      'at a distance before where nobody knows',
      candidate('z', { distanceKm: null, modes_accueil: ['a-distance'] }),
      candidate('a', { distanceKm: null }),
    ],
  ])('%s', (_, first, second) => {
    expect(ids([second, first])).toEqual(['z', 'a'])
  })

  it('who answered before comes first', () => {
    const of = (id: string, etat: Envoi['etat'], n: number) =>
      envoi({
        id: uuid(n),
        etat,
        service: { ...envoi().service, id },
        personne: { ...envoi().personne, nom: 'Autrement', prenom: 'Moussa', telephone: '', courriel: '' },
      })
    const sent = [
      envoi(),
      of('a', 'EXPIRÉE', 2),
      of('a', 'EXPIRÉE', 3),
      of('z', 'VALIDÉE', 4),
      of('z', 'REFUSÉE', 5),
      of('z', 'EXPIRÉE', 6),
    ]
    expect(ids([candidate('a'), candidate('z')], sent)).toEqual(['z', 'a'])
    expect(planBOf({ envoi: envoi(), candidates: [candidate('z')], sent })[0]?.pourquoi).toContain(
      'A répondu à 2 de vos 3 demandes',
    )
  })

  it('is said', () => {
    const [one] = planBOf({
      envoi: envoi(),
      candidates: [
        candidate(
          'a',
          { distanceKm: 3.24, ...room('places') },
          { delai: { jours: 4, reponses: 3 }, checks: verdict('eligible') },
        ),
      ],
      sent: [],
    })
    expect(one?.pourquoi).toEqual([
      'Même besoin\u202f: Préparer un permis',
      'Personne éligible, d’après la demande',
      'À 3,2 km',
      'Répond en général en 4 jours',
      'Places disponibles',
    ])
    expect(planBOf({ envoi: envoi(), candidates: [candidate('a', { distanceKm: 0.2 })], sent: [] })[0]?.pourquoi).toContain(
      'À moins de 1 km',
    )
    expect(
      planBOf({ envoi: envoi(), candidates: [candidate('a', { distanceKm: null, modes_accueil: ['a-distance'] })], sent: [] })[0]
        ?.pourquoi,
    ).toContain('À distance')
  })
})

it('whatever the candidates: three at most, each once, all fit, in an order that theirs does not change', () => {
  const any = fc
    .record({
      id: fc.constantFrom('s1', 'a', 'b', 'c', 'd', 'e'),
      distanceKm: fc.option(fc.integer({ min: 0, max: 80 })),
      thematiques: fc.subarray([PERMIT, 'mobilite--financer-ma-mobilite', 'numerique--x']),
      ok: fc.boolean(),
      said: fc.constantFrom<Checks['eligibilite']['verdict']>('eligible', 'a-verifier', 'non'),
      delai: fc.option(fc.record({ jours: fc.nat(30), reponses: fc.nat(9) })),
    })
    .map(({ id, ok, said, delai, ...card }) =>
      candidate(id, { ...card, orientable: { ok, raison: '' } }, { delai, checks: verdict(said) }),
    )
  fc.assert(
    fc.property(fc.uniqueArray(any, { selector: ({ card }) => card.id, maxLength: 6 }), (candidates) => {
      const found = planBOf({ envoi: envoi(), candidates, sent: [] })
      expect(found.length).toBeLessThanOrEqual(3)
      const chosen = found.map((one) => one.candidate)
      expect(new Set(chosen.map(({ card }) => card.id)).size).toBe(found.length)
      for (const { card, checks: told } of chosen) {
        expect(card.id).not.toBe('s1')
        expect(card.orientable.ok).toBe(true)
        expect(told.eligibilite.verdict).not.toBe('non')
      }
      expect(planBOf({ envoi: envoi(), candidates: candidates.toReversed(), sent: [] }).map((one) => one.candidate)).toEqual(
        chosen,
      )
    }),
  )
})
