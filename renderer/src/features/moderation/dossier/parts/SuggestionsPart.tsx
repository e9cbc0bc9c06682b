import type { DossierView } from '#shared/moderation/dossier.ts'
import { labelOf } from '#shared/listing/groups.ts'
import { displayName } from '#shared/text/names.ts'
import { dossier, suggestionsPart as t } from '../../../../i18n/moderation-dossier.ts'
import { formatDate } from '../../../../lib/format.ts'
import { listingValue } from '../../../../lib/listing-value.ts'
import { href } from '../../../../lib/route.ts'
import { WordChanges } from '../../../../lib/WordChanges.tsx'
import { Link } from '../../../../ui/Link.tsx'
import type { Sheet } from '../sheet-of.ts'
import { Part } from './Part.tsx'

type Suggestion = DossierView['suggestions'][number]

const One = ({ suggestion: { cible, champ, actuel, valeur, message, auteur, cree_le } }: { readonly suggestion: Suggestion }) => {
  const structure = auteur.structure === null ? null : displayName(auteur.structure)
  const now = champ === null ? '' : listingValue(champ, actuel)
  return (
    <li>
      <p>
        <strong>{champ === null ? t.whole : t.on(labelOf(cible.kind, champ))}</strong>
      </p>
      {champ !== null && valeur !== null && (
        <dl className="dossier-fields">
          <div>
            <dt>{t.now}</dt>
            <dd>{now === '' ? <span className="muted">{t.nothing}</span> : now}</dd>
          </div>
          <div>
            <dt>{t.proposed}</dt>
            <dd>
              <WordChanges from={now} to={listingValue(champ, valeur)} />
            </dd>
          </div>
        </dl>
      )}
      {message !== '' && <blockquote className="dossier-quote">{message}</blockquote>}
      <p className="muted">{t.from(auteur.nom, structure, formatDate(cree_le))}</p>
    </li>
  )
}

/** What counsellors say is wrong, and that the structure has not answered. */
export const SuggestionsPart = ({ view, sheet }: { readonly view: DossierView; readonly sheet: Sheet }) => {
  const open = view.suggestions.filter(({ etat }) => etat === 'ouverte')
  if (open.length === 0) return null
  return (
    <Part
      title={dossier.sections.suggestions}
      pressing
      aside={
        view.droits.modifier &&
        sheet.structure !== null && <Link href={href.offre(sheet.structure.id, 'suggestions')}>{t.answer}</Link>
      }
    >
      <ul className="dossier-rows">
        {open.map((one) => (
          <One key={one.id} suggestion={one} />
        ))}
      </ul>
    </Part>
  )
}
