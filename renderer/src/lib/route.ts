import { useSyncExternalStore } from 'react'
import type { Sens } from '#shared/contract/orientation.ts'
import type { ListingKind } from '#shared/listing/groups.ts'

/** Addresses of the screens. A path says which screen and which record; the query string is the screen's own (search/address.ts). */
export type Screen =
  | { readonly name: 'recherche' }
  | { readonly name: 'service'; readonly id: string }
  | { readonly name: 'structure'; readonly id: string }
  | { readonly name: 'favoris' }
  | { readonly name: 'brouillons' }
  | { readonly name: 'brouillon'; readonly id: string }
  /** Requests; `id` is the one open beside the list. */
  | { readonly name: 'demandes'; readonly boite: Boite; readonly id: string | null }
  | { readonly name: 'echanges' }
  | { readonly name: 'reglages' }
  | { readonly name: 'a-propos' }
  | { readonly name: 'connexion' }
  | { readonly name: 'compte' }
  | { readonly name: 'conditions' }
  | { readonly name: 'rejoindre' }
  | { readonly name: 'membres'; readonly id: string }
  | { readonly name: 'offre'; readonly id: string }
  | { readonly name: 'importer'; readonly id: string }
  /** What is made of a structure’s offer, for its members. */
  | { readonly name: 'chiffres'; readonly id: string }
  /** A listing being changed; `id` is the structure's own for its sheet. */
  | { readonly name: 'fiche'; readonly kind: ListingKind; readonly structureId: string; readonly id: string }
  | { readonly name: 'comptes' }
  /** The panel; `id` is what is open in its section: a key of the queue, a structure of the board, a pair. */
  | { readonly name: 'moderation'; readonly section: Panneau; readonly id: string | null }
  /** What keeps the server, for the team. */
  | { readonly name: 'administration'; readonly section: Administre }
  /** Plans; `id` is the one being made. */
  | { readonly name: 'plans' }
  | { readonly name: 'plan'; readonly id: string }
  /** People accompanied, and the folder of one. */
  | { readonly name: 'personnes' }
  | { readonly name: 'personne'; readonly id: string }
  /** Searches that were kept; `id` is the one whose news are read. */
  | { readonly name: 'alertes' }
  | { readonly name: 'alerte'; readonly id: string }
  /** Lists of the team; `id` is the one that is open. */
  | { readonly name: 'listes' }
  | { readonly name: 'liste'; readonly id: string }
  /** Services side by side: `?ids=…`. */
  | { readonly name: 'comparer' }
  /** The map of a search, alone in its window: `?lien=…` ties it to the window it comes from. */
  | { readonly name: 'carte' }
  /** The guide; `id` is its page. */
  | { readonly name: 'aide' }
  | { readonly name: 'page-aide'; readonly id: string }
  | { readonly name: 'bienvenue' }
  | { readonly name: 'inconnu' }

/** Identifiers are the producers': one cut in the middle of a character must not break a list. */
const part = (id: string): string => encodeURIComponent(id.toWellFormed())

const query = (values: Readonly<Record<string, string | undefined>>): string => {
  const pairs = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${part(value)}`]))
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

export const ONGLETS = ['services', 'modeles', 'antennes', 'suggestions', 'partage'] as const
export type Onglet = (typeof ONGLETS)[number]

/** Boxes of the screen of requests. */
export const BOITES = ['recues', 'envoyees'] as const
export type Boite = (typeof BOITES)[number]

/** The box of those that were sent, or received. */
export const boxOf = (sens: Sens): Boite => (sens === 'envoi' ? 'envoyees' : 'recues')

/** Sections of the moderation panel. */
export const PANNEAUX = ['file', 'territoire', 'appels', 'doublons', 'deploiement', 'chiffres', 'manques', 'kit'] as const
export type Panneau = (typeof PANNEAUX)[number]

/** Sections of « Administration », after the accounts, which have an address of their own. */
export const ADMINISTRATION = [
  'taches',
  'courrier',
  'journal',
  'imports',
  'sources',
  'connecteurs',
  'fonctions',
  'referentiels',
  'cles',
  'webhooks',
] as const
export type Administre = (typeof ADMINISTRATION)[number]

/** What an item of the queue may be: the first part of its key. */
const DOSSIERS: ReadonlySet<string> = new Set(['structure', 'service', 'doublon'])

const EDITED = { service: 'services', modele: 'modeles' } as const

export const href = {
  recherche: (search = '') => `/recherche${search === '' ? '' : `?${search}`}`,
  service: (id: string) => `/service/${part(id)}`,
  structure: (id: string) => `/structure/${part(id)}`,
  favoris: () => '/favoris',
  brouillons: () => '/brouillons',
  brouillon: (id: string) => `/brouillons/${part(id)}`,
  /** `search`: how the list is narrowed and sorted (features/orientations/view.ts); never anything of a person. */
  demandes: (boite: Boite = 'recues', search = '') => `/demandes/${boite}${search === '' ? '' : `?${search}`}`,
  demande: (sens: Sens, id: string, search = '') => `/demandes/${boxOf(sens)}/${part(id)}${search === '' ? '' : `?${search}`}`,
  echanges: () => '/echanges',
  /** `section` is brought into view. */
  reglages: (section?: 'serveur' | 'territoires' | 'usage' | 'kit') =>
    `/reglages${section === undefined ? '' : `?section=${section}`}`,
  aPropos: () => '/a-propos',
  /** `suite`: the address of the application where the person was going. */
  connexion: (suite?: string) => `/connexion${query({ suite })}`,
  compte: () => '/compte',
  conditions: () => '/conditions',
  /** What to join, when it is known already. `suite`: where one goes back to once it is done. */
  rejoindre: (
    wanted: { readonly siret?: string; readonly safir?: string; readonly structure?: string; readonly suite?: string } = {},
  ) => `/rejoindre${query(wanted)}`,
  membres: (id: string) => `/structures/${part(id)}/membres`,
  /** What a structure offers, to those who keep it; without `onglet`, its services. */
  offre: (id: string, onglet?: Onglet) => `/structures/${part(id)}/offre${query({ onglet })}`,
  chiffres: (id: string) => `/structures/${part(id)}/chiffres`,
  importer: (id: string) => `/structures/${part(id)}/import`,
  /** The editor of a listing. For the sheet of a structure, `id` is its own again. `panneau` is opened beside the form. */
  modifier: (kind: ListingKind, structureId: string, id: string, panneau?: 'historique' | 'qualite') =>
    `/structures/${part(structureId)}${kind === 'structure' ? '' : `/${EDITED[kind]}/${part(id)}`}/modifier${query({ panneau })}`,
  comptes: () => '/comptes',
  /** `search`: how the section is narrowed. */
  moderation: (panneau: Panneau = 'file', search = '') =>
    `/moderation${panneau === 'file' ? '' : `/${panneau}`}${search === '' ? '' : `?${search}`}`,
  /** An item of the queue, by its key: `structure/<id>`, `service/<id>`, `doublon/<id>`. */
  dossier: (key: string, search = '') => {
    const cut = key.indexOf('/')
    return `/moderation/${key.slice(0, cut)}/${part(key.slice(cut + 1))}${search === '' ? '' : `?${search}`}`
  },
  /** What is open in a section of the panel. */
  moderationDe: (panneau: Exclude<Panneau, 'file'>, id: string, search = '') =>
    `/moderation/${panneau}/${part(id)}${search === '' ? '' : `?${search}`}`,
  administration: (section: Administre = 'taches') => `/administration/${section}`,
  plans: () => '/plans',
  plan: (id: string) => `/plans/${part(id)}`,
  personnes: () => '/personnes',
  personne: (id: string) => `/personnes/${part(id)}`,
  alertes: () => '/alertes',
  alerte: (id: string) => `/alertes/${part(id)}`,
  listes: () => '/listes',
  liste: (id: string) => `/listes/${part(id)}`,
  comparer: (ids: readonly string[] = []) => `/comparer${query({ ids: ids.length === 0 ? undefined : ids.join(',') })}`,
  carte: (search: string, lien: string) => `/carte?lien=${part(lien)}${search === '' ? '' : `&${search}`}`,
  /** `ecran`: the screen one comes from, whose page is shown. */
  aide: (ecran?: Screen['name']) => `/aide${query({ ecran })}`,
  pageAide: (id: string) => `/aide/${part(id)}`,
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
  'plans',
  'personnes',
  'alertes',
  'listes',
  'comparer',
  'carte',
  'aide',
  'bienvenue',
] as const

const decode = (part: string): string | null => {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/** `/structures/:id/modifier`, `/structures/:id/services/:id/modifier`, `/structures/:id/modeles/:id/modifier`; null for any other. */
const parseEditor = (path: string): Screen | null => {
  const parts = /^\/structures\/([^/]+)(?:\/(services|modeles)\/([^/]+))?\/modifier\/?$/.exec(path)
  if (parts === null) return null
  const [, structure = '', list, own = structure] = parts
  const [structureId, id] = [decode(structure), decode(own)]
  if (structureId === null || id === null) return { name: 'inconnu' }
  const kind = list === 'services' ? 'service' : list === 'modeles' ? 'modele' : 'structure'
  return { name: 'fiche', kind, structureId, id }
}

/** Third part of `/structures/:id/…`. */
const OF_STRUCTURE: ReadonlyMap<string, 'membres' | 'offre' | 'importer' | 'chiffres'> = new Map([
  ['chiffres', 'chiffres'],
  ['membres', 'membres'],
  ['offre', 'offre'],
  ['import', 'importer'],
])

/** `/demandes`, `/demandes/recues`, `/demandes/envoyees/:id`; and what was a box of them, before there was a queue. */
const parseRequests = (second: string, third: string): Screen => {
  if (second === 'a-moderer' && third === '') return { name: 'moderation', section: 'file', id: null }
  const boite = second === '' ? 'recues' : BOITES.find((one) => one === second)
  const id = third === '' ? null : decode(third)
  if (boite === undefined || (third !== '' && id === null)) return { name: 'inconnu' }
  return { name: 'demandes', boite, id }
}

/** `/moderation`, `/moderation/structure/:id`, `/moderation/territoire/:id`. */
const parsePanel = (second: string, third: string): Screen => {
  const id = third === '' ? null : decode(third)
  if (third !== '' && id === null) return { name: 'inconnu' }
  if (second === '') return { name: 'moderation', section: 'file', id: null }
  if (DOSSIERS.has(second))
    return id === null ? { name: 'inconnu' } : { name: 'moderation', section: 'file', id: `${second}/${id}` }
  const section = PANNEAUX.find((one) => one !== 'file' && one === second)
  return section === undefined ? { name: 'inconnu' } : { name: 'moderation', section, id }
}

/** `/administration`, `/administration/journal`. */
const parseAdministration = (second: string, third: string): Screen => {
  const section = second === '' ? 'taches' : ADMINISTRATION.find((one) => one === second)
  return section === undefined || third !== '' ? { name: 'inconnu' } : { name: 'administration', section }
}

/** Any string is read; what names no screen is « inconnu ». */
export const parseScreen = (path: string): Screen => {
  const editor = parseEditor(path)
  if (editor !== null) return editor
  const [first = '', second = '', third = '', ...rest] = path.split('/').slice(1)
  const id = decode(second)
  if (rest.some((part) => part !== '')) return { name: 'inconnu' }
  if (first === 'demandes') return parseRequests(second, third)
  if (first === 'moderation') return parsePanel(second, third)
  if (first === 'administration') return parseAdministration(second, third)
  const ofStructure = OF_STRUCTURE.get(third)
  if (first === 'structures' && second !== '' && id !== null && ofStructure !== undefined) return { name: ofStructure, id }
  if (third !== '') return { name: 'inconnu' }
  if (second === '') {
    const name = first === '' ? 'recherche' : SINGLE.find((single) => single === first)
    return { name: name ?? 'inconnu' }
  }
  if (id === null) return { name: 'inconnu' }
  if (first === 'service' || first === 'structure') return { name: first, id }
  if (first === 'brouillons') return { name: 'brouillon', id }
  if (first === 'plans') return { name: 'plan', id }
  if (first === 'personnes') return { name: 'personne', id }
  if (first === 'alertes') return { name: 'alerte', id }
  if (first === 'listes') return { name: 'liste', id }
  if (first === 'aide') return { name: 'page-aide', id }
  return { name: 'inconnu' }
}

/** Two addresses of the same key are the same screen: what moves in it keeps the focus where it is, and mends no failure. */
export const screenKey = (path: string): string => {
  const screen = parseScreen(path)
  if (screen.name === 'demandes') return `demandes ${screen.boite}`
  return screen.name === 'moderation' ? `moderation ${screen.section}` : JSON.stringify(screen)
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

/** The query string of the present address, without its « ? ». */
export const useQueryString = (): string => useSyncExternalStore(subscribe, () => window.location.search.slice(1))
