import type { PlaceRef } from '#shared/search/query.ts'
import { mapText } from '../../i18n/map.ts'
import { useCall } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import type { PickedPoint } from '../../lib/map/pick-point.ts'
import { useSettled } from './use-settled.ts'

/** Three decimals, about a hundred metres: a point put by hand is no address, and the address bar should not pretend it is. */
const coarse = (degrees: number): number => Math.round(degrees * 1000) / 1000

const PAUSE_MS = 120

const communeOf = (place: PlaceRef | undefined): string | undefined =>
  place?.kind === 'commune' ? place.code : place?.kind === 'point' ? place.commune : undefined

/** The point put by hand, named after the nearest commune, as a place to search around. */
export const usePickedPlace = (point: PickedPoint | null): { readonly place: PlaceRef | null; readonly near: string | null } => {
  const lat = point === null ? null : coarse(point.lat)
  const lon = point === null ? null : coarse(point.lon)
  const settled = useSettled(lat === null || lon === null ? null : `${lat},${lon}`, PAUSE_MS)
  const current = lat !== null && lon !== null && settled === `${lat},${lon}`
  const reverse = useCall('geo.reverse', { lat: lat ?? 0, lon: lon ?? 0 }, { enabled: current, keepPrevious: true })
  const commune = communeOf(reverse.data?.place)
  const named = useCall(
    'geo.place',
    { kind: 'commune', code: commune ?? '' },
    { enabled: commune !== undefined, keepPrevious: true },
  )
  if (lat === null || lon === null) return { place: null, near: null }
  // Out of reach of any commune (at sea, abroad) the point is still a point: the search around it is allowed.
  const near = reverse.error === null && commune !== undefined ? (named.data?.label ?? null) : null
  // What is shown may still be about the point of a moment ago; what is searched must not be.
  const known = reverse.isPlaceholderData || !current ? undefined : commune
  const label =
    near === null || known === undefined || named.isPlaceholderData ? mapText.poser.sansCommune : mapText.poser.autour(near)
  return { place: { kind: 'point', lat, lon, label, ...(known !== undefined && { commune: known }) }, near }
}

type Props = { readonly near: string | null; readonly onSearch: () => void; readonly onCancel: () => void }

export const PickPanel = ({ near, onSearch, onCancel }: Props) => (
  <div className="map-pick" role="group" aria-label={mapText.poser.titre}>
    <p className="map-pick-near" aria-live="polite">
      {near === null ? mapText.poser.titre : mapText.poser.pres(near)}
    </p>
    <p className="map-pick-help">{mapText.poser.aide}</p>
    <div className="map-pick-actions">
      <Button variant="primary" size="s" icon="search" onPress={onSearch}>
        {mapText.poser.chercher}
      </Button>
      <Button size="s" onPress={onCancel}>
        {mapText.poser.annuler}
      </Button>
    </div>
  </div>
)
