import { useEffect, useRef, useState } from 'react'
import type { PlaceRef } from '#shared/search/query.ts'
import { t } from '../../i18n/search.ts'
import { client } from '../../lib/api.ts'
import { useSettings } from '../../lib/settings.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { showToast } from '../../lib/toasts.ts'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { askMyPosition } from './my-position.ts'
import { communeNear } from './near.ts'
import { usePlaceChoices, type PlaceChoice } from './place-choices.ts'
import { setPlace, setPlaceLabel, useSearchStore } from './store.ts'

const nameOf = async (place: PlaceRef): Promise<string> =>
  place.kind === 'point'
    ? t.nearBy(t.pointOnMap, (await communeNear(place.lat, place.lon)).label)
    : (await client.call('geo.place', place)).label

/** A place that came by the address has no label: ask for it. One that nobody knows keeps its code, so that it can be seen and put right. */
const useMissingLabel = (place: PlaceRef | null, label: string) => {
  useEffect(() => {
    if (place === null || label !== '') return
    let wanted = true
    const show = (name: string) => {
      if (wanted) setPlaceLabel(name)
    }
    nameOf(place).then(show, () => show(place.kind === 'point' ? t.pointOnMap : place.code))
    return () => {
      wanted = false
    }
  }, [place, label])
}

/** The one box for the place. Enter takes the first proposal when none is highlighted; emptied, there is no place any more. */
export const PlaceBox = () => {
  const place = useSearchStore((state) => state.query.place)
  const label = useSearchStore((state) => state.placeLabel)
  const [text, setText] = useState(label)
  const [focused, setFocused] = useState(false)
  const { set } = useSettings()
  const input = useRef<HTMLInputElement>(null)

  useMissingLabel(place, label)
  useEffect(() => setText(label), [label, place])
  useShortcut('l', () => {
    input.current?.focus()
    input.current?.select()
  })

  const untouched = text === label
  const choices = usePlaceChoices(untouched ? '' : text, focused)

  const take = (chosen: PlaceRef, chosenLabel: string) => {
    setPlace(chosen, chosenLabel)
    setText(chosenLabel)
    // « Ma position » is not kept: it is where someone was, not a place of work.
    if (chosen.kind !== 'point') set({ dernierLieu: { place: chosen, label: chosenLabel } })
  }
  const choose = (choice: PlaceChoice) => {
    if (choice.place !== null) {
      take(choice.place, choice.label)
      return
    }
    setText(label)
    askMyPosition().then(
      (found) => take(found.place, found.label),
      (error: Error) => showToast({ tone: 'erreur', message: error.message }),
    )
  }
  const clear = () => {
    setPlace(null, '')
    setText('')
    input.current?.focus()
  }
  /** The list on screen may be a keystroke late: ask again for exactly what is typed. */
  const takeFirst = async () => {
    const [first] = await client.call('geo.suggest', { text: text.trim(), limit: 1 })
    if (first !== undefined) take(first.place, first.label)
  }

  return (
    <div
      className="search-place"
      onKeyDownCapture={(event) => {
        const highlighted = input.current?.getAttribute('aria-activedescendant')
        if (event.key !== 'Enter' || highlighted || untouched || text.trim() === '') return
        takeFirst().catch((error: Error) => showToast({ tone: 'erreur', message: error.message }))
      }}
    >
      <ComboBox
        label={t.place}
        hideLabel
        icon="pin"
        placeholder={t.placePlaceholder}
        inputValue={text}
        inputRef={input}
        onInputChange={(next) => {
          setText(next)
          if (next === '' && place !== null) setPlace(null, '')
        }}
        items={choices.map(({ id, label: name, detail, icon }) => ({ id, label: name, detail, icon }))}
        onSelect={(id) => {
          const choice = choices.find((one) => one.id === id)
          if (choice !== undefined) choose(choice)
        }}
        onClear={clear}
        {...(!untouched && text.trim() !== '' && { emptyText: t.placeNothing })}
        onFocusChange={(now) => {
          setFocused(now)
          if (!now) setText(useSearchStore.getState().placeLabel)
        }}
      />
    </div>
  )
}
