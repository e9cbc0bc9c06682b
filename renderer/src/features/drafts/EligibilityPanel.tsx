import type { Checks, Verdict } from '#shared/orientation/checks.ts'
import { eligibilityText as t } from '../../i18n/sending.ts'
import { VerdictTag } from '../../lib/VerdictTag.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { EligibilityLines } from './send/Eligibility.tsx'
import { startsOpen } from './starts-open.ts'

/** Changes with each tick, and says so. */
export const VerdictLine = ({ verdict }: { readonly verdict: Verdict }) => (
  <p className="eligibility-line" role="status">
    <span>
      {t.titre}
      <VisuallyHidden>{'\u202f: '}</VisuallyHidden>
    </span>
    <VerdictTag verdict={verdict} />
  </p>
)

/** What the boxes ticked and the age make of the person, condition by condition, beside the form. */
export const EligibilityPanel = ({ eligibility: { verdict, lignes } }: { readonly eligibility: Checks['eligibilite'] }) => (
  <section className="draft-panel" aria-label={t.titre}>
    <h2>{t.titre}</h2>
    <p className="muted">{t.aide[verdict]}</p>
    <Disclosure title={t.detail} level={3} defaultExpanded={startsOpen()}>
      <EligibilityLines lignes={lignes} />
    </Disclosure>
  </section>
)
