import { useEffect, useState } from 'react'
import type { PlaceSuggestion } from '#shared/contract/geo.ts'
import { people } from '../i18n/people.ts'
import { ComboBox } from '../ui/ComboBox.tsx'
import { useCall } from './api.ts'

type Props = {
  readonly label: string
  readonly hideLabel?: boolean
  readonly description?: string
  /** Name of the place chosen; empty for none. What is typed without choosing gives way to it. */
  readonly chosen: string
  readonly onChoose: (place: PlaceSuggestion) => void
  /** Emptied by hand. */
  readonly onClear?: () => void
  readonly communesOnly?: boolean
  readonly errorMessage?: string | undefined
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly className?: string
}

const SHOWN = 6

/** A place chosen among those known on this machine, found as it is typed. */
export const PlaceField = ({ chosen, onChoose, onClear, communesOnly = false, ...rest }: Props) => {
  const [text, setText] = useState(chosen)
  useEffect(() => setText(chosen), [chosen])
  const typed = text.trim()
  const asked = typed !== '' && typed !== chosen
  const { data } = useCall(
    'geo.suggest',
    { text: typed, limit: communesOnly ? 12 : SHOWN },
    { enabled: asked, keepPrevious: true },
  )
  const found = asked ? (data ?? []).filter(({ place }) => !communesOnly || place.kind === 'commune').slice(0, SHOWN) : []
  return (
    <ComboBox
      {...rest}
      icon="pin"
      inputValue={text}
      onInputChange={(next) => {
        setText(next)
        if (next === '' && chosen !== '') onClear?.()
      }}
      items={found.map(({ label, detail }, index) => ({ id: String(index), label, detail }))}
      {...(asked && data !== undefined && { emptyText: people.communeNone })}
      onSelect={(id) => {
        const place = found[Number(id)]
        if (place === undefined) return
        setText(place.label)
        onChoose(place)
      }}
      onFocusChange={(focused) => {
        if (!focused) setText(chosen)
      }}
    />
  )
}
