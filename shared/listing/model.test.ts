import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Service } from '../catalogue/record.ts'
import type { Json } from '../rpc.ts'
import { type Doc, mergePatch } from '../sync/merge.ts'
import { deep, flat } from './flat.ts'
import {
  MODEL_FIELDS,
  modelChanged,
  modelDifferences,
  modelSum,
  PATCH_DETACHED,
  patchFromModel,
  patchRefusing,
  sameValue,
} from './model.ts'
import { editorDefaults, projection } from './projection.ts'

const VALUE = fc.constantFrom<Json>('', 'a', 'b', null, [], ['x'], ['x', 'y'], ['y', 'x'], 1, true)
const DOC: fc.Arbitrary<Doc> = fc
  .record(Object.fromEntries(MODEL_FIELDS.map((champ) => [champ, VALUE])), { requiredKeys: [] })
  .map((doc) => ({ ...doc, id: 'dora-modele--m' }) as Doc)
const applied = (doc: Doc, patch: Doc): Doc => mergePatch(doc, patch, doc).doc

describe('models', () => {
  test('taking all of a model leaves no difference, and nothing to do', () => {
    fc.assert(
      fc.property(DOC, DOC, (model, service) => {
        const next = applied({ ...service, id: 'dora--v', telephone: '0100000000' }, patchFromModel(model))
        expect(modelDifferences(model, next)).toEqual([])
        expect(modelChanged(model, next)).toBe(false)
        expect(next).toMatchObject({ id: 'dora--v', telephone: '0100000000', 'dora.modele': 'dora-modele--m' })
      }),
    )
  })
  test('taking some fields takes those; refusing takes none; both leave the version alone', () => {
    fc.assert(
      fc.property(DOC, DOC, fc.subarray([...MODEL_FIELDS]), (model, service, champs) => {
        const next = applied(service, patchFromModel(model, champs))
        for (const champ of MODEL_FIELDS)
          expect(sameValue(next[champ], champs.includes(champ) ? model[champ] : service[champ])).toBe(true)
        expect(modelChanged(model, next)).toBe(false)
        const refused = applied(service, patchRefusing(model))
        expect([modelChanged(model, refused), modelDifferences(model, refused)]).toEqual([
          false,
          modelDifferences(model, service),
        ])
        const detached = flat(applied(next, PATCH_DETACHED))
        expect([detached['dora.modele'], detached['dora.modele_somme']]).toEqual([undefined, undefined])
      }),
    )
  })
  test('the sum changes with what is followed and with nothing else, whichever way it is written', () => {
    fc.assert(
      fc.property(DOC, DOC, (model, other) => {
        const same = MODEL_FIELDS.every((champ) => sameValue(model[champ], other[champ]))
        expect(modelSum(model) === modelSum(other)).toBe(same)
        expect(modelSum(deep(model))).toBe(modelSum(model))
        expect(modelSum({ ...model, telephone: 'x', commune: 'y', date_maj: 'z' })).toBe(modelSum(model))
        expect(modelDifferences(model, other).length === 0).toBe(same)
      }),
    )
  })
})

test('flat and deep are one another’s way back', () => {
  const fields = fc.dictionary(
    fc.constantFrom('nom', 'frais', 'publics', 'dora.a', 'dora.b', 'dora.c'),
    fc.constantFrom<Json>('a', ['x'], 1),
  )
  fc.assert(
    fc.property(fields, (doc) => {
      expect(flat(deep(doc))).toEqual(doc)
      expect(deep(flat(deep(doc)))).toEqual(deep(doc))
      expect(flat(flat(deep(doc)))).toEqual(doc)
    }),
  )
})

describe('v1 from the block, and the block from v1', () => {
  const MODES = ['se-presenter', 'telephoner', 'envoyer-un-courriel', 'utiliser-lien-mobilisation']
  test('a listing that came with v1 alone says the same once its editor has filled in the block', () => {
    fc.assert(
      fc.property(
        fc.subarray(MODES, { minLength: 1 }),
        fc.constantFrom<readonly string[]>(['usagers'], ['professionnels', 'usagers'], ['professionnels']),
        (modes_mobilisation, mobilisable_par) => {
          const link = modes_mobilisation.includes('utiliser-lien-mobilisation') ? 'https://exemple.test/form' : null
          const one = { nom: 'x', modes_mobilisation, mobilisable_par, lien_mobilisation: link } as unknown as Service
          const block = editorDefaults(one)
          const v1 = projection({ ...(one as unknown as Doc), ...block })
          // Coming in person is what anyone does: a professional is not « sent » so.
          const told = mobilisable_par.includes('usagers') ? MODES : MODES.filter((mode) => mode !== 'se-presenter')
          const kept = modes_mobilisation.filter((mode) => told.includes(mode))
          expect(v1['modes_mobilisation']).toEqual(kept.length === 0 ? null : kept)
          expect(v1['mobilisable_par']).toEqual(mobilisable_par)
          expect(v1['lien_mobilisation']).toBe(link)
        },
      ),
    )
  })
  test('what the block does not say, v1 keeps; what it says no more, v1 does not either', () => {
    expect(projection({ nom: 'x', modes_mobilisation: ['telephoner'], conditions_acces: 'a' })).toEqual({})
    expect(projection({ 'dora.coach_orientation_modes': [], 'dora.requirements': [] })).toEqual({
      modes_mobilisation: null,
      mobilisable_par: null,
      mobilisation_precisions: null,
      lien_mobilisation: null,
      conditions_acces: null,
    })
  })
  test('each thing has its words', () => {
    expect(
      projection({
        'dora.coach_orientation_modes': ['formulaire-dora', 'envoyer-un-mail', 'autre'],
        'dora.coach_orientation_modes_other': 'Par le SIAO',
        'dora.beneficiaries_access_modes': ['completer-le-formulaire-dadhesion', 'professionnel'],
        'dora.beneficiaries_access_modes_external_form_link': 'https://exemple.test/f',
        'dora.access_conditions': ['Avoir 18 ans'],
        'dora.credentials': ['CV', 'Pièce d’identité'],
      }),
    ).toEqual({
      modes_mobilisation: ['envoyer-un-courriel', 'utiliser-lien-mobilisation'],
      mobilisable_par: ['professionnels', 'usagers'],
      mobilisation_precisions: 'Par le SIAO',
      lien_mobilisation: 'https://exemple.test/f',
      conditions_acces: 'Critères :\n* Avoir 18 ans\n\nJustificatifs à fournir :\n* CV\n* Pièce d’identité',
    })
  })
})
