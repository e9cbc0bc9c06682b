import { useId } from 'react'
import type { Exception } from '#shared/listing/hours/plan.ts'
import type { HoursProblem } from '#shared/listing/hours/problems.ts'
import { hoursText } from '../../i18n/hours.ts'
import { IconButton } from '../IconButton.tsx'
import { type Choice, Select } from '../Select.tsx'
import { TextField } from '../TextField.tsx'
import { Problem } from './Problem.tsx'
import { Ranges } from './Ranges.tsx'
import { useQuiet } from './use-quiet.ts'

type Props = {
  /** 1 for the first. */
  readonly rank: number
  readonly exception: Exception
  readonly problems: readonly HoursProblem[]
  readonly isDisabled: boolean
  readonly autoFocus: boolean
  readonly onChange: (exception: Exception) => void
  readonly onRemove: () => void
}

const CHOICES: readonly Choice<'ferme' | 'particuliers'>[] = [
  { value: 'ferme', label: hoursText.ferme },
  { value: 'particuliers', label: hoursText.horairesParticuliers },
]

/** Some days that are not like the others. */
export const ExceptionRow = ({ rank, exception, problems, isDisabled, autoFocus, onChange, onRemove }: Props) => {
  const id = useId()
  const { quiet, hush, leaving } = useQuiet(hoursText.exception(rank), problems, autoFocus)
  const { du, au, horaires, note } = exception
  const own = quiet ? [] : problems.filter(({ plage }) => plage === undefined)
  const date = {
    type: 'date',
    isDisabled,
    isInvalid: own.some(({ code }) => code !== 'sans-plage'),
    ...(own.length > 0 && { 'aria-describedby': id }),
  }
  const put = (next: Partial<Exception>) => {
    hush()
    onChange({ ...exception, ...next })
  }
  return (
    <li className="hours-exception" aria-label={hoursText.exception(rank)} {...leaving}>
      <div className="hours-exception-fields">
        <TextField
          {...date}
          label={hoursText.du}
          value={du}
          autoFocus={autoFocus}
          // A single day until the last one is given.
          onChange={(next) => put({ du: next, au: au === '' || au === du ? next : au })}
        />
        <TextField {...date} label={hoursText.au} value={au} onChange={(next) => put({ au: next })} />
        <Select
          label={hoursText.accueil}
          className="hours-select"
          choices={CHOICES}
          value={horaires === 'ferme' ? 'ferme' : 'particuliers'}
          isDisabled={isDisabled}
          onChange={(value) => put({ horaires: value === 'ferme' ? 'ferme' : [{ de: '', a: '' }] })}
        />
        <TextField
          label={hoursText.motif}
          className="hours-exception-note"
          value={note}
          isDisabled={isDisabled}
          onChange={(next) => put({ note: next })}
        />
      </div>
      <IconButton label={hoursText.exceptionRetirer(rank)} icon="trash" isDisabled={isDisabled} onPress={onRemove} />
      {horaires !== 'ferme' && (
        <Ranges
          name={hoursText.exception(rank)}
          plages={horaires}
          onChange={(plages) => put({ horaires: plages })}
          problems={problems}
          isDisabled={isDisabled}
          quiet={quiet}
          hush={hush}
        />
      )}
      {own.length > 0 && (
        <div id={id}>
          {own.map(({ code }) => (
            <Problem key={code} code={code} />
          ))}
        </div>
      )}
    </li>
  )
}
