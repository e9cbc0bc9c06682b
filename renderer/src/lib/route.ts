import { useSyncExternalStore } from 'react'

/** Addresses of the screens. A path says which screen and which record; the query string is the screen's own (search/address.ts). */
export type Screen =
  | { readonly name: 'recherche' }
  | { readonly name: 'service'; readonly id: string }
  | { readonly name: 'structure'; readonly id: string }
  | { readonly name: 'favoris' }
  | { readonly name: 'brouillons' }
  | { readonly name: 'brouillon'; readonly id: string }
  | { readonly name: 'echanges' }
  | { readonly name: 'reglages' }
  | { readonly name: 'a-propos' }
  | { readonly name: 'connexion' }
  | { readonly name: 'compte' }
  | { readonly name: 'conditions' }
  | { readonly name: 'rejoindre' }
  | { readonly name: 'membres'; readonly id: string }
  | { readonly name: 'comptes' }
  | { readonly name: 'bienvenue' }
  | { readonly name: 'inconnu' }

/** Identifiers are the producers': one cut in the middle of a character must not break a list. */
const part = (id: string): string => encodeURIComponent(id.toWellFormed())

const query = (values: Readonly<Record<string, string | undefined>>): string => {
  const pairs = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${part(value)}`]))
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

export const href = {
  recherche: (search = '') => `/recherche${search === '' ? '' : `?${search}`}`,
  service: (id: string) => `/service/${part(id)}`,
  structure: (id: string) => `/structure/${part(id)}`,
  favoris: () => '/favoris',
  brouillons: () => '/brouillons',
  brouillon: (id: string) => `/brouillons/${part(id)}`,
  echanges: () => '/echanges',
  /** `section` is brought into view. */
  reglages: (section?: 'serveur' | 'territoires') => `/reglages${section === undefined ? '' : `?section=${section}`}`,
  aPropos: () => '/a-propos',
  /** `suite`: the address of the application where the person was going. */
  connexion: (suite?: string) => `/connexion${query({ suite })}`,
  compte: () => '/compte',
  conditions: () => '/conditions',
  /** What to join, when it is known already. */
  rejoindre: (wanted: { readonly siret?: string; readonly safir?: string; readonly structure?: string } = {}) =>
    `/rejoindre${query(wanted)}`,
  membres: (id: string) => `/structures/${part(id)}/membres`,
  comptes: () => '/comptes',
  bienvenue: () => '/bienvenue',
} as const

/** Screens whose address is one word. */
const SINGLE = [
  'recherche',
  'favoris',
  'brouillons',
  'echanges',
  'reglages',
  'a-propos',
  'connexion',
  'compte',
  'conditions',
  'rejoindre',
  'comptes',
  'bienvenue',
] as const

const decode = (part: string): string | null => {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** Any string is read; what names no screen is « inconnu ». */
export const parseScreen = (path: string): Screen => {
  const [first = '', second = '', third = '', ...rest] = path.split('/').slice(1)
  const id = decode(second)
  if (rest.some((part) => part !== '')) return { name: 'inconnu' }
  if (first === 'structures' && second !== '' && id !== null && third === 'membres') return { name: 'membres', id }
  if (third !== '') return { name: 'inconnu' }
  if (second === '') {
    const name = first === '' ? 'recherche' : SINGLE.find((single) => single === first)
    return { name: name ?? 'inconnu' }
  }
  if (id === null) return { name: 'inconnu' }
  if (first === 'service' || first === 'structure') return { name: first, id }
  if (first === 'brouillons') return { name: 'brouillon', id }
  return { name: 'inconnu' }
}

const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

/** How many steps of the application are behind the present one: beyond them, « back » would leave it. */
const stepsBehind = (): number => {
  const state: unknown = window.history.state
  return typeof state === 'number' ? state : 0
}

/** Goes to an address of the application. `replace` leaves no step behind for the back button. */
export const navigate = (to: string, options: { readonly replace?: boolean } = {}): void => {
  const here = window.location.pathname + window.location.search
  if (to === here) return
  if (options.replace === true) window.history.replaceState(stepsBehind(), '', to)
  else window.history.pushState(stepsBehind() + 1, '', to)
  tell()
}

/** Goes back where one came from, within the application; else to `otherwise`. */
export const goBack = (otherwise: string): void => {
  if (stepsBehind() > 0) window.history.back()
  else navigate(otherwise, { replace: true })
}

const NOWHERE = 'http://application.invalid'

/**
 * Where a person was going, from an address that anyone may have written: a screen of the application, never an address of
 * elsewhere, nor the sign-in itself. Null when it is none.
 */
export const safeSuite = (text: string | null): string | null => {
  if (text === null || text.length > 2_000 || !/^\/(?![/\\])/.test(text)) return null
  let url: URL
  try {
    url = new URL(text, NOWHERE)
  } catch {
    return null
  }
  const { name } = parseScreen(url.pathname)
  return url.origin !== NOWHERE || url.pathname.startsWith('//') || name === 'inconnu' || name === 'connexion'
    ? null
    : url.pathname + url.search
}

export const usePath = (): string => useSyncExternalStore(subscribe, () => window.location.pathname)
