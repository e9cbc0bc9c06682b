import { useState } from 'react'
import type { Edit } from '#shared/contract/listing.ts'
import type { DoraError } from '#shared/errors.ts'
import { editableFields, labelOf } from '#shared/listing/groups.ts'
import type { HistoryEntry } from '#shared/listing/wire.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { announce } from '../../../lib/announce.ts'
import { client, useCall } from '../../../lib/api.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { listingValue } from '../../../lib/listing-value.ts'
import { Button } from '../../../ui/Button.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useEditorForm } from '../context.ts'
import { useZoneNames } from '../../../lib/use-zone-names.ts'

const t = editorText.historique

const codesOf = (entries: readonly HistoryEntry[]): readonly string[] =>
  entries
    .flatMap(({ champs }) => champs.filter(({ champ }) => champ === 'zone_eligibilite'))
    .flatMap(({ avant, apres }) => [avant, apres])
    .flatMap((list) => (Array.isArray(list) ? list.map(String) : []))

type EntryProps = {
  readonly entry: HistoryEntry
  readonly nameOf: (code: string) => string | null
  readonly onRestore: ((values: Doc) => void) | null
}

const Entry = ({ entry, nameOf, onRestore }: EntryProps) => {
  const { kind } = useEditorForm()
  const editable = new Set(editableFields(kind))
  const restorable = entry.champs.filter(({ champ }) => editable.has(champ))
  const when = formatDateTime(entry.le)
  return (
    <li className="fiche-history-entry">
      <p>
        <strong>{t.acte[entry.acte]}</strong>
        {` · ${entry.par ?? (entry.moyen === 'serveur' ? t.serveur : t.quelquun)}`}
      </p>
      <p className="muted">
        <time dateTime={entry.le}>{when}</time>
        {`, ${t.moyen[entry.moyen]}`}
      </p>
      {entry.champs.length > 0 && (
        <dl className="fiche-changes">
          {entry.champs.map(({ champ, avant, apres }) => (
            <div key={champ}>
              <dt>{labelOf(kind, champ)}</dt>
              <dd>
                <del aria-label={t.avant}>{listingValue(champ, avant, nameOf) || t.vide_valeur}</del>
                <span aria-hidden="true"> → </span>
                <ins aria-label={t.apres}>{listingValue(champ, apres, nameOf) || t.vide_valeur}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {onRestore !== null && entry.acte === 'modification' && restorable.length > 0 && (
        <Button
          size="s"
          icon="undo"
          aria-label={t.restaurerDe(when)}
          onPress={() => onRestore(Object.fromEntries(restorable.map(({ champ, avant }) => [champ, avant])))}
        >
          {t.restaurer}
        </Button>
      )}
    </li>
  )
}

/** Pages beyond the first, asked for one by one. */
const useOlder = (edit: Edit) => {
  const [older, setOlder] = useState<readonly HistoryEntry[]>([])
  const [next, setNext] = useState<string | null | undefined>(undefined)
  const [error, setError] = useState<DoraError | null>(null)
  return {
    older,
    /** Undefined until a page was asked for: the first one says where it goes on. */
    next,
    error,
    more: async (depuis: string) => {
      setError(null)
      try {
        const page = await client.call('listing.history', { kind: edit.kind, id: edit.id, depuis })
        setOlder((before) => [...before, ...page.entrees])
        setNext(page.suite)
      } catch (failure) {
        setError(failure as DoraError)
      }
    },
  }
}

/** Who changed what, and when; values of before, to take back into what is being typed. */
export const HistoryPanel = () => {
  const { edit, patch, readOnly } = useEditorForm()
  const first = useCall('listing.history', { kind: edit.kind, id: edit.id, depuis: null }, { fresh: true })
  const { older, next, error, more } = useOlder(edit)
  const entries = [...(first.data?.entrees ?? []), ...older]
  const nameOf = useZoneNames(codesOf(entries))
  const suite = next === undefined ? (first.data?.suite ?? null) : next
  const restore = (values: Doc) => {
    patch(values)
    announce(t.restaure(Object.keys(values).length))
  }
  return (
    <section className="fiche-panel" aria-labelledby="fiche-historique">
      <h2 id="fiche-historique">{t.titre}</h2>
      <p className="ui-description">{t.restaurerAide}</p>
      {first.isPending && <Skeleton lines={6} />}
      {first.error !== null && <ReadFailure title={t.echec} error={first.error} onRetry={() => void first.refetch()} />}
      {first.data !== undefined && entries.length === 0 && <p className="muted">{t.vide}</p>}
      <ol className="fiche-history">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} nameOf={nameOf} onRestore={readOnly ? null : restore} />
        ))}
      </ol>
      {error !== null && <ReadFailure title={t.echec} error={error} />}
      {suite !== null && (
        <Button size="s" onPress={() => void more(suite)}>
          {t.plus}
        </Button>
      )}
    </section>
  )
}
