import { labelOf } from '../reference/labels.ts'
import { isCategory } from '../reference/thematiques.ts'
import { PORTEE_KM, type RaisonSansSolution } from '../usage/event.ts'
import type { Besoin, Ligne, Offre, Preuve } from './line.ts'
import type { Part } from './part.ts'

/** A gap in words, in French: on the screen, on paper and in exports, the same. */

export const RAISON_LABELS: Readonly<Record<RaisonSansSolution, string>> = {
  aucun: 'Aucun service',
  complet: 'Tous complets',
  'trop-loin': 'Trop loin',
  'pas-eligible': 'Pas éligible',
  horaires: 'Horaires',
  autre: 'Autre raison',
}

export const PREUVE_LABELS: Readonly<Record<Preuve, string>> = {
  recherches: 'Recherches sans réponse',
  declarations: 'Pas de solution',
  alentours: 'Besoin des alentours',
  offre: 'Offre absente',
}

const integer = new Intl.NumberFormat('fr-FR')
const decimal = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })
const counted = (n: number, one: string, many: string): string => `${integer.format(n)}\u00a0${n < 2 ? one : many}`

export const themeLabel = (thematique: string): string =>
  isCategory(thematique) ? `${labelOf('thematiques', thematique)} (tous besoins)` : labelOf('thematiques', thematique)

/** « Bordeaux Métropole (33) », « Gironde, hors des zones qui précèdent ». */
export const placeLabel = ({ niveau, nom, departement }: Pick<Ligne, 'niveau' | 'nom' | 'departement'>): string => {
  switch (niveau) {
    case 'zone':
      return departement === null ? nom : `${nom} (${departement})`
    case 'departement':
      return `${nom}, reste du département`
    case 'region':
      return `${nom}, reste de la région`
    case 'france':
      return 'Reste de la France'
  }
}

/** « 20 à 24 », « 4 au plus », « toutes »: numbers go by fives (part.ts); null for what cannot be told. @param total that it is of */
export const partInWords = ({ min, max }: Part, total: number): string | null => {
  if (min === max) return integer.format(min)
  if (min === 0 && max === total) return null
  return min <= 1 ? `${integer.format(max)} au plus` : `${integer.format(min)} à ${integer.format(max)}`
}

const WITHOUT = `sans rien à moins de ${PORTEE_KM}\u00a0km ni à distance`

const needInWords = ({ personnes, sans, rien, distance, declare, raisons }: Besoin): readonly string[] => {
  const all = sans.min === personnes
  const number = all ? 'toutes' : partInWords(sans, personnes)
  const nothing = rien === null || rien === 0 || all ? '' : `, dont ${integer.format(rien)} au moins sans aucun résultat`
  const searched =
    number === null || sans.max === 0
      ? `${integer.format(personnes)}\u00a0personnes au moins ont cherché`
      : `${integer.format(personnes)}\u00a0personnes au moins ont cherché, ${number} ${WITHOUT}${nothing}`
  const said = partInWords(declare, personnes)
  const reasons = raisons
    .map(
      (one) =>
        `${one.raisons.map((raison) => RAISON_LABELS[raison].toLowerCase()).join(' ou ')}\u202f: ${integer.format(one.personnes)}`,
    )
    .join('\u202f; ')
  // Whoever said so has looked: nothing else is known of a search.
  const onlySaid = sans.max === 0 && declare.min === personnes
  return [
    ...(onlySaid ? [] : [searched]),
    ...(distance !== null && distance > 0
      ? [`${integer.format(distance)} au moins n’ont trouvé que des services à distance`]
      : []),
    ...(said === null || declare.max === 0
      ? []
      : [`«\u202fPas de solution\u202f» dit par ${said}${reasons === '' ? '' : ` (${reasons})`}`]),
  ]
}

const aroundInWords = ({ niveau, nom, personnes, sans }: NonNullable<Ligne['alentours']>): string => {
  const where =
    niveau === 'departement'
      ? `le reste du département (${nom})`
      : niveau === 'region'
        ? `le reste de la région (${nom})`
        : 'le reste de la France'
  const number = sans.min === personnes ? 'toutes' : partInWords(sans, personnes)
  return `trop peu de recherches ici pour être dites\u202f; dans ${where}, ${integer.format(personnes)}\u00a0personnes au moins ont cherché${
    number === null ? '' : `, ${number} ${WITHOUT}`
  }`
}

const tenths = (share: number): string => `${Math.round(share * 10)} sur 10`

const offerInWords = ({
  sur_place,
  complets,
  a_distance,
  pour_10000,
  mediane,
  couverts,
  voisins,
  comparables,
}: Offre): readonly string[] => {
  const elsewhere =
    mediane === null || mediane === 0
      ? ''
      : `\u202f; ailleurs, là où il y en a\u202f: ${decimal.format(mediane)} pour 10\u202f000 habitants`
  const onSite =
    sur_place === 0
      ? `aucun service sur place${elsewhere}`
      : `${counted(sur_place, 'service', 'services')} à moins de ${PORTEE_KM}\u00a0km d’une partie des habitants${
          complets === sur_place ? ', tous complets' : complets > 0 ? `, dont ${counted(complets, 'complet', 'complets')}` : ''
        } (${decimal.format(pour_10000)} pour 10\u202f000 habitants)${elsewhere}`
  const without = couverts === 0 ? [] : [`${tenths(1 - couverts)} habitants n’ont rien à portée`]
  const beside =
    voisins === null || comparables === null || Math.max(voisins, comparables) < 0.05
      ? []
      : voisins >= comparables
        ? [`${tenths(voisins)} des territoires voisins en ont`]
        : [`${tenths(comparables)} des territoires comparables en ont`]
  return [onSite, ...(a_distance > 0 ? [`${counted(a_distance, 'service', 'services')} à distance`] : []), ...without, ...beside]
}

const sentence = (text: string): string => `${text.charAt(0).toLocaleUpperCase('fr')}${text.slice(1)}.`

/** Why it is a gap, a sentence each. */
export const reasonsInWords = ({ besoin, alentours, offre }: Ligne): readonly string[] =>
  [
    ...(besoin === null ? [] : needInWords(besoin)),
    ...(alentours === null ? [] : [aroundInWords(alentours)]),
    ...offerInWords(offre),
  ].map(sentence)
