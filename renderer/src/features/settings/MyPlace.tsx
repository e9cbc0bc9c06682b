import { useState } from 'react'
import type { Settings } from '#shared/contract/app.ts'
import { useCall } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { settingsText as t } from '../../i18n/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'

type Props = { readonly settings: Settings; readonly set: (changes: Partial<Settings>) => void }

/** The desk's own place, chosen among communes; and the last place searched, which can be forgotten. */
export const MyPlace = ({ settings, set }: Props) => {
  const [text, setText] = useState(settings.monLieu?.label ?? '')
  const typed = text.trim()
  const { data } = useCall(
    'geo.suggest',
    { text: typed, limit: 6 },
    { enabled: typed !== '' && typed !== settings.monLieu?.label, keepPrevious: true },
  )
  const items = typed === '' || typed === settings.monLieu?.label ? [] : (data ?? [])
  return (
    <>
      <ComboBox
        label={t.place}
        hideLabel
        icon="pin"
        className="settings-place"
        inputValue={text}
        onInputChange={setText}
        items={items.map(({ label, detail }, index) => ({ id: String(index), label, detail }))}
        onSelect={(id) => {
          const chosen = items[Number(id)]
          if (chosen === undefined) return
          setText(chosen.label)
          set({ monLieu: { place: chosen.place, label: chosen.label } })
          showToast({ message: t.placeSaved(chosen.label) })
        }}
        onFocusChange={(focused) => {
          if (!focused) setText(settings.monLieu?.label ?? '')
        }}
      />
      <div className="settings-actions">
        {settings.monLieu === null ? (
          <p className="ui-description">{t.placeNone}</p>
        ) : (
          <Button
            size="s"
            onPress={() => {
              set({ monLieu: null })
              setText('')
            }}
          >
            {t.placeForget}
          </Button>
        )}
        {settings.dernierLieu !== null && (
          <Button size="s" onPress={() => set({ dernierLieu: null })}>
            {t.placeLastForget(settings.dernierLieu.label)}
          </Button>
        )}
      </div>
    </>
  )
}
