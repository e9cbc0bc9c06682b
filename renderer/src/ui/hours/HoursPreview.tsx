import { HOURS_MAX_LENGTH, type HoursPlan } from '#shared/listing/hours/plan.ts'
import type { HoursProblem } from '#shared/listing/hours/problems.ts'
import { writeHours } from '#shared/listing/hours/write.ts'
import { hoursText } from '../../i18n/hours.ts'
import { Problem } from './Problem.tsx'
import { sayPlan } from './say.ts'

type Props = { readonly plan: HoursPlan; readonly problems: readonly HoursProblem[] }

/** The hours in sentences, and the text that is kept. */
export const HoursPreview = ({ plan, problems }: Props) => {
  const lines = sayPlan(plan)
  const text = writeHours(plan)
  return (
    <div className="hours-preview">
      <p className="ui-label">{hoursText.apercu}</p>
      {lines.length === 0 && <p className="muted">{hoursText.apercuVide}</p>}
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {text !== '' && (
        <p className="hours-preview-text">
          <span>{hoursText.enregistre}</span>
          <code>{text}</code>
          <span className="tabular">{hoursText.longueur(text.length, HOURS_MAX_LENGTH)}</span>
        </p>
      )}
      {problems.map(({ code }) => (
        <Problem key={code} code={code} />
      ))}
    </div>
  )
}
