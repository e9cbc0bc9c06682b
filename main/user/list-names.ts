/** Names of lists are compared as people read them: « Urgent » and « urgent » are one. */
export const sameName = (a: string, b: string): boolean => a.localeCompare(b, 'fr', { sensitivity: 'accent' }) === 0

/** Trimmed, without blanks nor doubles, in the order given. */
export const tidy = (listes: readonly string[]): string[] => {
  const kept: string[] = []
  for (const nom of listes.map((each) => each.trim())) if (nom !== '' && !kept.some((each) => sameName(each, nom))) kept.push(nom)
  return kept
}

/** What becomes of a list: `vers` '' forgets it. */
export const renamed =
  (de: string, vers: string) =>
  (listes: readonly string[]): string[] =>
    tidy(listes.map((nom) => (sameName(nom, de) ? vers : nom)))
