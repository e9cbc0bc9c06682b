import { useMemo, useState } from 'react'
import { displayName } from '#shared/text/names.ts'
import { compare as t } from '../../i18n/compare.ts'
import { sheet } from '../../i18n/sheet.ts'
import { announce } from '../../lib/announce.ts'
import { useQueries } from '@tanstack/react-query'
import { client } from '../../lib/api.ts'
import { MOST_COMPARED, setCompared } from '../../lib/compare.ts'
import { localToday } from '../../lib/local-day.ts'
import { href, navigate, useQueryString } from '../../lib/route.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Switch } from '../../ui/Switch.tsx'
import type { DoraError } from '#shared/errors.ts'
import { compareRows } from './compare-rows.ts'
import './compare.css'

/** Identifiers of the address, the first four once each. */
const useIds = (): readonly string[] => {
  const search = useQueryString()
  return useMemo(
    () => [...new Set((new URLSearchParams(search).get('ids') ?? '').split(',').filter(Boolean))].slice(0, MOST_COMPARED),
    [search],
  )
}

/** By the keyboard too, for who scrolls by it. */
const REACHED = { tabIndex: 0 } as const

const isGone = (error: Error | null): boolean => (error as DoraError | null)?.code === 'service-introuvable'

/** Two to four services, criterion by criterion: what differs shows, and may be shown alone (dora-screens.md §10.4, idea 6). */
export const CompareScreen = () => {
  const ids = useIds()
  const now = useNow(ids)
  const [onlyDifferences, setOnly] = useState(false)
  const reads = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['catalogue.service', { id }],
      queryFn: () => client.call('catalogue.service', { id }),
    })),
  })
  const sheets = reads.flatMap(({ data }) => (data === undefined ? [] : [data]))
  const failure = reads.find(({ error }) => error !== null && !isGone(error))
  const gone = reads.filter(({ error }) => isGone(error)).length
  const waiting = reads.some(({ isPending }) => isPending)

  const show = (next: readonly string[]) => {
    setCompared(next)
    navigate(href.comparer(next), { replace: true })
  }
  const remove = (id: string, nom: string) => {
    show(ids.filter((other) => other !== id))
    announce(t.removed(nom))
  }

  const rows = compareRows(sheets, { now, today: localToday() })
  const shown = onlyDifferences ? rows.filter(({ differs }) => differs) : rows

  return (
    <ScreenPage
      wide
      title={t.title}
      {...(sheets.length > 1 && { subtitle: t.subtitle(sheets.length) })}
      {...(sheets.length > 1 && {
        actions: (
          <>
            <Button icon="print" onPress={() => window.print()}>
              {t.print}
            </Button>
            <Button variant="quiet" onPress={() => show([])}>
              {t.clear}
            </Button>
          </>
        ),
      })}
    >
      {failure !== undefined && failure.error !== null && (
        <ReadFailure title={t.title} error={failure.error as DoraError} onRetry={() => void failure.refetch()} />
      )}
      {gone > 0 && <Notice tone="warn">{`${t.gone(gone)}`}</Notice>}
      {waiting && <Skeleton lines={8} />}
      {!waiting && sheets.length < 2 && failure === undefined && (
        <EmptyState icon="columns" title={t.empty} actions={<Link href={href.recherche()}>{t.back}</Link>}>
          <p>{sheets.length === 1 ? t.oneText : t.emptyText}</p>
        </EmptyState>
      )}
      {!waiting && sheets.length > 1 && (
        <>
          <div className="compare-tools no-print">
            <Switch isSelected={onlyDifferences} onChange={setOnly}>
              {t.onlyDifferences}
            </Switch>
          </div>
          {shown.length === 0 ? (
            <Notice>{t.allSame}</Notice>
          ) : (
            <div className="compare-scroll" role="group" aria-label={t.table} {...REACHED}>
              <table className="compare-table" aria-label={t.table}>
                <thead>
                  <tr>
                    <th scope="col" className="compare-corner">
                      {t.criterion}
                    </th>
                    {sheets.map(({ service }) => (
                      <th key={service.id} scope="col">
                        <span className="compare-head">
                          <Link href={href.service(service.id)}>{displayName(service.nom)}</Link>
                          <IconButton
                            size="s"
                            icon="close"
                            className="no-print"
                            label={t.remove(displayName(service.nom))}
                            onPress={() => remove(service.id, displayName(service.nom))}
                          />
                        </span>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {shown.map(({ key, label, cells, differs }) => (
                    <tr key={key} className={differs ? 'compare-differs' : undefined}>
                      <th scope="row">{label}</th>
                      {cells.map((lines, at) => (
                        <td key={sheets[at]?.service.id ?? at}>
                          {lines.length === 0 ? (
                            <span className="sheet-nothing">{sheet.nonRenseigne}</span>
                          ) : lines.length === 1 ? (
                            lines[0]
                          ) : (
                            <ul>
                              {lines.map((line) => (
                                <li key={line}>{line}</li>
                              ))}
                            </ul>
                          )}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </ScreenPage>
  )
}
