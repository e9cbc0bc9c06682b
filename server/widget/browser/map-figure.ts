import { ask } from './ask.ts'
import { make } from './dom.ts'
import { departementsToDraw, drawMap, emptyMap, readOutlines, type Shown } from './map.ts'
import type { Lieu } from './question.ts'
import { SERVER } from './server-address.ts'
import { MAP_LABEL, placedText } from './words.ts'

/** How many départements a map shows; a search of all France that meets more is told by its list. */
const MOST_DRAWN = 12

const pick = (results: HTMLElement, rank: number): void => {
  const one = results.querySelector<HTMLElement>(`#r${rank}`)
  one?.focus()
  one?.scrollIntoView({ block: 'nearest' })
}

/** Puts the map before the list, its place first: nothing moves when the outlines come. */
export const putMap = async (
  results: HTMLElement,
  shown: readonly Shown[],
  view: { readonly departement: string | null; readonly lieu: Lieu | null },
  signal: AbortSignal,
): Promise<void> => {
  const codes = departementsToDraw(shown, view.departement, view.lieu)
  if (codes.length === 0 || codes.length > MOST_DRAWN) return
  const figure = make('figure', {}, emptyMap())
  results.prepend(figure)
  results.classList.add('with-map')
  const answer = await ask(`${SERVER}widget/v1/contours?departements=${codes.join(',')}`, signal)
  if (signal.aborted) return
  // Without outlines, the places are still right relative to one another.
  const outlines = answer.etat === 'ok' ? readOutlines(answer.data) : null
  const drawn = drawMap(shown, outlines, view, (rank) => pick(results, rank))
  if (drawn === null) {
    figure.remove()
    results.classList.remove('with-map')
    return
  }
  drawn.svg.setAttribute('aria-label', MAP_LABEL)
  const credits = outlines === null ? null : make('small', {}, outlines.credits.join(' · '))
  figure.replaceChildren(drawn.svg, make('figcaption', {}, placedText(drawn.placed), credits))
}
