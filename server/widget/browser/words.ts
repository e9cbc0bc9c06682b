import { departementOf, regionOf } from '#shared/geo/divisions.ts'
import { CATEGORIES, NEEDS } from '#shared/reference/thematiques.ts'
import type { Failure } from './ask.ts'
import type { Lieu } from './question.ts'
import type { Result } from './result.ts'
import type { Settings } from './settings.ts'

/** Sentences of the widget. « \u202f » is the narrow space that French puts before « : ; ! ? ». */

const THEMATIQUES = new Map<string, string>([...CATEGORIES, ...NEEDS].map(({ value, label }) => [value, label]))

const number = new Intl.NumberFormat('fr-FR')

export const TITLE = 'Services d’insertion'

export const titleOf = (settings: Settings, structure: string, lieu: Lieu | null): string => {
  if (settings.titre !== '') return settings.titre
  if (settings.structure !== null) return structure === '' ? TITLE : `Services de ${structure}`
  const where =
    departementOf(settings.departement ?? '')?.nom ??
    regionOf(settings.region ?? '')?.nom ??
    (settings.commune === null ? null : lieu?.label)
  const [theme] = settings.thematiques
  const what = settings.thematiques.length === 1 && theme !== undefined ? `${TITLE} – ${THEMATIQUES.get(theme) ?? theme}` : TITLE
  return where == null ? what : `${what} – ${where}`
}

export const countOf = (total: number, page: number, pages: number): string => {
  if (total === 0) return 'Aucun service ne correspond.'
  const services = total === 1 ? '1\u00a0service' : `${number.format(total)}\u00a0services`
  return pages > 1 ? `${services}, page ${number.format(page)} sur ${number.format(pages)}` : services
}

export const WAITING = 'Recherche en cours…'

export const MAP_LABEL = 'Carte des services de cette page. La liste dit la même chose.'

export const placedText = (placed: number): string =>
  placed === 0
    ? 'Aucun service de cette page n’est sur la carte\u202f: leur adresse n’est pas connue.'
    : placed === 1
      ? '1\u00a0service de cette page est sur la carte.'
      : `${placed}\u00a0services de cette page sont sur la carte.`

export const failureText = (failure: Failure): string => {
  switch (failure.etat) {
    case 'hors-ligne':
      return 'Vous semblez hors connexion\u202f: les services n’ont pas pu être lus. Vérifiez votre connexion, puis réessayez.'
    case 'quota':
      return failure.attente === null
        ? 'Trop de recherches ont été faites d’ici en peu de temps. Réessayez dans une minute.'
        : `Trop de recherches ont été faites d’ici en peu de temps. Réessayez dans ${failure.attente}\u00a0s.`
    case 'inconnu':
      return 'Ce que ce module devait montrer n’existe pas, ou plus. Prévenez la personne qui tient ce site.'
    case 'refus':
      return 'Le serveur n’a pas compris la demande de ce module. Prévenez la personne qui tient ce site.'
    case 'panne':
      return 'Le serveur de DORA ne répond pas. Ce n’est pas que rien n’existe\u202f: réessayez dans un instant.'
  }
}

export const unknownText = (names: readonly string[]): string =>
  `Ce module est mal réglé\u202f: ${names
    .map((name) => `« ${name} »`)
    .join(', ')
    .replaceAll('« ', '«\u00a0')
    .replaceAll(' »', '\u00a0»')} n’est pas compris. Prévenez la personne qui tient ce site.`

const MODES: Readonly<Record<string, string>> = { 'en-presentiel': 'en présentiel', 'a-distance': 'à distance' }

/** « À 3 km · 33000 Bordeaux · en présentiel · gratuit ». */
export const factsOf = ({ distance, lieu, modes, frais }: Result): readonly string[] =>
  [
    distance === null ? '' : distance < 1 ? 'à moins de 1\u00a0km' : `à ${number.format(distance)}\u00a0km`,
    lieu,
    modes.flatMap((mode) => MODES[mode] ?? []).join(' ou '),
    frais === 'gratuit' || frais === 'payant' ? frais : '',
  ].filter((part) => part !== '')

export const themesOf = ({ thematiques }: Result): readonly string[] =>
  [...new Set(thematiques.map((value) => THEMATIQUES.get(value) ?? ''))].filter((label) => label !== '').slice(0, 3)
