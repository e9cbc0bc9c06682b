import { CATEGORIES, categoryOf, isCategory, needsOf } from '#shared/reference/thematiques.ts'

/** Themes and needs: the field holds needs only, so a theme without need lives on the screen alone until one is chosen. */

/** Themes to show: those opened by hand, and those of the needs chosen, in order of display; unknown ones last. */
export const shownThemes = (needs: readonly string[], opened: readonly string[]): readonly string[] => {
  const shown = new Set([...opened, ...needs.map(categoryOf)])
  const known = CATEGORIES.map(({ value }) => value as string).filter((theme) => shown.has(theme))
  return [...known, ...[...shown].filter((theme) => !isCategory(theme))]
}

/** Needs of one theme, in order of display; those that the référentiel does not know are kept. */
export const needsIn = (theme: string, needs: readonly string[]): readonly string[] => {
  const known = needsOf(theme).map(({ value }) => value)
  return [
    ...known.filter((need) => needs.includes(need)),
    ...needs.filter((need) => categoryOf(need) === theme && !known.includes(need)),
  ]
}

export const withoutTheme = (theme: string, needs: readonly string[]): readonly string[] =>
  needs.filter((need) => categoryOf(need) !== theme)

/** Themes of which no need is chosen. */
export const emptyThemes = (needs: readonly string[], opened: readonly string[]): readonly string[] =>
  opened.filter((theme) => !needs.some((need) => categoryOf(need) === theme))
