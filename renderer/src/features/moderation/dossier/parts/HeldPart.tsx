import type { DossierView } from '#shared/moderation/dossier.ts'
import { displayName } from '#shared/text/names.ts'
import { heldActs } from '../../../../i18n/moderation-acts.ts'
import { dossier, heldPart as t } from '../../../../i18n/moderation-dossier.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Tag } from '../../../../ui/Tag.tsx'
import { heldByAuthor } from '../held.ts'
import type { Allowed } from '../use-desk-of.ts'
import { Part } from './Part.tsx'

type Props = {
  readonly view: DossierView
  readonly allowed: Pick<Allowed, 'approve' | 'reject'>
  readonly onApprove: () => void
  readonly onReject: () => void
}

/** Requests that wait for somebody to have looked: who asks, for what, and what looks odd, each author once. Nothing of the persons. */
export const HeldPart = ({ view: { retenues, droits }, allowed, onApprove, onReject }: Props) => {
  if (retenues === null) return null
  return (
    <Part title={dossier.sections.retenues} pressing>
      <ul className="dossier-rows">
        {heldByAuthor(retenues.orientations).map((one) => (
          <li key={one.courriel}>
            <p>{t.by(one.prescripteur, one.courriel)}</p>
            <p className="muted">{t.for(one.services.map(({ nom, demandes }) => t.times(displayName(nom), demandes)))}</p>
            <span className="dossier-tags">
              {one.signaux.map(({ texte, demandes }) => (
                <Tag key={texte} tone="warn" icon="warning">
                  {t.signal(texte, demandes, one.demandes)}
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
