import type { DossierView } from '#shared/moderation/dossier.ts'
import { displayName } from '#shared/text/names.ts'
import { heldActs } from '../../../../i18n/moderation-acts.ts'
import { dossier, heldPart as t } from '../../../../i18n/moderation-dossier.ts'
import { formatDate } from '../../../../lib/format.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Tag } from '../../../../ui/Tag.tsx'
import type { Allowed } from '../use-desk-of.ts'
import { Part } from './Part.tsx'

type Props = {
  readonly view: DossierView
  readonly allowed: Pick<Allowed, 'approve' | 'reject'>
  readonly onApprove: () => void
  readonly onReject: () => void
}

/** Requests that wait for somebody to have looked: who asks, for what, and what looks odd. Nothing of the persons. */
export const HeldPart = ({ view: { retenues, droits }, allowed, onApprove, onReject }: Props) => {
  if (retenues === null) return null
  const { orientations, depuis } = retenues
  return (
    <Part title={dossier.sections.retenues} pressing>
      <p>{t.since(orientations.length, formatDate(depuis))}</p>
      <ul className="dossier-rows">
        {orientations.map((one) => (
          <li key={one.id}>
            <p>
              {t.by(one.prescripteur, one.courriel)} <span className="muted">{t.for(displayName(one.service))}</span>
            </p>
            <span className="dossier-tags">
              {one.signaux.map((signal) => (
                <Tag key={signal} tone="warn" icon="warning">
                  {signal}
                </Tag>
              ))}
              {one.signaux.length === 0 && <Tag icon="check">{t.noSignal}</Tag>}
            </span>
          </li>
        ))}
      </ul>
      <div className="ui-form-actions">
        {allowed.approve && (
          <Button size="s" variant="primary" icon="check" onPress={onApprove}>
            {heldActs.approve}
          </Button>
        )}
        {allowed.reject && (
          <Button size="s" variant="danger" icon="close" onPress={onReject}>
            {heldActs.reject}
          </Button>
        )}
        {!droits.rejeter && <span className="ui-description">{t.notYours}</span>}
      </div>
    </Part>
  )
}
