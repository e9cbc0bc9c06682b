import type { Settings } from '#shared/contract/app.ts'
import { keysText as t } from '../../../i18n/keys.ts'
import { useCall } from '../../../lib/api.ts'
import { Switch } from '../../../ui/Switch.tsx'

type Props = { readonly settings: Settings; readonly set: (changes: Partial<Settings>) => void }

/** The search box from any program; the system gives its shortcuts to an installed application alone. */
export const GlobalShortcut = ({ settings, set }: Props) => {
  const installed = useCall('app.info', undefined).data?.host === 'electron'
  return (
    <Switch
      isSelected={installed && settings.raccourciGlobal}
      onChange={(raccourciGlobal) => set({ raccourciGlobal })}
      isDisabled={!installed}
      description={installed ? t.globalHelp : t.globalNot}
    >
      {t.global}
    </Switch>
  )
}
