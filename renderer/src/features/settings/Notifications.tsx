import type { Settings } from '#shared/contract/app.ts'
import { settingsText } from '../../i18n/settings.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { QuietHoursFields } from './QuietHoursFields.tsx'
import { suspendedUntil, untilMonday, untilTomorrow } from './quiet-until.ts'

const t = settingsText.notices
const CHOICES = (['toutes', 'recues', 'aucune'] as const).map((value) => ({ value, ...t.choices[value] }))

type Props = { readonly settings: Settings; readonly set: (changes: Partial<Settings>) => void }

/** Which requests this desk speaks of outside its window, and a rest from them until a morning. */
export const Notifications = ({ settings, set }: Props) => {
  const now = useNow()
  const until = suspendedUntil(settings.notificationsSuspenduesJusquA, now)
  const suspend = (date: Date) => set({ notificationsSuspenduesJusquA: date.toISOString() })
  return (
    <>
      <RadioGroup
        label={t.which}
        choices={CHOICES}
        value={settings.notifications}
        onChange={(notifications) => set({ notifications })}
      />
      {settings.notifications !== 'aucune' && (
        <div className="settings-actions" role="group" aria-label={t.suspend}>
          <p className="settings-suspended" role="status">
            <StateMark tone={until === null ? 'good' : 'neutral'} icon={until === null ? 'check' : 'clock'} />
            {until === null ? t.active : t.suspended(until)}
          </p>
          {until === null ? (
            <>
              <Button size="s" onPress={() => suspend(untilTomorrow(now))}>
                {t.tomorrow}
              </Button>
              <Button size="s" onPress={() => suspend(untilMonday(now))}>
                {t.monday}
              </Button>
            </>
          ) : (
            <Button size="s" onPress={() => set({ notificationsSuspenduesJusquA: null })}>
              {t.resume}
            </Button>
          )}
        </div>
      )}
      {settings.notifications !== 'aucune' && (
        <QuietHoursFields hours={settings.heuresCalmes} onChange={(heuresCalmes) => set({ heuresCalmes })} />
      )}
    </>
  )
}
