import { despite } from '../../../i18n/orientation-answers.ts'
import { detail as t } from '../../../i18n/orientations.ts'
import { Fact } from './Fact.tsx'
import { Part } from './Part.tsx'
import type { Told } from '../told.ts'

/** What did not pass before sending, and why it was sent all the same. */
export const ChecksPart = ({ of: { contournements } }: { readonly of: Told }) =>
  contournements.length === 0 ? null : (
    <Part title={t.sections.checks}>
      <dl className="request-list request-list-wide">
        {contournements.map(({ regle, raison }) => (
          <Fact key={regle} name={despite(regle)}>
            <span className="request-text">{raison}</span>
          </Fact>
        ))}
      </dl>
    </Part>
  )
