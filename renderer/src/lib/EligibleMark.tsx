import type { Eligible } from '#shared/contract/personnes.ts'
import { VERDICT_LABELS } from '#shared/orientation/eligibility.ts'
import { folders } from '../i18n/people-folders.ts'
import { Icon } from '../ui/Icon.tsx'
import { VERDICT_LOOKS } from './VerdictTag.tsx'
import './EligibleMark.css'

const t = folders.eligible

/** What a service is for the person in front, on one line: in words, in drawing and in colour; and why, unless it is a plain yes. */
export const EligibleMark = ({ eligible: { verdict, raison } }: { readonly eligible: Eligible }) => {
  // « Public : jeunes — non, parce que… »: the word is said once, first.
  const withoutVerdict = raison.replace(` — ${VERDICT_LABELS[verdict]}, `, ' — ')
  return (
    <p className="eligible-mark" data-verdict={verdict}>
      <Icon name={VERDICT_LOOKS[verdict].icon} size={14} />
      <span>
        <strong>{t.row[verdict]}</strong>
        {verdict !== 'eligible' && raison !== '' && <span className="eligible-why">{`\u202f: ${withoutVerdict}`}</span>}
      </span>
    </p>
  )
}
