import type { Step } from './klm.ts'

/**
 * The same task on DORA as it is (dora-screens.md): three needs, two services for each, a sheet on paper. DORA has no plan: it is three
 * searches, and six service pages printed one by one. Counted in its favour: no wait of the network, no scrolling, no page read, the
 * right service always in sight, every print dialog answered at once, and no need for what DORA cannot do (choosing the language,
 * putting the six sheets in one). The place is chosen beforehand on both sides, and counted for neither.
 */

const CHOICE = { pointages: 2, pensees: 1, actions: 1 } as const
/** A button that always follows the choice is pressed without thinking (Card, Moran & Newell, rule 1). */
const GO = { pointages: 1, actions: 1 } as const
const PRESS = { pointages: 1, pensees: 1, actions: 1 } as const

/** The first is asked for on the home page, which has themes and places only: its need is chosen on the page of results. */
const first = (words: string): readonly Step[] => [
  { quoi: `la thématique de « ${words} », dans sa liste`, source: '§2.1, home search form', mains: 1, ...CHOICE },
  { quoi: 'lancer la recherche', source: '§2.1, home search form', ...GO },
  { quoi: `le besoin « ${words} », dans sa liste`, source: '§2.1, form of the results page', ...CHOICE },
  { quoi: 'actualiser', source: '§2.1, « Actualiser la recherche »', ...GO },
]

/** The place stays; theme and need are changed in the form above the results. */
const next = (words: string): readonly Step[] => [
  { quoi: `la thématique de « ${words} », dans sa liste`, source: '§2.1, form of the results page', ...CHOICE },
  { quoi: `le besoin « ${words} », dans sa liste`, source: '§2.1, form of the results page', ...CHOICE },
  { quoi: 'actualiser', source: '§2.1, « Actualiser la recherche »', ...GO },
]

const service = (rank: number, back: boolean): readonly Step[] => [
  { quoi: `ouvrir le service ${rank}`, source: '§2.5, result card', ...PRESS },
  { quoi: 'l’icône « Imprimer »', source: '§3.1, toolbar', ...PRESS },
  { quoi: 'confirmer l’impression', source: '§3.9, printing', touches: 1, mains: 2, actions: 1 },
  ...(back ? [{ quoi: 'revenir aux résultats', source: '§2.3, back in the browser', ...PRESS }] : []),
]

export const doraPath = (needs: readonly string[]): readonly Step[] =>
  needs.flatMap((words, at) => [
    ...(at === 0 ? first(words) : next(words)),
    ...service(1, true),
    // After the last sheet there is nothing to come back to.
    ...service(2, at < needs.length - 1),
  ])
