import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deep } from '#shared/listing/flat.ts'
import { editableFields } from '#shared/listing/groups.ts'
import { differences } from './differences.ts'

const champs = (kind: 'structure' | 'service', before: object, after: object): readonly string[] =>
  differences(kind, before as never, after as never).map(({ champ }) => champ)

describe('what has changed since it was validated', () => {
  test('field by field, in the order of the editor, with what it said and says', () => {
    const before = {
      nom: 'Aide au permis',
      courriel: 'a@exemple.test',
      thematiques: ['mobilite'],
      dora: { short_desc: 'Une aide.' },
    }
    const after = {
      nom: 'Permis',
      thematiques: ['mobilite', 'numerique'],
      dora: { short_desc: 'Une aide.', status: 'PUBLISHED' },
    }
    expect(differences('service', before, after)).toEqual([
      { champ: 'thematiques', avant: ['mobilite'], apres: ['mobilite', 'numerique'] },
      { champ: 'nom', avant: 'Aide au permis', apres: 'Permis' },
      { champ: 'courriel', avant: 'a@exemple.test', apres: null },
      { champ: 'dora.status', avant: null, apres: 'PUBLISHED' },
    ])
  })

  test.each([
    [
      'the day, the status, marks of the server',
      { date_maj: '2026-02-02', dora: { moderation_status: 'VALIDATED', contact_masque: ['nom'] } },
    ],
    ['nothing said in another way', { courriel: '', thematiques: [], description: null }],
    ['what follows from other fields', { modes_mobilisation: ['telephoner'] }],
  ])('are not told: %s', (_, after) => {
    expect(champs('service', { date_maj: '2026-01-01' }, after)).toEqual([])
  })

  test('a structure moved under another, or closed, is told', () => {
    expect(champs('structure', { nom: 'X' }, { nom: 'X', dora: { parent: 's-2', is_obsolete: true } })).toEqual([
      'dora.parent',
      'dora.is_obsolete',
    ])
  })

  test('of any two sheets: none with itself, the same fields both ways, each once', () => {
    const sheet = fc.dictionary(
      fc.constantFrom(...editableFields('service'), 'date_maj', 'dora.moderation_status'),
      fc.oneof(fc.string(), fc.constant(null), fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }), fc.boolean()),
    )
    fc.assert(
      fc.property(sheet, sheet, (one, other) => {
        expect(differences('service', one, deep(one))).toEqual([])
        const there = differences('service', one, deep(other))
        const back = differences('service', deep(other), one)
        expect(back.map(({ champ, avant, apres }) => ({ champ, avant: apres, apres: avant }))).toEqual(there)
        expect(new Set(there.map(({ champ }) => champ)).size).toBe(there.length)
      }),
    )
  })
})
