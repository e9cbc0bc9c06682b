import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CATEGORIES, categoryOf, NEEDS } from '#shared/reference/thematiques.ts'
import { emptyThemes, needsIn, shownThemes, withoutTheme } from './themes.ts'

const needs = fc.subarray([...NEEDS.map(({ value }) => value as string), 'ancien-theme--besoin'])
const opened = fc.subarray(CATEGORIES.map(({ value }) => value as string))

test('every need is under a theme on screen, and goes with it', () => {
  fc.assert(
    fc.property(needs, opened, (chosen, themes) => {
      const shown = shownThemes(chosen, themes)
      expect(new Set(shown)).toEqual(new Set([...themes, ...chosen.map(categoryOf)]))
      expect(shown.flatMap((theme) => needsIn(theme, chosen)).toSorted()).toEqual(chosen.toSorted())
      for (const theme of shown) expect(needsIn(theme, withoutTheme(theme, chosen))).toEqual([])
      for (const theme of emptyThemes(chosen, themes)) expect(needsIn(theme, chosen)).toEqual([])
    }),
  )
})
