import type { OrientationView } from '#shared/contract/orientation.ts'
import { RELANCE_JOURS } from '#shared/orientation/clocks.ts'
import { nudge as t } from '../../i18n/orientation-answers.ts'
import { formatDate } from '../../lib/format.ts'

/** Why the structure is not to be reminded yet, and from when it may be; null when it may. */
export const nudgeNotYet = ({ relance_des }: Pick<OrientationView, 'relance_des'>, now: Date): string | null =>
  relance_des !== null && Date.parse(relance_des) > now.getTime() ? t.notYet(formatDate(relance_des), RELANCE_JOURS) : null
