import type { Verdict } from '#shared/orientation/checks.ts'
import { eligibilityText as t } from '../i18n/sending.ts'
import type { IconName } from '../ui/Icon.tsx'
import { Tag } from '../ui/Tag.tsx'

/** Words, drawing and colour say the same thing; unknown is never drawn as yes. */
export const VERDICT_LOOKS = {
  eligible: { tag: 'good', mark: 'good', icon: 'check' },
  'a-verifier': { tag: 'warn', mark: 'warn', icon: 'help' },
  non: { tag: 'bad', mark: 'bad', icon: 'close' },
} as const satisfies Readonly<Record<Verdict, { tag: string; mark: string; icon: IconName }>>

export const VerdictTag = ({ verdict }: { readonly verdict: Verdict }) => (
  <Tag tone={VERDICT_LOOKS[verdict].tag} icon={VERDICT_LOOKS[verdict].icon}>
    {t.verdicts[verdict]}
  </Tag>
)
