import type { DossierView } from '#shared/moderation/dossier.ts'
import { dossier, numbersPart as t } from '../../../../i18n/moderation-dossier.ts'
import { Part } from './Part.tsx'

/** How much the sheet serves. */
export const NumbersPart = ({ view: { demandes, vues, cible } }: { readonly view: DossierView }) => (
  <Part title={dossier.sections.chiffres}>
    <ul className="dossier-bullets tabular">
      <li>{t.views(vues)}</li>
      {cible.kind === 'structure' && <li>{t.sent(demandes.envoyees)}</li>}
      <li>
        {t.received(demandes.recues)}
        {demandes.sans_reponse > 0 && `, ${t.unanswered(demandes.sans_reponse)}`}
      </li>
    </ul>
  </Part>
)
