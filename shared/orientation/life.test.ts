import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  after,
  COTES,
  type Cote,
  ETAT_LABELS,
  type Etat,
  ETATS,
  type Geste,
  GESTES,
  isClosed,
  isTold,
  openTo,
  wasTransmitted,
} from './life.ts'

/** Said a second time, side by side with the table it checks: what each side may do in each state, and the state after it. */
const STAYS = ''
const EXPECTED: Readonly<Record<Etat, Partial<Record<Cote, Partial<Record<Geste, Etat | typeof STAYS>>>>>> = {
  MODÉRATION_EN_COURS: {
    moderation: { approuver: 'OUVERTE', rejeter: 'MODÉRATION_REJETÉE' },
    prescripteur: { annuler: 'ANNULÉE', confier: STAYS },
    structure: { confier: STAYS },
  },
  MODÉRATION_REJETÉE: {},
  OUVERTE: {
    prescripteur: { relancer: STAYS, annuler: 'ANNULÉE', confier: STAYS },
    structure: {
      lire: STAYS,
      accuser: STAYS,
      reporter: STAYS,
      accepter: 'VALIDÉE',
      refuser: 'REFUSÉE',
      'ecrire-beneficiaire': STAYS,
      'ecrire-prescripteur': STAYS,
      confier: STAYS,
    },
    lien: {
      lire: STAYS,
      accuser: STAYS,
      reporter: STAYS,
      accepter: 'VALIDÉE',
      refuser: 'REFUSÉE',
      'ecrire-beneficiaire': STAYS,
      'ecrire-prescripteur': STAYS,
      'renouveler-lien': STAYS,
    },
    robot: { rappeler: STAYS, expirer: 'EXPIRÉE' },
  },
  VALIDÉE: {
    prescripteur: { constater: STAYS, confier: STAYS },
    structure: { 'ecrire-beneficiaire': STAYS, 'ecrire-prescripteur': STAYS, constater: STAYS, confier: STAYS },
    lien: { 'ecrire-beneficiaire': STAYS, 'ecrire-prescripteur': STAYS, constater: STAYS, 'renouveler-lien': STAYS },
  },
  REFUSÉE: { prescripteur: { confier: STAYS }, structure: { confier: STAYS } },
  EXPIRÉE: {
    prescripteur: { constater: STAYS, confier: STAYS },
    structure: { constater: STAYS, confier: STAYS },
    lien: { constater: STAYS, 'renouveler-lien': STAYS },
  },
  ANNULÉE: {},
}

const ACTS = Object.keys(GESTES) as Geste[]
const every = ETATS.flatMap((etat) => COTES.flatMap((cote) => ACTS.map((geste) => [etat, geste, cote] as const)))

describe('every state, act and side', () => {
  it.each(every)('%s, %s by %s', (etat, geste, cote) => {
    const expected = EXPECTED[etat][cote]?.[geste]
    expect(after(etat, geste, cote)).toBe(expected === undefined ? null : expected === STAYS ? etat : expected)
  })

  it('what is open to a side is what it may do', () => {
    for (const etat of ETATS)
      for (const cote of COTES) {
        expect(openTo(etat, cote)).toEqual(ACTS.filter((geste) => EXPECTED[etat][cote]?.[geste] !== undefined))
      }
  })

  it('every state has its words', () => {
    expect(Object.keys(ETAT_LABELS).sort()).toEqual([...ETATS].sort())
  })
})

describe('whatever is tried, in whatever order', () => {
  const step = fc.record({ geste: fc.constantFrom(...ACTS), cote: fc.constantFrom(...COTES) })
  const begins = fc.constantFrom<Etat>('OUVERTE', 'MODÉRATION_EN_COURS')

  it('what is closed stays as it is: an answer is given once', () => {
    fc.assert(
      fc.property(begins, fc.array(step, { maxLength: 40 }), (begin, steps) => {
        let etat = begin
        for (const { geste, cote } of steps) {
          const next = after(etat, geste, cote)
          if (next === null) continue
          if (isClosed(etat)) expect(next).toBe(etat)
          // The structure is told once, and what it was told of does not go back to moderation.
          if (isTold(etat)) expect(isTold(next)).toBe(true)
          etat = next
        }
      }),
    )
  })

  it('moderation alone lets a request out, and only the structure answers', () => {
    fc.assert(
      fc.property(begins, fc.array(step, { maxLength: 40 }), (begin, steps) => {
        let etat = begin
        for (const { geste, cote } of steps) {
          const next = after(etat, geste, cote)
          if (next === null) continue
          if (next !== etat && etat === 'MODÉRATION_EN_COURS' && next !== 'ANNULÉE') expect(cote).toBe('moderation')
          if (next !== etat && (next === 'VALIDÉE' || next === 'REFUSÉE')) expect(['structure', 'lien']).toContain(cote)
          if (next !== etat && next === 'EXPIRÉE') expect(cote).toBe('robot')
          etat = next
        }
      }),
    )
  })
})

describe('the structure is told of what was transmitted only', () => {
  it.each<[string, string[], boolean]>([
    ['sent', ['envoyee'], true],
    ['held', ['envoyee', 'retenue'], false],
    ['released', ['envoyee', 'retenue', 'approuvee'], true],
    ['withdrawn while held', ['envoyee', 'retenue', 'annulee'], false],
    ['withdrawn after', ['envoyee', 'retenue', 'approuvee', 'annulee'], true],
    ['withdrawn', ['envoyee', 'annulee'], true],
  ])('%s', (_, quoi, expected) => {
    expect(wasTransmitted(quoi.map((one) => ({ quoi: one })))).toBe(expected)
  })
})
