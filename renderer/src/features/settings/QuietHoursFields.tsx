import { useState } from 'react'
import { QuietHours } from '#shared/quiet-hours.ts'
import { settingsText } from '../../i18n/settings.ts'
import { TimeInput } from '../../ui/hours/TimeInput.tsx'
import { Switch } from '../../ui/Switch.tsx'

const t = settingsText.notices
/** What most offices keep; proposed, not imposed. */
const USUAL: QuietHours = { de: '18:30', a: '08:00', weekEnd: true }

type Props = { readonly hours: QuietHours | null; readonly onChange: (hours: QuietHours | null) => void }

const Fields = ({ hours, onChange }: { readonly hours: QuietHours; readonly onChange: (hours: QuietHours) => void }) => {
  const [typed, setTyped] = useState({ de: hours.de, a: hours.a })
  const change = (edge: 'de' | 'a', value: string) => {
    const next = { ...typed, [edge]: value }
    setTyped(next)
    const read = QuietHours.safeParse({ ...hours, ...next })
    // What is no hour stays on the screen, and the former hours hold.
    if (read.success) onChange(read.data)
  }
  const field = (edge: 'de' | 'a', label: string) => (
    <label className="settings-hour">
      <span aria-hidden="true">{label}</span>
      <TimeInput
        label={`${t.quiet}, ${label}`}
        bord={edge}
        value={typed[edge]}
        onChange={(value) => change(edge, value)}
        describedBy={undefined}
        isInvalid={!QuietHours.shape[edge].safeParse(typed[edge]).success}
        isDisabled={false}
        autoFocus={false}
      />
    </label>
  )
  return (
    <div className="settings-actions">
      {field('de', t.quietFrom)}
      {field('a', t.quietTo)}
      <Switch isSelected={hours.weekEnd} onChange={(weekEnd) => onChange({ ...hours, weekEnd })}>
        {t.weekEnd}
      </Switch>
    </div>
  )
}

/** Hours at which the desk says nothing outside its window. */
export const QuietHoursFields = ({ hours, onChange }: Props) => (
  <>
    <Switch isSelected={hours !== null} onChange={(on) => onChange(on ? USUAL : null)} description={t.quietHelp}>
      {t.quiet}
    </Switch>
    {hours !== null && <Fields hours={hours} onChange={onChange} />}
  </>
)
