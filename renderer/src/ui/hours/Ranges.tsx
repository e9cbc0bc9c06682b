import { useId, useState } from 'react'
import type { Plage } from '#shared/listing/hours/plan.ts'
import type { HoursProblem } from '#shared/listing/hours/problems.ts'
import { isNight } from '#shared/listing/hours/times.ts'
import { hoursText } from '../../i18n/hours.ts'
import { useFocusAfterRemoval } from '../../lib/use-focus-after-removal.ts'
import { IconButton } from '../IconButton.tsx'
import { Problem } from './Problem.tsx'
import { TimeInput } from './TimeInput.tsx'

type Props = {
  /** « Lundi », « Période 2 »: what screen readers hear before each time. */
  readonly name: string
  readonly plages: readonly Plage[]
  readonly onChange: (plages: readonly Plage[]) => void
  /** Those of these ranges. */
  readonly problems: readonly HoursProblem[]
  readonly isDisabled: boolean
  /** See use-quiet.ts. */
  readonly quiet: boolean
  readonly hush: () => void
  /** Where the focus goes when none is left (a selector); the button that adds one by default. */
  readonly fallback?: string
}

/** Several ranges of one day. */
export const Ranges = ({ name, plages, onChange, problems, isDisabled, quiet, hush, fallback }: Props) => {
  const id = useId()
  const [added, setAdded] = useState(-1)
  const list = useFocusAfterRemoval(plages.length, fallback ?? `[id="${id}-plus"]`)
  const put = (next: readonly Plage[]) => {
    hush()
    onChange(next)
  }
  const set = (at: number, plage: Plage) => put(plages.map((had, i) => (i === at ? plage : had)))
  const shown = quiet ? [] : problems.filter(({ plage }) => plage !== undefined)
  return (
    <div className="hours-ranges">
      <div className="hours-ranges-line">
        <ul {...list} className="hours-ranges-list">
          {plages.map((plage, i) => {
            const problem = shown.find((each) => each.plage === i)
            const common = {
              describedBy: problem === undefined ? undefined : `${id}-${i}`,
              isInvalid: problem !== undefined,
              isDisabled,
            }
            return (
              // Ranges have no identity but their place.
              <li key={i} className="hours-range">
                <TimeInput
                  {...common}
                  bord="de"
                  label={hoursText.debut(name, i + 1)}
                  value={plage.de}
                  autoFocus={i === added}
                  onChange={(de) => set(i, { ...plage, de })}
                />
                <span aria-hidden="true">{hoursText.a}</span>
                <TimeInput
                  {...common}
                  bord="a"
                  label={hoursText.fin(name, i + 1)}
                  value={plage.a}
                  autoFocus={false}
                  onChange={(a) => set(i, { ...plage, a })}
                />
                {isNight(plage) && <span className="hours-night">{hoursText.lendemain}</span>}
                <IconButton
                  label={hoursText.retirerPlage(name, i + 1)}
                  icon="close"
                  size="s"
                  isDisabled={isDisabled}
                  onPress={() => {
                    setAdded(-1)
                    onChange(plages.filter((_, at) => at !== i))
                  }}
                />
              </li>
            )
          })}
        </ul>
        <IconButton
          id={`${id}-plus`}
          label={hoursText.ajouterPlageA(name)}
          icon="plus"
          size="s"
          isDisabled={isDisabled}
          onPress={() => {
            setAdded(plages.length)
            put([...plages, { de: '', a: '' }])
          }}
        />
      </div>
      {shown.map(({ code, plage }) => (
        <Problem key={plage} id={`${id}-${plage}`} code={code} rank={plages.length > 1 ? (plage ?? 0) + 1 : null} />
      ))}
    </div>
  )
}
