import { make } from './dom.ts'
import { pagePath, type Question } from './question.ts'
import { SERVER } from './server-address.ts'
import type { Settings } from './settings.ts'
import { WAITING } from './words.ts'

/** The parts of a widget that change, and what may be said in them. */

export type View = {
  readonly section: HTMLElement
  readonly results: HTMLElement
  readonly entitle: (title: string) => void
  /** How many were found: said aloud. `focus` when what was under the keyboard goes. */
  readonly count: (sentence: string, focus?: boolean) => void
  readonly fail: (sentence: string, retry: (() => void) | null) => void
  /** While a question waits; one that is quick is not told. */
  readonly wait: (signal: AbortSignal) => void
  readonly done: () => void
  /** The same question on the server's own page. */
  readonly leadTo: (question: Question) => void
}

const SLOW_MS = 400

export const makeView = (settings: Settings, form: HTMLFormElement | null): View => {
  const heading = make(`h${settings.niveau}` as 'h2', { class: 'title' })
  const count = make('p', { class: 'count', role: 'status', tabindex: -1 })
  const failure = make('div', { role: 'alert' })
  const results = make('div', { class: 'results' })
  const elsewhere = make(
    'a',
    { target: '_blank', rel: 'noopener noreferrer' },
    'Ouvrir cette recherche dans DORA',
    make('span', { class: 'said' }, ' (nouvelle fenêtre)'),
  )
  const foot = make('p', { class: 'foot' }, make('span', {}, 'Données\u202f: DORA'), elsewhere)
  const section = make('section', {}, heading, form, failure, count, results, foot)
  let slow: ReturnType<typeof setTimeout> | undefined
  const done = (): void => {
    clearTimeout(slow)
    section.removeAttribute('aria-busy')
  }
  return {
    section,
    results,
    entitle: (title) => {
      heading.textContent = title
      section.setAttribute('aria-label', title)
    },
    count: (sentence, focus = false) => {
      failure.replaceChildren()
      count.textContent = sentence
      if (focus) count.focus()
    },
    fail: (sentence, retry) => {
      done()
      const again = retry === null ? null : make('button', { type: 'button' }, 'Réessayer')
      again?.addEventListener('click', () => retry?.())
      count.textContent = ''
      results.replaceChildren()
      failure.replaceChildren(
        make('div', { class: 'failure' }, make('p', {}, sentence), again === null ? null : make('p', {}, again)),
      )
    },
    wait: (signal) => {
      clearTimeout(slow)
      section.setAttribute('aria-busy', 'true')
      slow = setTimeout(() => {
        if (!signal.aborted) count.textContent = WAITING
      }, SLOW_MS)
    },
    done,
    leadTo: (question) => {
      elsewhere.href = SERVER + pagePath(settings, question)
    },
  }
}
