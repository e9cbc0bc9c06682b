import type { HoursProblemCode } from '#shared/listing/hours/problems.ts'
import { hoursText } from '../../i18n/hours.ts'
import { Icon } from '../Icon.tsx'
import '../Field.css'

type Props = {
  readonly code: HoursProblemCode
  /** Ties the message to its fields (`aria-describedby`). */
  readonly id?: string
  /** Which range, where there are several. */
  readonly rank?: number | null
}

/** What is wrong, beside what is wrong. */
export const Problem = ({ code, id, rank = null }: Props) => (
  <p className="ui-error" {...(id !== undefined && { id })}>
    <Icon name="error" size={16} />
    <span>
      {rank !== null && `${hoursText.plage(rank)} `}
      {hoursText.probleme(code)}
    </span>
  </p>
)
