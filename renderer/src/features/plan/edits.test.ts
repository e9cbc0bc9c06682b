import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MOST_BESOINS, PlanDoc, type PlanOption } from '#shared/plan/plan.ts'
import {
  addNeeds,
  addOption,
  moveNeed,
  moveOption,
  removeNeed,
  removeOption,
  replaceOption,
  servicesOf,
  setAside,
  setOptions,
  withOption,
  withoutWords,
} from './edits.ts'

const option = (serviceId: string): PlanOption => ({ serviceId, nom: serviceId, structure: '', pourquoi: [], note: '' })

const plan = (...needs: readonly (readonly string[])[]): PlanDoc =>
  PlanDoc.parse({
    besoins: needs.map((services, at) => ({
      id: `b${at}`,
      mots: `besoin ${at}`,
      thematiques: [],
      options: services.map(option),
    })),
  })

/** Plans of one to four needs, no service twice. */
const plans = fc
  .uniqueArray(fc.nat(40), { minLength: 1, maxLength: 12 })
  .chain((ids) => fc.array(fc.nat(3), { minLength: ids.length, maxLength: ids.length }).map((at) => ({ ids, at })))
  .map(({ ids, at }) =>
    plan(
      ...[0, 1, 2, 3].map((need) =>
        ids
          .filter((_, n) => at[n] === need)
          .slice(0, 5)
          .map((id) => `s${id}`),
      ),
    ),
  )

describe('gestures on a plan', () => {
  test('each is taken back whole, and no service is ever twice', () => {
    fc.assert(
      fc.property(plans, fc.nat(3), fc.nat(4), (doc, need, rank) => {
        const needId = `b${need}`
        const service = doc.besoins[need]?.options[rank]?.serviceId ?? 'unknown'
        for (const edit of [
          removeOption(doc, needId, service),
          replaceOption(doc, needId, service, option('new')),
          setAside(doc, needId, service, null),
          setAside(doc, needId, service, option('new')),
          addOption(doc, needId, option('new')),
          removeNeed(doc, needId),
          setOptions(doc, new Map([[needId, [option('new')]]])),
        ]) {
          expect(edit.undo(edit.doc)).toEqual(doc)
          expect(new Set(servicesOf(edit.doc)).size).toBe(servicesOf(edit.doc).length)
        }
      }),
    )
  })

  test('a move there and back changes nothing, and none is lost at the ends', () => {
    fc.assert(
      fc.property(plans, fc.nat(3), fc.nat(4), fc.constantFrom(-1, 1), (doc, need, rank, by) => {
        const service = doc.besoins[need]?.options[rank]?.serviceId ?? 'unknown'
        const after = moveOption(moveNeed(doc, `b${need}`, by), `b${need}`, service, by)
        expect(servicesOf(after).toSorted()).toEqual(servicesOf(doc).toSorted())
        expect(after.besoins).toHaveLength(doc.besoins.length)
      }),
    )
  })

  test('a note typed after a gesture stays once it is taken back', () => {
    const { doc, undo } = removeOption(plan(['a', 'b']), 'b0', 'a')
    const noted = withOption(doc, 'b0', 'b', (one) => ({ ...one, note: 'Demander Samira.' }))
    expect(undo(noted).besoins[0]?.options).toEqual([option('a'), { ...option('b'), note: 'Demander Samira.' }])
  })

  test('proposing again keeps what has a note', () => {
    const noted = withOption(plan(['a', 'b']), 'b0', 'b', (one) => ({ ...one, note: 'Déjà appelé.' }))
    const { doc } = setOptions(noted, new Map([['b0', [option('c'), option('b')]]]))
    expect(servicesOf(doc)).toEqual(['b', 'c'])
  })

  test('needs are added once each, as far as a plan holds', () => {
    const permis = { mots: 'permis', thematiques: ['mobilite--preparer-un-permis'], publics: [] }
    const doc = addNeeds(plan(), [permis, { ...permis, mots: 'permis B' }, { mots: 'Vélo', thematiques: [], publics: [] }])
    expect(doc.besoins.map(({ mots }) => mots)).toEqual(['permis', 'Vélo'])
    const many = Array.from({ length: 20 }, (_, n) => ({ mots: `besoin ${n}`, thematiques: [], publics: [] }))
    expect(addNeeds(doc, many).besoins).toHaveLength(MOST_BESOINS)
  })

  test('the words of a need that goes leave what was typed', () => {
    expect(withoutWords('permis, garde d’enfant, français A1', 'Garde d’enfant')).toBe('permis, français A1')
    expect(withoutWords('permis et garde d’enfant', 'garde d’enfant')).toBe('permis et garde d’enfant')
  })
})
