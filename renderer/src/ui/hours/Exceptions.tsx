import { useId, useState } from 'react'
import type { Exception } from '#shared/listing/hours/plan.ts'
import type { HoursProblem } from '#shared/listing/hours/problems.ts'
import { hoursText } from '../../i18n/hours.ts'
import { useFocusAfterRemoval } from '../../lib/use-focus-after-removal.ts'
import { Button } from '../Button.tsx'
import { ExceptionRow } from './ExceptionRow.tsx'

type Props = {
  readonly exceptions: readonly Exception[]
  readonly problems: readonly HoursProblem[]
  readonly isDisabled: boolean
  readonly onChange: (exceptions: readonly Exception[]) => void
}

/** Dated closings and special hours. */
export const Exceptions = ({ exceptions, problems, isDisabled, onChange }: Props) => {
  const id = useId()
  const [added, setAdded] = useState(-1)
  const list = useFocusAfterRemoval(exceptions.length, `[id="${id}-plus"]`)
  return (
    <div className="hours-part" role="group" aria-labelledby={`${id}-title`} aria-describedby={`${id}-help`}>
      <div>
        <p className="ui-label" id={`${id}-title`}>
          {hoursText.exceptions}
        </p>
        <p className="ui-description" id={`${id}-help`}>
          {hoursText.exceptionsAide}
        </p>
      </div>
      <ul {...list} className="hours-exceptions">
        {exceptions.map((exception, i) => (
          <ExceptionRow
            // Periods have no identity but their place.
            key={i}
            rank={i + 1}
            exception={exception}
            problems={problems.filter(({ index }) => index === i)}
            isDisabled={isDisabled}
            autoFocus={i === added}
            onChange={(next) => onChange(exceptions.map((had, at) => (at === i ? next : had)))}
            onRemove={() => {
              setAdded(-1)
              onChange(exceptions.filter((_, at) => at !== i))
            }}
          />
        ))}
      </ul>
      <Button
        id={`${id}-plus`}
        size="s"
        icon="plus"
        isDisabled={isDisabled}
        onPress={() => {
          setAdded(exceptions.length)
          onChange([...exceptions, { du: '', au: '', horaires: 'ferme', note: '' }])
        }}
      >
        {hoursText.exceptionAjouter}
      </Button>
    </div>
  )
}
