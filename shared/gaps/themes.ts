import { CATEGORIES, categoryOf, needsOf } from '../reference/thematiques.ts'

/** What a gap may be of: a need, or a whole category where a search named no need of it. In the order of the référentiel. */
export const THEMES: readonly string[] = CATEGORIES.flatMap(({ value }) => [value, ...needsOf(value).map((need) => need.value)])

const indexOf = new Map(THEMES.map((theme, at) => [theme, at]))

/** Undefined for a value of no référentiel. */
export const themeIndex = (theme: string): number | undefined => indexOf.get(theme)

/** Themes that a service answers: the needs it carries, and their categories (a category asked for stands for all its needs). */
export const themesServed = (thematiques: readonly string[]): readonly number[] => {
  const found = new Set<number>()
  for (const one of thematiques) {
    for (const theme of [one, categoryOf(one)]) {
      const at = indexOf.get(theme)
      if (at !== undefined) found.add(at)
    }
  }
  return [...found]
}
