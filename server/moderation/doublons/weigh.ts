import { distanceKm } from '#shared/geo/distance.ts'
import type { Indice } from '#shared/moderation/doublon.ts'
import { apartness, type Name, nameLikeness, type Rarity } from './names.ts'
import type { Sheet } from './sheet.ts'

/**
 * How likely two sheets are to be one thing, and why. Each sign adds the logarithm of how much likelier it is seen between two
 * sheets of one thing than of two (Fellegi and Sunter, 1969); weights are set by hand, judged on injected doubles (`npm run bench
 * -- moderation`). What is missing on one side says nothing.
 */

export type Weighed = { readonly score: number; readonly indices: readonly Indice[] }

/** Before any sign: most pairs that share a rare word are two things. */
const PRIOR = -4.5

const round = (value: number): number => Math.round(value * 100) / 100

const namePart = (likeness: number): number =>
  likeness >= 0.97 ? 3.6 : likeness >= 0.85 ? 2.8 : likeness >= 0.7 ? 1.8 : likeness >= 0.55 ? 0.6 : likeness >= 0.4 ? -0.8 : -3

const distancePart = (km: number): number =>
  km <= 0.05 ? 1.6 : km <= 0.2 ? 1 : km <= 1 ? 0.1 : km <= 5 ? -0.8 : km <= 20 ? -2.5 : -4

const shareOf = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number | null => {
  if (a.size === 0 || b.size === 0) return null
  let both = 0
  for (const one of a) if (b.has(one)) both += 1
  return both / (a.size + b.size - both)
}

const metres = (km: number): string => (km < 1 ? `${Math.round(km * 1000)} m` : `${String(round(km)).replace('.', ',')} km`)

const sameStreet = (a: readonly string[], b: readonly string[]): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const shared = short.filter((word) => long.includes(word)).length
  return short.length > 0 && shared / short.length >= 0.5 && long.includes(short.at(-1) ?? '')
}

const domainOf = (courriel: string): string => courriel.slice(courriel.lastIndexOf('@') + 1)
const PROVIDERS = new Set(
  'gmail.com orange.fr wanadoo.fr free.fr sfr.fr laposte.net hotmail.com hotmail.fr outlook.com outlook.fr yahoo.fr'.split(' '),
)

type Say = (code: Indice['code'], poids: number, texte: string) => void

const weighPlace = (a: Sheet, b: Sheet, say: Say): void => {
  const km = a.point !== null && b.point !== null ? distanceKm(a.point, b.point) : null
  if (km !== null) say('distance', distancePart(km), `à ${metres(km)}`)
  if (a.commune !== null && b.commune !== null && a.commune !== b.commune && a.codePostal !== b.codePostal)
    say('commune', km !== null && km < 1 ? -0.5 : -2.5, 'communes différentes')
  else if ((a.commune ?? a.codePostal) !== null && (b.commune ?? b.codePostal) !== null)
    say('commune', km === null ? 1.8 : 0.8, 'même commune')
  if (a.rue.length === 0 || b.rue.length === 0) return
  if (!sameStreet(a.rue, b.rue)) say('adresse', -1.2, 'rues différentes')
  else if (a.numero === null || b.numero === null) say('adresse', 0.9, 'même rue')
  else if (a.numero === b.numero) say('adresse', 2.2, 'même adresse')
  else say('adresse', -0.6, 'autre numéro de la même rue')
}

const weighContact = (a: Sheet, b: Sheet, part: number, say: Say): void => {
  if (a.telephone !== null && b.telephone !== null)
    say(
      'telephone',
      a.telephone === b.telephone ? 2.4 * part : -0.2,
      a.telephone === b.telephone ? 'même téléphone' : 'autre téléphone',
    )
  if (a.courriel !== null && b.courriel !== null) {
    const domain = domainOf(a.courriel)
    if (a.courriel === b.courriel) say('courriel', 2.4 * part, 'même courriel')
    else if (domain === domainOf(b.courriel) && !PROVIDERS.has(domain)) say('courriel', 0.6 * part, 'courriels de la même maison')
  }
  if (a.site !== null && b.site !== null && a.site === b.site) say('site', 1.2 * part, 'même site')
}

const weighName = (a: Sheet, b: Sheet, rarity: Rarity, say: Say): void => {
  // In one commune, its name tells nothing apart; between two, it is all that does.
  const ignored = a.commune === b.commune ? new Set([...a.communeWords, ...b.communeWords]) : undefined
  const likeness = nameLikeness(a.name, b.name, rarity, ignored)
  say('nom', namePart(likeness), `noms proches à ${Math.round(likeness * 100)} %`)
  const apart = apartness(a.name, b.name)
  if (apart !== 'rien') say('nom', apart === 'deux' ? -3.5 : -1.4, 'un numéro ou un lieu les distingue')
}

const weighStructure = (a: Sheet, b: Sheet, rarity: Rarity, say: Say): void => {
  if (a.siret !== null && b.siret !== null) {
    if (a.siret === b.siret) say('siret', 4.2, 'même SIRET')
    else if (a.siret.slice(0, 9) === b.siret.slice(0, 9)) say('siren', -0.6, 'même SIREN, autre établissement')
    else say('siret', -2.6, 'SIREN différents')
  }
  weighName(a, b, rarity, say)
  weighPlace(a, b, say)
  weighContact(a, b, 1, say)
}

const named = (a: Name | null, b: Name | null, rarity: Rarity): number | null =>
  a === null || b === null ? null : nameLikeness(a, b, rarity)

const weighService = (a: Sheet, b: Sheet, rarity: Rarity, say: Say): void => {
  const isSame = a.structureId !== null && a.structureId === b.structureId
  const likeness = isSame ? 1 : named(a.structure, b.structure, rarity)
  const isOne = isSame || (a.siret !== null && a.siret === b.siret)
  if (isOne) say('structure', 1.8, 'même structure')
  else if (likeness !== null)
    say('structure', likeness >= 0.8 ? 1.6 : likeness >= 0.55 ? 0.6 : -2.5, 'structures comparées par leur nom')
  // Texts go from one structure to another; who offers it is what makes a service.
  else say('structure', -3, 'structures inconnues, ou différentes')
  weighName(a, b, rarity, say)
  if (a.remote && b.remote) say('distance', 0, 'à distance')
  else weighPlace(a, b, say)
  const themes = shareOf(a.thematiques, b.thematiques)
  if (themes !== null)
    say('thematiques', themes >= 0.5 ? 0.8 : themes > 0 ? 0 : -1.6, themes > 0 ? 'besoins communs' : 'aucun besoin commun')
  const text = shareOf(a.texte, b.texte)
  if (text !== null)
    say(
      'description',
      text >= 0.6 ? 2.2 : text >= 0.25 ? 1.2 : text >= 0.08 ? 0.2 : -0.6,
      `textes communs à ${Math.round(text * 100)} %`,
    )
  // The services of one structure share all of this: it says little.
  weighContact(a, b, 0.3, say)
  // A source that lists two means two.
  if (a.source === b.source) say('source', -3.5, 'la même source les distingue')
}

/** @param rarity of the words of the names compared */
export const weigh = (a: Sheet, b: Sheet, rarity: Rarity): Weighed => {
  const indices: Indice[] = []
  let sum = PRIOR
  const say: Say = (code, poids, texte) => {
    sum += poids
    if (poids !== 0) indices.push({ code, poids: round(poids), texte })
  }
  if (a.kind === 'structure') weighStructure(a, b, rarity, say)
  else weighService(a, b, rarity, say)
  return {
    score: round(1 / (1 + Math.exp(-sum))),
    indices: indices.toSorted((one, other) => Math.abs(other.poids) - Math.abs(one.poids)),
  }
}
