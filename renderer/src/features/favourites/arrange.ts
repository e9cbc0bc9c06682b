import type { Favourite } from '#shared/contract/user.ts'

export type SortKey = 'ajout' | 'nom' | 'commune' | 'fraicheur'
/** `null`: all; `''`: those in no list; otherwise the name of a list. */
export type ListChoice = string | null

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, ' ').toLowerCase()
const collator = new Intl.Collator('fr', { sensitivity: 'base', numeric: true })

const haystack = ({ nom, note, listes, card }: Favourite): string =>
  fold(
    [nom, note, ...listes, card?.structure?.nom ?? '', card?.commune ?? '', card?.code_postal ?? '', card?.resume ?? ''].join(
      ' ',
    ),
  )

/** Missing values last, whichever way the others go. */
const byText = (of: (favourite: Favourite) => string) => (a: Favourite, b: Favourite) =>
  Number(of(a) === '') - Number(of(b) === '') || collator.compare(of(a), of(b)) || collator.compare(a.nom, b.nom)

const ORDERS: { readonly [K in SortKey]: (a: Favourite, b: Favourite) => number } = {
  ajout: (a, b) => (a.cree_le < b.cree_le ? 1 : a.cree_le > b.cree_le ? -1 : 0),
  nom: byText(({ nom }) => nom),
  commune: byText(({ card }) => card?.commune ?? ''),
  fraicheur: (a, b) => (b.card?.date_maj ?? '').localeCompare(a.card?.date_maj ?? '') || collator.compare(a.nom, b.nom),
}

type Choice = { readonly words: string; readonly list: ListChoice; readonly sort: SortKey }

/** The favourites to show: every word found somewhere (accents and capitals aside), in that list, in that order. */
export const arrange = (all: readonly Favourite[], { words, list, sort }: Choice): Favourite[] => {
  const wanted = fold(words).split(/\s+/).filter(Boolean)
  return all
    .filter(({ listes }) => list === null || (list === '' ? listes.length === 0 : listes.includes(list)))
    .filter((favourite) => {
      const text = haystack(favourite)
      return wanted.every((word) => text.includes(word))
    })
    .sort(ORDERS[sort])
}

/** Every list with its number of favourites, by name. */
export const listsOf = (all: readonly Favourite[]): { readonly nom: string; readonly count: number }[] => {
  const counts = new Map<string, number>()
  for (const { listes } of all) for (const nom of listes) counts.set(nom, (counts.get(nom) ?? 0) + 1)
  return [...counts].map(([nom, count]) => ({ nom, count })).sort((a, b) => collator.compare(a.nom, b.nom))
}

/** The list of that name, as already written, whatever its accents and capitals. */
export const findList = (lists: readonly { readonly nom: string }[], nom: string): string | undefined =>
  lists.find((each) => each.nom.localeCompare(nom.trim(), 'fr', { sensitivity: 'accent' }) === 0)?.nom
