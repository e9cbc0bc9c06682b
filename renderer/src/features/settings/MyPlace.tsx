import type { Settings } from '#shared/contract/app.ts'
import { PlaceField } from '../../lib/PlaceField.tsx'
import { showToast } from '../../lib/toasts.ts'
import { settingsText as t } from '../../i18n/settings.ts'
import { Button } from '../../ui/Button.tsx'

type Props = { readonly settings: Settings; readonly set: (changes: Partial<Settings>) => void }

/** The desk's own place, chosen among communes; and the last place searched, which can be forgotten. */
export const MyPlace = ({ settings, set }: Props) => (
  <>
    <PlaceField
      label={t.place}
      hideLabel
      className="settings-place"
      chosen={settings.monLieu?.label ?? ''}
      onChoose={({ place, label }) => {
        set({ monLieu: { place, label } })
        showToast({ message: t.placeSaved(label) })
      }}
    />
    <div className="settings-actions">
      {settings.monLieu === null ? (
        <p className="ui-description">{t.placeNone}</p>
      ) : (
        <Button size="s" onPress={() => set({ monLieu: null })}>
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
