import { useId } from 'react'
import { copyDay, type HoursPlan, withDay } from '#shared/listing/hours/plan.ts'
import { type HoursProblem, problemsOf } from '#shared/listing/hours/problems.ts'
import { hoursText } from '../../i18n/hours.ts'
import { TextField } from '../TextField.tsx'
import { DayRow } from './DayRow.tsx'
import { Exceptions } from './Exceptions.tsx'
import { Holidays } from './Holidays.tsx'
import { HoursPreview } from './HoursPreview.tsx'

type Props = {
  readonly plan: HoursPlan
  readonly onChange: (plan: HoursPlan) => void
  readonly isDisabled: boolean
  readonly withRemark: boolean
}

/** The week, the holidays, the dates, the remark, and what they give. */
export const HoursGrid = ({ plan, onChange, isDisabled, withRemark }: Props) => {
  const id = useId()
  const problems = problemsOf(plan)
  const at = (lieu: HoursProblem['lieu']) => problems.filter((problem) => problem.lieu === lieu)
  return (
    <>
      <div className="hours-part" role="group" aria-labelledby={`${id}-week`} aria-describedby={`${id}-help`}>
        <div>
          <p className="ui-label" id={`${id}-week`}>
            {hoursText.semaine}
          </p>
          <p className="ui-description" id={`${id}-help`}>
            {hoursText.semaineAide}
          </p>
        </div>
        <ul className="hours-week">
          {plan.semaine.map((plages, jour) => (
            <DayRow
              key={hoursText.jours[jour]}
              jour={jour}
              plages={plages}
              problems={at('semaine').filter(({ index }) => index === jour)}
              isDisabled={isDisabled}
              onChange={(next) => onChange(withDay(plan, jour, next))}
              onCopy={(vers) => onChange(copyDay(plan, jour, vers))}
            />
          ))}
        </ul>
      </div>
      <Holidays
        feries={plan.feries}
        problems={at('feries')}
        isDisabled={isDisabled}
        onChange={(feries) => onChange({ ...plan, feries })}
      />
      <Exceptions
        exceptions={plan.exceptions}
        problems={at('exceptions')}
        isDisabled={isDisabled}
        onChange={(exceptions) => onChange({ ...plan, exceptions })}
      />
      {(withRemark || plan.remarque !== '') && (
        <TextField
          label={hoursText.remarque}
          description={hoursText.remarqueAide}
          value={plan.remarque}
          isDisabled={isDisabled}
          onChange={(remarque) => onChange({ ...plan, remarque })}
        />
      )}
      <HoursPreview plan={plan} problems={at('ensemble')} />
    </>
  )
}
