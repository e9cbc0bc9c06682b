import { asFiveCode } from '../fields/codes.ts'
import { readPoint } from '../fields/coordinates.ts'
import { asNumber } from '../fields/number.ts'
import { asLine } from '../fields/text.ts'
import type { Finishing } from './context.ts'

export type Place = {
  readonly commune: string | null
  readonly code_postal: string | null
  readonly code_insee: string | null
  readonly adresse: string | null
  readonly complement_adresse: string | null
  readonly longitude: number | null
  readonly latitude: number | null
}

/** A point this far from the centre of its commune is a mistake: the widest commune of the Hexagon is 40 km across. */
const FAR_KM = 100

const kilometres = (lat1: number, lon1: number, lat2: number, lon2: number): number =>
  Math.hypot(lat1 - lat2, (lon1 - lon2) * Math.cos((lat1 * Math.PI) / 180)) * 111.2

/** Address fields, checked against the geography pack; a missing INSEE code is found when only one commune can be meant. */
export const finishPlace = ({ fields, geography, notes }: Finishing): Place => {
  const text = (name: string) => asLine(fields[name])
  const code = (name: 'code_postal' | 'code_insee'): string | null => {
    const raw = text(name)
    if (raw === null) return null
    const read = asFiveCode(raw)
    if (read === null) notes.warn(name, 'Code illisible : champ vidé.', raw)
    return read
  }
  const commune = text('commune')
  const code_postal = code('code_postal')
  const given = code('code_insee')
  const known = given !== null && geography.hasCommune(given)
  const found = known ? null : geography.findCommune(commune, code_postal)
  if (given !== null && !known) {
    notes.warn(
      'code_insee',
      found === null ? 'Code commune inconnu : champ vidé.' : 'Code commune inconnu : retrouvé par le nom et le code postal.',
      given,
    )
  }
  const code_insee = known ? given : (found?.code ?? null)
  const row = code_insee === null ? null : geography.commune(code_insee)
  const point = pointOf(fields['latitude'], fields['longitude'], notes)
  const far =
    point !== null &&
    row?.lat != null &&
    row.lon != null &&
    kilometres(point.latitude, point.longitude, row.lat, row.lon) > FAR_KM
  if (far)
    notes.warn('latitude', 'Point à plus de 100 km de sa commune : coordonnées vidées.', shown(point.latitude, point.longitude))
  return {
    commune: commune ?? row?.nom ?? null,
    code_postal: code_postal ?? (row?.codesPostaux.length === 1 ? (row.codesPostaux[0] ?? null) : null),
    code_insee,
    adresse: text('adresse'),
    complement_adresse: text('complement_adresse'),
    longitude: far ? null : (point?.longitude ?? null),
    latitude: far ? null : (point?.latitude ?? null),
  }
}

/** Rounded: a hundred metres tell enough of what went wrong. */
const shown = (latitude: number, longitude: number): string => `${latitude.toFixed(3)} ${longitude.toFixed(3)}`

const REPAIRS = {
  inversees: 'Latitude et longitude inversées : remises dans l’ordre.',
  'lambert-93': 'Coordonnées en mètres (Lambert-93) : converties en degrés.',
} as const
const REFUSALS = {
  nulles: 'Coordonnées à zéro : vidées.',
  'hors-de-france': 'Coordonnées hors de France : vidées.',
} as const

const pointOf = (rawLatitude: unknown, rawLongitude: unknown, notes: Finishing['notes']) => {
  const latitude = asNumber(rawLatitude)
  const longitude = asNumber(rawLongitude)
  if (latitude === null || longitude === null) {
    if (latitude !== null || longitude !== null)
      notes.warn('latitude', 'Une seule coordonnée : vidée.', rawLatitude ?? rawLongitude)
    return null
  }
  const read = readPoint(latitude, longitude)
  if (read.kind === 'refused') {
    notes.warn('latitude', REFUSALS[read.reason], shown(latitude, longitude))
    return null
  }
  if (read.repaired !== null) notes.warn('latitude', REPAIRS[read.repaired], shown(latitude, longitude))
  return read.point
}
