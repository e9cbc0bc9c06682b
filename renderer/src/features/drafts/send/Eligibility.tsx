import type { Checks, Verdict } from '#shared/orientation/checks.ts'
import { eligibilityText as t } from '../../../i18n/sending.ts'
import type { IconName } from '../../../ui/Icon.tsx'
import { StateMark } from '../../../ui/StateMark.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'

/** Words, drawing and colour say the same thing; unknown is never drawn as yes. */
const LOOKS = {
  eligible: { tag: 'good', mark: 'good', icon: 'check' },
  'a-verifier': { tag: 'warn', mark: 'warn', icon: 'help' },
  non: { tag: 'bad', mark: 'bad', icon: 'close' },
} as const satisfies Readonly<Record<Verdict, { tag: string; mark: string; icon: IconName }>>

export const VerdictTag = ({ verdict }: { readonly verdict: Verdict }) => (
  <Tag tone={LOOKS[verdict].tag} icon={LOOKS[verdict].icon}>
    {t.verdicts[verdict]}
  </Tag>
)

/** Condition by condition: what was asked, what is known of it, and why. */
export const EligibilityLines = ({ lignes }: Pick<Checks['eligibilite'], 'lignes'>) => (
  <ul className="eligibility-lines" aria-label={t.detail}>
    {lignes.map(({ quoi, verdict, raison }) => (
      <li key={quoi + raison} data-verdict={verdict}>
        <StateMark tone={LOOKS[verdict].mark} icon={LOOKS[verdict].icon} />
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
