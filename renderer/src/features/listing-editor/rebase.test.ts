import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedFields, rebase, sameField } from './rebase.ts'

const doc = fc.dictionary(
  fc.constantFrom('nom', 'frais', 'publics', 'dora.short_desc', 'latitude'),
  fc.oneof(fc.constantFrom('', 'a', 'b'), fc.constant(null), fc.integer({ min: 0, max: 2 }), fc.array(fc.constantFrom('x', 'y'))),
)

describe('what is typed over what came', () => {
  test('what I changed stays, what I did not is theirs, what both changed is told', () => {
    const known = { nom: 'Atelier', frais: 'gratuit', 'dora.short_desc': 'Court' }
    const mine = { nom: 'Atelier vélo', frais: 'gratuit', 'dora.short_desc': 'Court' }
    const theirs = { nom: 'Atelier', frais: 'payant', 'dora.short_desc': 'Long' }
    expect(rebase(known, mine, theirs)).toEqual({
      doc: { nom: 'Atelier vélo', frais: 'payant', 'dora.short_desc': 'Long' },
      clashes: [],
    })
    expect(rebase(known, { ...mine, frais: '' }, theirs)).toEqual({
      doc: { nom: 'Atelier vélo', frais: '', 'dora.short_desc': 'Long' },
      clashes: ['frais'],
    })
  })

  test('nothing of mine is ever lost, nor anything of theirs that I did not touch', () => {
    fc.assert(
      fc.property(doc, doc, doc, (known, mine, theirs) => {
        const { doc: merged, clashes } = rebase(known, mine, theirs)
        for (const champ of Object.keys({ ...known, ...mine, ...theirs })) {
          const touched = !sameField(mine[champ], known[champ])
          expect(sameField(merged[champ], touched ? mine[champ] : theirs[champ])).toBe(true)
          if (clashes.includes(champ)) expect(touched && !sameField(theirs[champ], mine[champ])).toBe(true)
        }
      }),
    )
  })

  test('no change of mine gives theirs; no change of theirs gives mine', () => {
    fc.assert(
      fc.property(doc, doc, (a, b) => {
        expect(changedFields(rebase(a, a, b).doc, b)).toEqual([])
        expect(changedFields(rebase(a, b, a).doc, b)).toEqual([])
      }),
    )
  })
})
