import { departementOf } from '#shared/geo/divisions.ts'
import { CATEGORIES } from '#shared/reference/thematiques.ts'
import type { Places } from './places.ts'
import type { SnippetSettings } from './snippet.ts'

/** The settings that the builder's address says. Total: what is not understood is left out, and told. */

const MAX = { structure: 200, titre: 100, commune: 80 } as const

const clean = (text: string | null, most: number): string =>
  (text ?? '')
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed()

export const readOutils = (
  query: URLSearchParams,
  places: Places,
): { readonly settings: SnippetSettings; readonly wrong: string | null } => {
  const structure = clean(query.get('structure'), MAX.structure)
  const typed = clean(query.get('commune'), MAX.commune)
  const commune = typed === '' ? null : (places.find(typed, {})[0]?.code ?? null)
  const departement = departementOf(query.get('departement') ?? '')?.code
  const thematique = CATEGORIES.find(({ value }) => value === query.get('thematique'))?.value
  const theme = ['auto', 'clair', 'sombre'].find((one) => one === query.get('theme'))
  const titre = clean(query.get('titre'), MAX.titre)
  // The narrowest of the three is the one that is meant.
  const place =
    structure !== ''
      ? { structure }
      : commune !== null
        ? { commune }
        : departement !== undefined
          ? { departement }
          : ({} satisfies SnippetSettings)
  return {
    settings: {
      ...place,
      ...(thematique === undefined ? {} : { thematique }),
      ...(titre === '' ? {} : { titre }),
      ...(theme === undefined ? {} : { theme }),
      ...(query.get('carte') === 'non' ? { carte: 'non' } : {}),
      ...(query.get('recherche') === 'non' ? { recherche: 'non' } : {}),
    },
    wrong:
      typed !== '' && commune === null
        ? `La commune «\u00a0${typed}\u00a0» n’est pas connue\u202f: le code qui suit n’en tient pas compte. Essayez son code Insee.`
        : null,
  }
}
