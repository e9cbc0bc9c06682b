import type { PlaceSuggestion } from '#shared/contract/geo.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** A place chosen from a list, as fields of the listing. */

export const PLACE_FIELDS = [
  'commune',
  'code_insee',
  'code_postal',
  'adresse',
  'complement_adresse',
  'latitude',
  'longitude',
] as const

/** « Saint-Denis (93) » is the name and its département; the field holds the name. */
export const communeName = (label: string): string => label.replace(/ \((?:\d{2,3}|2[AB])\)$/, '')

/** Postal code of a commune that has one only, from the line that tells them; null when it has several. */
const onlyPostcode = (detail: string): string | null => {
  const [first = ''] = detail.split(' · ')
  return /^\d{5}$/.test(first) ? first : null
}

/** The commune takes the place of whatever point there was: it belonged to another. */
export const fieldsOfCommune = ({ place, label, detail }: PlaceSuggestion): Doc =>
  place.kind !== 'commune'
    ? {}
    : {
        commune: communeName(label),
        code_insee: place.code,
        code_postal: onlyPostcode(detail),
        latitude: null,
        longitude: null,
      }

/** « 12 rue de la Paix, 59000 Lille » → street, code and town, with the point. */
export const fieldsOfAddress = ({ place, label, lat, lon }: PlaceSuggestion): Doc => {
  const [, street = label, postcode = null, town = null] = /^(.*?),? (\d{5}) (.+)$/.exec(label) ?? []
  return {
    adresse: street.replace(/,$/, ''),
    ...(postcode !== null && { code_postal: postcode }),
    ...(town !== null && { commune: town }),
    ...(place.kind === 'point' && place.commune !== undefined && { code_insee: place.commune }),
    latitude: lat,
    longitude: lon,
  }
}
