import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameValue } from '#shared/listing/model.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { changedFields, newsOf, rebase } from './rebase.ts'

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
          const touched = !sameValue(mine[champ], known[champ])
          expect(sameValue(merged[champ], touched ? mine[champ] : theirs[champ])).toBe(true)
          if (clashes.includes(champ)) expect(touched && !sameValue(theirs[champ], mine[champ])).toBe(true)
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

describe('what someone else changed, to be told', () => {
  const reading = (base: Doc, doc: Doc = base, masques: readonly string[] = []) => ({ base, doc, masques })
  const before = reading({ nom: 'Atelier', publics: ['jeunes'] }, { nom: 'Atelier vélo', publics: ['jeunes'] })

  test('what was sent from here comes back as no news, even while more is typed in it', () => {
    const sent = reading(before.doc)
    const typed = { nom: 'Atelier vélo et marche', publics: ['jeunes'] }
    expect(newsOf('service', before, sent, { known: before.doc, typed })).toEqual([])
  })

  test('a list emptied here, and sent, is not told when it comes back without the field', () => {
    const mine = { nom: 'Atelier', publics: [] }
    expect(newsOf('service', before, reading({ nom: 'Atelier' }), { known: mine, typed: mine })).toEqual([])
  })

  test('a contact kept for professionals that comes and goes on this desk was changed by nobody', () => {
    const read = reading({ nom: 'Atelier', telephone: '0199000000' })
    const kept = reading({ nom: 'Atelier' }, { nom: 'Atelier' }, ['telephone'])
    expect(newsOf('service', read, kept, { known: read.doc, typed: read.doc })).toEqual([])
    expect(newsOf('service', kept, read, { known: kept.doc, typed: kept.doc })).toEqual([])
  })

  test('what someone else changed is told, unless the same is on screen', () => {
    const theirs = reading({ nom: 'Atelier', publics: ['femmes'] }, { nom: 'Atelier vélo', publics: ['femmes'] })
    const known = before.doc
    expect(newsOf('service', before, theirs, { known, typed: known })).toEqual(['publics'])
    expect(newsOf('service', before, theirs, { known, typed: { ...known, publics: ['femmes'] } })).toEqual([])
  })
})
