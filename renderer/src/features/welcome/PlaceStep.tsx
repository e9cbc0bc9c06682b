import type { Settings } from '#shared/contract/app.ts'
import { welcomeText as t } from '../../i18n/welcome.ts'
import { PlaceField } from '../../lib/PlaceField.tsx'
import { useSettings } from '../../lib/settings.ts'

/** Where one works: kept as « mon lieu » of the settings. */
export const PlaceStep = ({ settings }: { readonly settings: Settings }) => {
  const { set } = useSettings()
  return (
    <PlaceField
      label={t.placeField}
      className="welcome-field"
      chosen={settings.monLieu?.label ?? ''}
      onChoose={({ place, label }) => set({ monLieu: { place, label } })}
    />
  )
}
