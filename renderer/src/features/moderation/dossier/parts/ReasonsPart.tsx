import type { DossierView } from '#shared/moderation/dossier.ts'
import { address } from '../../../../i18n/moderation-acts.ts'
import { dossier, reasons as t } from '../../../../i18n/moderation-dossier.ts'
import { formatDate } from '../../../../lib/format.ts'
import { Button } from '../../../../ui/Button.tsx'
import { StateMark } from '../../../../ui/StateMark.tsx'
import { LOOKS, reasonWords } from '../../queue/looks.ts'
import { Part } from './Part.tsx'
import { Since } from './Since.tsx'

type Props = { readonly view: DossierView; readonly onAddressSeen: (courriel: string) => void }

/** Why the sheet is in the queue, and the addresses whose letters came back. */
export const ReasonsPart = ({ view, onAddressSeen }: Props) => {
  const { item, dossier: kept, droits } = view
  const reasons = item?.raisons ?? []
  if (reasons.length === 0 && kept.adresses.length === 0) return null
  return (
    <Part title={dossier.sections.raisons} pressing>
      <ul className="dossier-reasons">
        {reasons.map((reason) => (
          <li key={reason.motif} className="dossier-reason">
            <StateMark {...LOOKS[reason.motif]} />
            <span>
              <strong>{reasonWords(reason)}</strong> <Since at={reason.depuis} />
            </span>
          </li>
        ))}
        {kept.adresses.map(({ courriel, le }) => (
          <li key={courriel} className="dossier-reason">
            <StateMark {...LOOKS['adresse-refusee']} />
            <span>{t.bounced(courriel, formatDate(le))}</span>
            {droits.moderer && (
              <Button size="s" aria-label={address.actOf(courriel)} onPress={() => onAddressSeen(courriel)}>
                {address.act}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}
