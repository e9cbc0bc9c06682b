import type { Checks } from '#shared/orientation/checks.ts'
import { checksText } from '../../../i18n/sending.ts'
import { VerdictTag } from '../../../lib/VerdictTag.tsx'
import { CheckRow } from './CheckRow.tsx'
import { EligibilityLines } from './Eligibility.tsx'
import type { Reasons } from './overrides.ts'

type Props = {
  readonly checks: Checks
  readonly reasons: Reasons
  readonly tried: boolean
  readonly onReasons: (reasons: Reasons) => void
}

/** Everything that was looked at; eligibility line by line. */
export const ChecksSection = ({ checks: { checks, eligibilite }, tried, reasons, onReasons }: Props) => (
  <section aria-labelledby="send-checks">
    <h3 id="send-checks">{checksText.titre}</h3>
    <ul className="send-checks">
      {checks.map((check) => (
        <CheckRow
          key={check.regle}
          check={check}
          reasons={reasons}
          tried={tried}
          onReason={(text) => onReasons({ ...reasons, [check.regle]: text })}
        >
          {check.regle === 'eligibilite' && (
            <>
              <p>
                <VerdictTag verdict={eligibilite.verdict} />
              </p>
              <EligibilityLines lignes={eligibilite.lignes} />
            </>
          )}
        </CheckRow>
      ))}
    </ul>
  </section>
)
