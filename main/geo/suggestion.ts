import type { PlaceSuggestion } from '#shared/contract/geo.ts'
import { regionOf } from '#shared/geo/divisions.ts'
import type { CommuneRow, ResolvedPlace } from '#shared/geo/types.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import type { Gazetteer } from '#shared/geo/gazetteer.ts'
import { communeDetail, communeLabel, departementDetail, formerDetail, postalDetail } from '#shared/geo/labels.ts'

/** A place as it is offered: how it is told, and where. */
export type Describe = {
  readonly place: (place: PlaceRef) => PlaceSuggestion
  /** A former commune, under its own name, leading to the commune it belongs to. */
  readonly former: (row: CommuneRow, parent: CommuneRow) => PlaceSuggestion
}

export const createDescribe = (gazetteer: Gazetteer, resolve: (place: PlaceRef) => ResolvedPlace): Describe => {
  const detailOf = (place: PlaceRef): string => {
    switch (place.kind) {
      case 'commune': {
        const row = gazetteer.commune(place.code)
        return row === undefined ? '' : communeDetail(row)
      }
      case 'code-postal':
        return postalDetail(gazetteer.postal(place.code))
      case 'departement':
        return departementDetail(place.code)
      case 'region':
        return regionOf(place.code) === undefined ? '' : 'Région'
      case 'point': {
        const row = place.commune === undefined ? null : gazetteer.commune(place.commune)
        return row == null ? 'Point' : communeLabel(row)
      }
    }
  }
  return {
    place: (place) => {
      const { label, lat, lon, approximatif } = resolve(place)
      return { place, label, detail: detailOf(place), approximatif, lat, lon }
    },
    former: (row, parent) => ({
      place: { kind: 'commune', code: parent.code },
      label: communeLabel(row),
      detail: formerDetail(parent),
      approximatif: parent.approximatif,
      lat: parent.lat,
      lon: parent.lon,
    }),
  }
}
