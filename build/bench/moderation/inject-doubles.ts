import type { Structure } from '#shared/catalogue/record.ts'
import { fold } from '#shared/search/text.ts'
import type { Random } from '../random.ts'

/**
 * Doubles made of real rows: the same place as another source would write it. Each takes several of the ways seen in the field
 * (names shortened or written in full, capitals, words in another order, slips, numbers of a street left out, coordinates of
 * another geocoder, contacts missing or of somebody else). Beside them, neighbours that are not doubles: another house of the same
 * network, in the same commune.
 */

type Ways = (one: Structure, random: Random) => Structure

const slip = (text: string, random: Random): string => {
  const at = 1 + random.below(Math.max(1, text.length - 2))
  const kind = random.below(3)
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1)
  if (kind === 1) return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
  return text.slice(0, at) + (text[at] ?? '') + text.slice(at)
}

const NAMES: readonly Ways[] = [
  (one) => ({ ...one, nom: one.nom.toUpperCase() }),
  (one) => ({ ...one, nom: fold(one.nom) }),
  (one) => ({ ...one, nom: one.commune ? `${one.nom} - ${one.commune}` : one.nom }),
  (one) => ({ ...one, nom: one.nom.replace(/\bCCAS\b/i, 'Centre communal d’action sociale') }),
  (one) => ({ ...one, nom: one.nom.replace(/centre communal d.action sociale/i, 'CCAS') }),
  (one) => ({ ...one, nom: one.nom.replace(/\bfrance services?\b/i, 'Espace France Services') }),
  (one) => ({ ...one, nom: one.nom.replace(/\bm[ée]diath[èe]que\b/i, 'Bibliothèque médiathèque') }),
  (one, random) => ({ ...one, nom: slip(one.nom, random) }),
  (one) => ({ ...one, nom: one.nom.split(' ').toReversed().join(' ') }),
  (one) => ({ ...one, nom: `Association ${one.nom}` }),
]
const PLACES: readonly Ways[] = [
  (one) => ({ ...one, adresse: one.adresse?.replace(/\bavenue\b/i, 'av.').replace(/\bboulevard\b/i, 'bd') ?? null }),
  (one) => ({ ...one, adresse: one.adresse?.replace(/^\d+( ?bis| ?ter)?,? /, '') ?? null }),
  (one) => ({ ...one, adresse: one.adresse?.toUpperCase() ?? null }),
  (one) => ({ ...one, adresse: null }),
  (one, random) => ({
    ...one,
    latitude: typeof one.latitude === 'number' ? one.latitude + (random.next() - 0.5) * 0.0015 : null,
    longitude: typeof one.longitude === 'number' ? one.longitude + (random.next() - 0.5) * 0.0015 : null,
  }),
  (one) => ({ ...one, latitude: null, longitude: null }),
]
const CONTACTS: readonly Ways[] = [
  (one) => ({ ...one, telephone: null }),
  (one) => ({ ...one, telephone: one.telephone?.replace(/^\+33/, '0').replace(/(\d\d)(?=\d)/g, '$1 ') ?? null }),
  (one) => ({ ...one, courriel: null }),
  (one) => ({ ...one, courriel: null, telephone: null, site_web: null }),
  (one, random) => ({ ...one, telephone: `+334${String(random.below(1e8)).padStart(8, '0')}` }),
  (one) => ({ ...one, site_web: one.site_web?.replace(/^https?:\/\/(www\.)?/, 'http://www.') ?? null }),
  (one) => ({ ...one, siret: null }),
]

/** The same place, written by somebody else. */
export const doubleOf = (one: Structure, random: Random, n: number): Structure => {
  const ways = [
    ...random.some(NAMES, 1 + random.below(2)),
    ...random.some(PLACES, 1 + random.below(2)),
    ...random.some(CONTACTS, 1 + random.below(3)),
    // A source seldom gives the register’s number.
    ...(random.chance(0.6) ? [(s: Structure) => ({ ...s, siret: null })] : []),
  ]
  const made = ways.reduce((doc, way) => way(doc, random), one)
  return { ...made, id: `autre-source--${n}`, source: 'autre-source', description: null }
}

/** Another house of the same network: not a double. */
export const neighbourOf = (one: Structure, random: Random, n: number): Structure => ({
  ...one,
  id: `voisin--${n}`,
  source: 'autre-source',
  nom: random.chance(0.5) ? `${one.nom} ${random.pick(['Nord', 'Sud', 'Centre'])}` : `${one.nom} ${2 + random.below(8)}`,
  siret: typeof one.siret === 'string' ? `${one.siret.slice(0, 9)}${String(random.below(1e5)).padStart(5, '0')}` : null,
  adresse: `${1 + random.below(90)} ${random.pick(['rue des Lilas', 'place du Marché', 'allée des Érables', 'chemin du Moulin'])}`,
  latitude: typeof one.latitude === 'number' ? one.latitude + 0.006 + random.next() * 0.01 : null,
  longitude: typeof one.longitude === 'number' ? one.longitude + 0.006 + random.next() * 0.01 : null,
  telephone: `+333${String(random.below(1e8)).padStart(8, '0')}`,
  courriel: one.courriel,
  description: null,
})
