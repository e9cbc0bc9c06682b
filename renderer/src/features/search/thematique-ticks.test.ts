import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CATEGORIES, categoryOf, expandThematique, NEEDS, needsOf } from '#shared/reference/thematiques.ts'
import { needIsTicked, tickOfCategory, toggleThematique } from './thematique-ticks.ts'

const CATEGORY = 'mobilite'
const needs = needsOf(CATEGORY).map(({ value }) => value)
const [first = ''] = needs

describe('ticks of the thématiques', () => {
  test('a category takes the place of its needs, and leaves with them', () => {
    const once = toggleThematique([first, 'sante'], CATEGORY)
    expect(once).toEqual(['sante', CATEGORY])
    expect(tickOfCategory(once, CATEGORY)).toBe('oui')
    expect(toggleThematique(once, CATEGORY)).toEqual(['sante'])
  })

  test('unticking one need of a ticked category keeps the others', () => {
    const left = toggleThematique([CATEGORY], first)
    expect(left).toEqual(needs.filter((need) => need !== first))
    expect(tickOfCategory(left, CATEGORY)).toBe('en-partie')
  })

  test('ticking the last need ticks the category', () => {
    expect(needs.reduce<string[]>((ticked, need) => toggleThematique(ticked, need), [])).toEqual([CATEGORY])
  })

  test('whatever is pressed: no category beside one of its needs, and exactly one thing changes', () => {
    const value = fc.constantFrom(...[...CATEGORIES, ...NEEDS].map((entry) => entry.value))
    fc.assert(
      fc.property(fc.array(value, { maxLength: 30 }), value, (pressed, last) => {
        const before = pressed.reduce<string[]>((ticked, one) => toggleThematique(ticked, one), [])
        const after = toggleThematique(before, last)
        for (const one of after) if (one !== categoryOf(one)) expect(after).not.toContain(categoryOf(one))
        expect(new Set(after).size).toBe(after.length)
        const touched = new Set(expandThematique(last))
        for (const { value: need } of NEEDS) {
          if (!touched.has(need)) expect(needIsTicked(after, need)).toBe(needIsTicked(before, need))
        }
      }),
    )
  })
})
