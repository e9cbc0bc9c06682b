import { MODES_ACCUEIL } from '#shared/reference/modes-accueil.ts'
import { ask } from './ask.ts'
import { make } from './dom.ts'
import { type Lieu, publicChoices, type Question, thematiqueChoices } from './question.ts'
import type { Settings } from './settings.ts'

/** The search form, and the commune that it understands. */

export type Form = {
  readonly element: HTMLFormElement
  /** What is asked now; null when the place is not known, which the form says. */
  readonly read: (signal: AbortSignal) => Promise<Pick<Question, 'q' | 'thematique' | 'public' | 'mode' | 'lieu'> | null>
  readonly setLieu: (lieu: Lieu) => void
}

const PLACE_MAX = 80
const SUGGEST_AFTER_MS = 200

const isLieu = (value: unknown): value is Lieu => {
  if (typeof value !== 'object' || value === null) return false
  const { code, label } = value as Partial<Lieu>
  return typeof code === 'string' && typeof label === 'string'
}

/** Communes of that name, postal code or INSEE code; null when they could not be read. */
export const findLieux = async (
  server: string,
  asked: { readonly q: string; readonly departement: string | null; readonly region: string | null },
  signal: AbortSignal,
): Promise<readonly Lieu[] | null> => {
  const params = new URLSearchParams({ q: asked.q.slice(0, PLACE_MAX).toWellFormed() })
  if (asked.departement !== null) params.set('departement', asked.departement)
  else if (asked.region !== null) params.set('region', asked.region)
  const answer = await ask(`${server}widget/v1/communes?${params}`, signal)
  if (answer.etat !== 'ok' || !Array.isArray(answer.data)) return null
  return answer.data.filter(isLieu)
}

const select = (
  id: string,
  label: string,
  all: string,
  choices: readonly { readonly value: string; readonly label: string }[],
  value: string,
): readonly [HTMLDivElement, HTMLSelectElement] => {
  const list = make(
    'select',
    { id },
    make('option', { value: '' }, all),
    ...choices.map((one) => make('option', { value: one.value, selected: one.value === value }, one.label)),
  )
  return [make('div', { class: 'field' }, make('label', { for: id }, label), list), list]
}

export const makeForm = (server: string, settings: Settings, onSubmit: () => void): Form => {
  const text = make('input', { id: 'q', type: 'search', maxlength: 200, autocomplete: 'off', value: settings.q })
  const place = make('input', {
    id: 'lieu',
    list: 'lieux',
    maxlength: PLACE_MAX,
    autocomplete: 'off',
    'aria-describedby': 'lieu-dit',
  })
  const suggestions = make('datalist', { id: 'lieux' })
  const said = make('p', { id: 'lieu-dit', class: 'wrong', role: 'alert' })
  const themes = thematiqueChoices(settings)
  const publics = publicChoices(settings)
  const [themeLabel, allThemes] =
    settings.thematiques.length === 0
      ? (['Thématique', 'Toutes les thématiques'] as const)
      : (['Besoin', 'Tous les besoins'] as const)
  const [themeField, theme] = select('thematique', themeLabel, allThemes, themes, '')
  const [publicField, audience] = select('public', 'Public', 'Tous les publics', publics, '')
  const [modeField, mode] = select('mode', 'Modalité', 'Sur place et à distance', MODES_ACCUEIL, settings.mode)
  const known = new Map<string, Lieu>()
  const withPlace = settings.structure === null && settings.commune === null

  const sayPlace = (sentence: string): void => {
    said.textContent = sentence
    if (sentence === '') place.removeAttribute('aria-invalid')
    else place.setAttribute('aria-invalid', 'true')
  }
  const within = (q: string) => ({ q, departement: settings.departement, region: settings.region })

  let typing: ReturnType<typeof setTimeout> | undefined
  let suggesting = new AbortController()
  const suggest = async (): Promise<void> => {
    suggesting.abort()
    suggesting = new AbortController()
    const q = place.value.trim()
    if (q.length < 2 || known.has(q)) return
    const found = await findLieux(server, within(q), suggesting.signal).catch(() => null)
    if (found === null) return
    for (const lieu of found) known.set(lieu.label, lieu)
    suggestions.replaceChildren(...found.map(({ label }) => make('option', { value: label })))
  }
  place.addEventListener('input', () => {
    sayPlace('')
    clearTimeout(typing)
    typing = setTimeout(() => void suggest(), SUGGEST_AFTER_MS)
  })

  const element = make(
    'form',
    { role: 'search' },
    make('div', { class: 'field wide' }, make('label', { for: 'q' }, 'Que cherchez-vous\u202f?'), text),
    withPlace
      ? make('div', { class: 'field' }, make('label', { for: 'lieu' }, 'Commune ou code postal'), place, suggestions, said)
      : null,
    themes.length > 0 ? themeField : null,
    publics.length > 1 ? publicField : null,
    modeField,
    make('button', { type: 'submit' }, 'Rechercher'),
  )
  element.addEventListener('submit', (event) => {
    event.preventDefault()
    onSubmit()
  })

  const readLieu = async (signal: AbortSignal): Promise<Lieu | null | undefined> => {
    const typed = place.value.trim()
    if (!withPlace || typed === '') return null
    const chosen = known.get(typed)
    if (chosen !== undefined) return chosen
    const found = await findLieux(server, within(typed), signal)
    const [first] = found ?? []
    if (first === undefined) {
      sayPlace(
        found === null
          ? 'La commune n’a pas pu être cherchée. Réessayez, ou laissez ce champ vide.'
          : 'Cette commune n’est pas connue ici. Vérifiez son nom, ou essayez son code postal.',
      )
      place.focus()
      return undefined
    }
    known.set(first.label, first)
    place.value = first.label
    return first
  }

  return {
    element,
    read: async (signal) => {
      const lieu = await readLieu(signal)
      return lieu === undefined
        ? null
        : { q: text.value, thematique: theme.value, public: audience.value, mode: mode.value, lieu }
    },
    setLieu: (lieu) => {
      known.set(lieu.label, lieu)
      place.value = lieu.label
    },
  }
}
