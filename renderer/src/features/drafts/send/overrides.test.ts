import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Check, REGLES } from '#shared/orientation/checks.ts'
import { Contournement } from '#shared/orientation/model.ts'
import { MAX_REASON, overridesOf, reasonProblem, reasonsMissing, toComplete } from './overrides.ts'

const check = (regle: Check['regle'], niveau: Check['niveau']): Check => ({ regle, niveau, message: '' })

describe('reasons to send all the same', () => {
  it('are asked for what may be overridden only, and in one line', () => {
    const checks = [check('zone', 'raison'), check('documents', 'attention'), check('canal', 'ok')]
    expect(reasonsMissing(checks, {})).toEqual(['zone'])
    expect(reasonsMissing(checks, { zone: '  \n ' })).toEqual(['zone'])
    expect(reasonsMissing(checks, { zone: 'x'.repeat(MAX_REASON + 1) })).toEqual(['zone'])
    const reasons = { zone: ' Elle déménage\n lundi. ', documents: 'sans objet' }
    expect(reasonsMissing(checks, reasons)).toEqual([])
    expect(overridesOf(checks, reasons)).toEqual([{ regle: 'zone', raison: 'Elle déménage lundi.' }])
  })

  it('whatever is typed: when nothing is missing, every reason may cross', () => {
    const checks = fc
      .subarray([...REGLES])
      .chain((regles) =>
        fc.tuple(
          ...regles.map((regle) =>
            fc.constantFrom('ok', 'attention', 'raison', 'bloquant').map((niveau) => check(regle, niveau as Check['niveau'])),
          ),
        ),
      )
    const reasons = fc.dictionary(fc.constantFrom(...REGLES), fc.string({ maxLength: 400 }))
    fc.assert(
      fc.property(checks, reasons, (list, typed) => {
        const sent = overridesOf(list, typed)
        expect(sent.map(({ regle }) => regle)).toEqual(list.filter(({ niveau }) => niveau === 'raison').map(({ regle }) => regle))
        if (reasonsMissing(list, typed).length > 0) return
        for (const one of sent) {
          expect(Contournement.safeParse(one).success).toBe(true)
          expect(one.raison).not.toBe('')
          expect(one.raison).not.toContain('\n')
        }
      }),
    )
  })

  it('tells a missing one from a long one', () => {
    expect(reasonProblem({}, 'zone')).toBe('manque')
    expect(reasonProblem({ zone: 'x'.repeat(MAX_REASON + 1) }, 'zone')).toBe('longue')
    expect(reasonProblem({ zone: 'Accord de la structure.' }, 'zone')).toBeNull()
  })
})

it('what the checks judge is not asked to be completed; who asks, for whom and how to answer is', () => {
  const problem = (champ: string, niveau: 'erreur' | 'avertissement' = 'erreur') => ({ champ, niveau, message: '' })
  const problems = [
    problem('pieces'),
    problem('service'),
    problem('situation'),
    problem('beneficiaire_nom'),
    problem('motif', 'avertissement'),
  ]
  expect(toComplete(problems).map(({ champ }) => champ)).toEqual(['beneficiaire_nom'])
})
