import type { DossierView } from '#shared/moderation/dossier.ts'
import { dossier, numbersPart as t } from '../../../../i18n/moderation-dossier.ts'
import { Part } from './Part.tsx'

/** How much the sheet serves; what it has not served for is not told one by one. */
export const NumbersPart = ({ view: { demandes, vues, cible } }: { readonly view: DossierView }) => {
  const used = [
    ...(vues > 0 ? [t.views(vues)] : []),
    ...(cible.kind === 'structure' && demandes.envoyees > 0 ? [t.sent(demandes.envoyees)] : []),
    ...(demandes.recues > 0
      ? [[t.received(demandes.recues), ...(demandes.sans_reponse > 0 ? [t.unanswered(demandes.sans_reponse)] : [])].join(', ')]
      : []),
  ]
  return (
    <Part title={dossier.sections.chiffres}>
      {used.length === 0 ? (
        <p className="muted">{t.none}</p>
      ) : (
        <ul className="dossier-bullets tabular">
          {used.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </Part>
  )
}
