import type { PlaceRef } from '#shared/search/query.ts'
import { client } from '../../lib/api.ts'

type Near = { readonly commune: string | null; readonly label: string }

const communeOf = (place: PlaceRef): string | null =>
  place.kind === 'commune' ? place.code : place.kind === 'point' ? (place.commune ?? null) : null

/** The commune a point lies in or near, with the name by which people know it: « Lille (59) ». */
export const communeNear = async (lat: number, lon: number): Promise<Near> => {
  const near = await client.call('geo.reverse', { lat, lon })
  const commune = communeOf(near.place)
  if (commune === null) return { commune, label: near.label }
  const { label } = await client.call('geo.place', { kind: 'commune', code: commune })
  return { commune, label }
}
