import { useId, useRef } from 'react'
import type { Plage } from '#shared/listing/hours/plan.ts'
import type { HoursProblem } from '#shared/listing/hours/problems.ts'
import { hoursText } from '../../i18n/hours.ts'
import { Switch } from '../Switch.tsx'
import { VisuallyHidden } from '../VisuallyHidden.tsx'
import { CopyDay } from './CopyDay.tsx'
import { Ranges } from './Ranges.tsx'
import { useQuiet } from './use-quiet.ts'

type Props = {
  /** 0 for Monday. */
  readonly jour: number
  readonly plages: readonly Plage[]
  readonly problems: readonly HoursProblem[]
  readonly isDisabled: boolean
  readonly onChange: (plages: readonly Plage[]) => void
  readonly onCopy: (vers: readonly number[]) => void
}

/** A day of the usual week. */
export const DayRow = ({ jour, plages, problems, isDisabled, onChange, onCopy }: Props) => {
  const id = useId()
  // Closed by mistake, a day opens again as it was.
  const last = useRef<readonly Plage[]>([])
  const open = plages.length > 0
  const { quiet, hush, leaving } = useQuiet(hoursText.Jour(jour), problems)
  const toggle = (on: boolean) => {
    if (!on) last.current = plages
    hush()
    onChange(on ? (last.current.length > 0 ? last.current : [{ de: '', a: '' }]) : [])
  }
  return (
    <li className="hours-day" id={id} {...leaving}>
      <span className="hours-day-name">{hoursText.Jour(jour)}</span>
      <Switch isSelected={open} onChange={toggle} isDisabled={isDisabled}>
        <span>
          {open ? hoursText.ouvert : hoursText.ferme}
          <VisuallyHidden>{hoursText.ouvertLe(jour)}</VisuallyHidden>
        </span>
      </Switch>
      {open && (
        <Ranges
          name={hoursText.Jour(jour)}
          plages={plages}
          onChange={onChange}
          problems={problems}
          isDisabled={isDisabled}
          quiet={quiet}
          hush={hush}
          fallback={`[id="${id}"] input`}
        />
      )}
      {open && <CopyDay jour={jour} isDisabled={isDisabled} onCopy={onCopy} />}
    </li>
  )
}
