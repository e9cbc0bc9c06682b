import { useMemo, useState } from 'react'
import type { Decision, DossierView } from '#shared/moderation/dossier.ts'
import { labelOf } from '#shared/listing/groups.ts'
import type { HistoryEntry } from '#shared/listing/wire.ts'
import { editorText } from '../../../../i18n/listing-editor.ts'
import { noStatut, statut as statutLabel } from '../../../../i18n/moderation-acts.ts'
import { dossier, journalPart as t } from '../../../../i18n/moderation-dossier.ts'
import { formatDateTime } from '../../../../lib/format.ts'
import { Button } from '../../../../ui/Button.tsx'
import { timelineOf, writtenOf } from '../timeline.ts'
import { Part } from './Part.tsx'

const history = editorText.historique
const nameOf = (status: Decision['apres']): string => (status === null ? noStatut : statutLabel[status])

const Decided = ({ decision }: { readonly decision: Decision }) => {
  const written = writtenOf(decision)
  return (
    <>
      <p>
        <strong>{t.geste[decision.geste]}</strong>
        {decision.apres !== null &&
          decision.apres !== decision.avant &&
          ` · ${t.from(nameOf(decision.avant), nameOf(decision.apres))}`}
        {` · ${decision.nom}`}
      </p>
      {written !== '' && <blockquote className="dossier-quote">{written}</blockquote>}
    </>
  )
}

const Changed = ({ change, kind }: { readonly change: HistoryEntry; readonly kind: 'structure' | 'service' }) => (
  <>
    <p>
      {history.acte[change.acte]}
      {` · ${change.par ?? (change.moyen === 'serveur' ? history.serveur : history.quelquun)}, ${history.moyen[change.moyen]}`}
    </p>
    {change.champs.length > 0 && (
      <p className="muted">{t.fields(change.champs.map(({ champ }) => labelOf(kind, champ)).join(', '))}</p>
    )}
  </>
)

/** Entries shown before one asks for all of them. */
const FIRST = 12

/** Notes, decisions and changes of the sheet: one story, the latest first. */
export const JournalPart = ({ view }: { readonly view: DossierView }) => {
  const [whole, setWhole] = useState(false)
  const { dossier: kept, historique, cible } = view
  const entries = useMemo(() => timelineOf(kept.decisions, historique), [kept.decisions, historique])
  const shown = whole ? entries : entries.slice(0, FIRST)
  return (
    <Part title={dossier.sections.journal}>
      {entries.length === 0 ? (
        <p className="muted">{t.empty}</p>
      ) : (
        <ol className="dossier-journal">
          {shown.map((entry) => (
            <li key={entry.id} className={entry.kind === 'decision' ? 'dossier-journal-decision' : undefined}>
              <time dateTime={entry.le} className="muted tabular">
                {formatDateTime(entry.le)}
              </time>
              {entry.kind === 'decision' ? (
                <Decided decision={entry.decision} />
              ) : (
                <Changed change={entry.change} kind={cible.kind} />
              )}
            </li>
          ))}
        </ol>
      )}
      {entries.length > shown.length && (
        <Button size="s" onPress={() => setWhole(true)}>
          {t.more(entries.length - shown.length)}
        </Button>
      )}
    </Part>
  )
}
