import { make } from './dom.ts'
import type { Shown } from './map.ts'
import { factsOf, themesOf } from './words.ts'

/** The list: all that the map says is in it. */

const item = (server: string, { rank, result }: Shown, heading: 'h3' | 'h4' | 'h5' | 'h6'): HTMLLIElement => {
  const link = make(
    'a',
    { href: server + result.chemin, target: '_blank', rel: 'noopener noreferrer' },
    result.nom,
    make('span', { class: 'said' }, ' (nouvelle fenêtre)'),
  )
  const facts = factsOf(result)
  const themes = themesOf(result)
  return make(
    'li',
    { id: `r${rank}`, tabindex: -1 },
    make('span', { class: result.point === null ? 'rank' : 'rank placed', 'aria-hidden': 'true' }, String(rank)),
    make(
      'div',
      { class: 'body' },
      make(heading, {}, link),
      result.structure === '' ? null : make('p', { class: 'who' }, result.structure),
      facts.length === 0 ? null : make('p', { class: 'facts' }, facts.join(' · ')),
      result.extrait === '' ? null : make('p', {}, result.extrait),
      themes.length === 0 ? null : make('p', { class: 'themes' }, themes.join(' · ')),
    ),
  )
}

const HEADINGS = ['h3', 'h4', 'h5', 'h6'] as const

/** @param level of the title above it, 2 to 5 */
export const makeList = (server: string, shown: readonly Shown[], level: number): HTMLOListElement =>
  make('ol', { role: 'list' }, ...shown.map((one) => item(server, one, HEADINGS[level - 2] ?? 'h3')))

/** Null for one page. */
export const makePages = (page: number, pages: number, onPage: (page: number) => void): HTMLElement | null => {
  if (pages <= 1) return null
  const button = (label: string, to: number): HTMLButtonElement => {
    const made = make('button', { type: 'button', class: 'second', disabled: to < 1 || to > pages }, label)
    made.addEventListener('click', () => onPage(to))
    return made
  }
  return make(
    'nav',
    { 'aria-label': 'Pages de résultats' },
    button('Page précédente', page - 1),
    make('span', {}, `${page} / ${pages}`),
    button('Page suivante', page + 1),
  )
}
