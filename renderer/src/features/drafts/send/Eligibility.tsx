import type { Checks } from '#shared/orientation/checks.ts'
import { eligibilityText as t } from '../../../i18n/sending.ts'
import { VERDICT_LOOKS } from '../../../lib/VerdictTag.tsx'
import { StateMark } from '../../../ui/StateMark.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'

/** Condition by condition: what was asked, what is known of it, and why. */
export const EligibilityLines = ({ lignes }: Pick<Checks['eligibilite'], 'lignes'>) => (
  <ul className="eligibility-lines" aria-label={t.detail}>
    {lignes.map(({ quoi, verdict, raison }) => (
      <li key={quoi + raison} data-verdict={verdict}>
        <StateMark tone={VERDICT_LOOKS[verdict].mark} icon={VERDICT_LOOKS[verdict].icon} />
        <span>
          <strong>{quoi}</strong>
          <VisuallyHidden>{'\u202f: '}</VisuallyHidden>
          <span className="eligibility-why">
            {t.lignes[verdict]}, {raison}
          </span>
        </span>
      </li>
    ))}
  </ul>
)
