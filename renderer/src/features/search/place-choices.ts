import { useEffect, useState } from 'react'
import type { PlaceSuggestion } from '#shared/contract/geo.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import { t } from '../../i18n/search.ts'
import { useCall } from '../../lib/api.ts'
import { useSettings } from '../../lib/settings.ts'
import type { IconName } from '../../ui/Icon.tsx'

/** What the place box proposes for the text typed: places already used when it is empty, communes and addresses otherwise. */
export type PlaceChoice = {
  readonly id: string
  readonly label: string
  readonly detail: string
  readonly icon: IconName
  /** Null for « Ma position », which must be asked first. */
  readonly place: PlaceRef | null
}

const ADDRESS_PAUSE_MS = 250
/** An address has a number and a word, or several words; a lone word is a commune. */
const looksLikeAddress = (text: string) => text.length >= 5 && /\d+\s*\S*\s+\p{L}{2,}|\p{L}+\s+\p{L}+\s+\p{L}+/u.test(text)

const useLater = (text: string): string => {
  const [later, setLater] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setLater(text), ADDRESS_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return later
}

export const HERE = 'ma-position'

const fromSuggestion = ({ place, label, detail }: PlaceSuggestion, icon: IconName, index: number): PlaceChoice => ({
  id: `${place.kind}-${place.kind === 'point' ? `${place.lat},${place.lon}` : place.code}-${index}`,
  label,
  detail,
  icon,
  place,
})

export const usePlaceChoices = (text: string, active: boolean): readonly PlaceChoice[] => {
  const { settings } = useSettings()
  const typed = text.trim()
  const communes = useCall('geo.suggest', { text: typed, limit: 8 }, { enabled: active && typed !== '', keepPrevious: true })
  const paused = useLater(typed)
  const addresses = useCall(
    'geo.addresses',
    { text: paused },
    { enabled: active && settings?.adressesEnLigne === true && paused === typed && looksLikeAddress(paused) },
  )

  if (typed === '') {
    const places: PlaceChoice[] = [{ id: HERE, label: t.placeHere, detail: t.placeHereDetail, icon: 'target', place: null }]
    if (settings?.monLieu != null)
      places.push({
        id: 'mon-lieu',
        label: settings.monLieu.label,
        detail: t.placeMine,
        icon: 'pin',
        place: settings.monLieu.place,
      })
    if (settings?.dernierLieu != null && settings.dernierLieu.label !== settings.monLieu?.label)
      places.push({
        id: 'dernier-lieu',
        label: settings.dernierLieu.label,
        detail: t.placeLast,
        icon: 'clock',
        place: settings.dernierLieu.place,
      })
    return places
  }
  return [
    ...(communes.data ?? []).map((suggestion, index) => fromSuggestion(suggestion, 'pin', index)),
    ...(addresses.data ?? []).map((suggestion, index) =>
      fromSuggestion(
        { ...suggestion, detail: suggestion.detail === '' ? t.placeAddress : suggestion.detail },
        'building',
        100 + index,
      ),
    ),
  ]
}
