import { useDeferredValue, useState } from 'react'
import type { EntreeJournal, FiltreJournal } from '#shared/administration/journal.ts'
import { administration } from '../../i18n/administration.ts'
import { journal as t } from '../../i18n/administration-journal.ts'
import { useCall } from '../../lib/api.ts'
import { formatDateTime } from '../../lib/format.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { ExportButton } from './ExportButton.tsx'
import { JournalFilters, NO_FILTER, type Typed } from './JournalFilters.tsx'
import { Part } from './Part.tsx'
import { Table } from './Table.tsx'
import { Verdict } from './Verdict.tsx'

const detailsOf = (details: EntreeJournal['details']): string =>
  Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}\u202f: ${typeof value === 'boolean' ? (value ? t.yes : t.no) : String(value)}`)
    .join(' · ')

const actorOf = ({ id, nom }: EntreeJournal['acteur']): string => (id === 'systeme' ? t.system : (nom ?? t.someone(id)))

const Row = ({ entry: { n, le, action, acteur, objet, legal, details } }: { readonly entry: EntreeJournal }) => (
  <tr>
    <td className="admin-number">{n}</td>
    <td className="admin-nowrap">
      <time dateTime={le}>{formatDateTime(le)}</time>
    </td>
    <th scope="row" className="admin-nowrap">
      {action}
      {legal && (
        <span title={t.legal}>
          <Tag>{t.legalShort}</Tag>
        </span>
      )}
    </th>
    <td>{actorOf(acteur)}</td>
    <td className="admin-details">
      {objet.nom ?? t.kindOf(objet.kind)}
      {objet.id !== '' && <span className="muted">{objet.id}</span>}
    </td>
    <td className="admin-details">{detailsOf(details)}</td>
  </tr>
)

/** Only what was typed is asked for. */
const filterOf = ({ action, objet, jour }: Typed): FiltreJournal => ({
  ...(action === '' ? {} : { action }),
  ...(objet.trim() === '' ? {} : { objet: objet.trim() }),
  ...(/^\d{4}-\d{2}-\d{2}$/.test(jour) ? { jour } : {}),
})

type PageProps = {
  readonly filtre: FiltreJournal
  readonly avant: number
  /** The last of those on screen: where the button to go on is. */
  readonly isLast: boolean
  readonly onMore: (avant: number) => void
}

/** What follows the first page: each is read by itself, and stays as it was read. */
const NextPage = ({ filtre, avant, isLast, onMore }: PageProps) => {
  const { data, error, refetch } = useCall('administration.journal', { ...filtre, avant })
  return (
    <>
      {data === undefined && (
        <tr>
          <td colSpan={6}>
            {error === null ? (
              <div role="status" aria-busy="true" aria-label={administration.loading}>
                <Skeleton lines={3} />
              </div>
            ) : (
              <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
            )}
          </td>
        </tr>
      )}
      {data?.entrees.map((entry) => (
        <Row key={entry.n} entry={entry} />
      ))}
      {isLast && data !== undefined && data.suite !== null && (
        <tr>
          <td colSpan={6}>
            <More empty={data.entrees.length === 0} onPress={() => onMore(data.suite ?? 1)} />
          </td>
        </tr>
      )}
    </>
  )
}

const More = ({ empty, onPress }: { readonly empty: boolean; readonly onPress: () => void }) => (
  <Button size="s" icon="chevron-down" onPress={onPress}>
    {empty ? t.moreFar : t.more}
  </Button>
)

/** Who did what, the newest first; and whether the chain holds. */
export const JournalSection = () => {
  const [typed, setTyped] = useState(NO_FILTER)
  const [after, setAfter] = useState<readonly number[]>([])
  const filtre = filterOf(useDeferredValue(typed))
  const read = useCall('administration.journal', { ...filtre, avant: null }, { fresh: true, keepPrevious: true })
  const change = (next: Typed) => {
    setTyped(next)
    setAfter([])
  }
  const more = (avant: number) => setAfter((before) => [...before, avant])
  return (
    <Part title={t.title} intro={t.intro} failed={t.failed} read={read} actions={<ExportButton filtre={filtre} />}>
      {({ entrees, suite, fin }) => (
        <>
          <Verdict />
          <JournalFilters typed={typed} onChange={change} />
          <p className="muted tabular" role="status">
            {fin > 0 && t.count(entrees.length, fin)}
          </p>
          {fin === 0 ? (
            <EmptyState icon="history" title={t.none} level={3}>
              {t.noneText}
            </EmptyState>
          ) : entrees.length === 0 && suite === null ? (
            <EmptyState
              icon="history"
              title={t.empty}
              level={3}
              actions={<Button onPress={() => change(NO_FILTER)}>{t.clear}</Button>}
            >
              {t.emptyText}
            </EmptyState>
          ) : (
            <Table label={t.table} columns={Object.values(t.columns)} numbers={[0]}>
              {entrees.map((entry) => (
                <Row key={entry.n} entry={entry} />
              ))}
              {after.length === 0 && suite !== null && (
                <tr>
                  <td colSpan={6}>
                    <More empty={entrees.length === 0} onPress={() => more(suite)} />
                  </td>
                </tr>
              )}
              {after.map((avant, at) => (
                <NextPage key={avant} filtre={filtre} avant={avant} isLast={at === after.length - 1} onMore={more} />
              ))}
            </Table>
          )}
        </>
      )}
    </Part>
  )
}
