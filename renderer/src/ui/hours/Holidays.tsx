import type { HoursPlan } from '#shared/listing/hours/plan.ts'
import type { HoursProblem } from '#shared/listing/hours/problems.ts'
import { hoursText } from '../../i18n/hours.ts'
import { type Choice, Select } from '../Select.tsx'
import { Problem } from './Problem.tsx'
import { Ranges } from './Ranges.tsx'
import { useQuiet } from './use-quiet.ts'

type Feries = HoursPlan['feries']
type Props = {
  readonly feries: Feries
  readonly problems: readonly HoursProblem[]
  readonly isDisabled: boolean
  readonly onChange: (feries: Feries) => void
}

const CHOICES: readonly Choice<'non-dit' | 'ferme' | 'particuliers'>[] = [
  { value: 'non-dit', label: hoursText.feriesNonDit },
  { value: 'ferme', label: hoursText.feriesFerme },
  { value: 'particuliers', label: hoursText.horairesParticuliers },
]

/** Public holidays. */
export const Holidays = ({ feries, problems, isDisabled, onChange }: Props) => {
  const { quiet, hush, leaving } = useQuiet(hoursText.feries, problems)
  const own = quiet ? [] : problems.filter(({ plage }) => plage === undefined)
  return (
    <div className="hours-part" {...leaving}>
      <Select
        label={hoursText.feries}
        className="hours-select"
        choices={CHOICES}
        value={typeof feries === 'string' ? feries : 'particuliers'}
        isDisabled={isDisabled}
        onChange={(value) => {
          hush()
          onChange(value === 'particuliers' ? [{ de: '', a: '' }] : value)
        }}
      />
      {typeof feries !== 'string' && (
        <Ranges
          name={hoursText.feries}
          plages={feries}
          onChange={onChange}
          problems={problems}
          isDisabled={isDisabled}
          quiet={quiet}
          hush={hush}
        />
      )}
      {own.map(({ code }) => (
        <Problem key={code} code={code} />
      ))}
    </div>
  )
}
