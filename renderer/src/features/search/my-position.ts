import type { PlaceRef } from '#shared/search/query.ts'
import { t } from '../../i18n/search.ts'
import { communeNear } from './near.ts'

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
  const { latitude: lat, longitude: lon } = coords
  const { commune, label } = await communeNear(lat, lon)
  return {
    place: { kind: 'point', lat, lon, label: t.placeHere, ...(commune !== null && { commune }) },
    label: t.nearBy(t.placeHere, label),
  }
}
