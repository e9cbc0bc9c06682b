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
  | { readonly name: 'inconnu' }

/** Identifiers are the producers': one cut in the middle of a character must not break a list. */
const part = (id: string): string => encodeURIComponent(id.toWellFormed())

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
} as const

const decode = (part: string): string | null => {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** Any string is read; what names no screen is « inconnu ». */
export const parseScreen = (path: string): Screen => {
  const [first = '', second = '', ...rest] = path.split('/').slice(1)
  const id = decode(second)
  if (rest.some((part) => part !== '')) return { name: 'inconnu' }
  if (second === '') {
    if (first === '' || first === 'recherche') return { name: 'recherche' }
    if (first === 'favoris' || first === 'brouillons' || first === 'echanges') return { name: first }
    if (first === 'reglages' || first === 'a-propos') return { name: first }
    return { name: 'inconnu' }
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

/** Goes to an address of the application. `replace` leaves no step behind for the back button. */
export const navigate = (to: string, options: { readonly replace?: boolean } = {}): void => {
  const here = window.location.pathname + window.location.search
  if (to === here) return
  if (options.replace === true) window.history.replaceState(null, '', to)
  else window.history.pushState(null, '', to)
  tell()
}

export const usePath = (): string => useSyncExternalStore(subscribe, () => window.location.pathname)
