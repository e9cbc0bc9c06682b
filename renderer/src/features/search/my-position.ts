import type { PlaceRef } from '#shared/search/query.ts'
import { t } from '../../i18n/search.ts'
import { client } from '../../lib/api.ts'

const WAIT_MS = 8000

const locate = () =>
  new Promise<GeolocationPosition>((resolve, reject) => {
    if (!('geolocation' in navigator)) {
      reject(new Error(t.placeHereFailed))
      return
    }
    navigator.geolocation.getCurrentPosition(resolve, () => reject(new Error(t.placeHereFailed)), {
      timeout: WAIT_MS,
      maximumAge: 60_000,
    })
  })

/** Where this computer says it is, named by the nearest commune. Fails with a sentence ready to show. */
export const askMyPosition = async (): Promise<{ readonly place: PlaceRef; readonly label: string }> => {
  const { coords } = await locate()
  const near = await client.call('geo.reverse', { lat: coords.latitude, lon: coords.longitude })
  return {
    place: {
      kind: 'point',
      lat: coords.latitude,
      lon: coords.longitude,
      label: t.placeHere,
      ...(near.place.kind === 'commune' && { commune: near.place.code }),
    },
    label: `${t.placeHere} (${near.label})`,
  }
}
