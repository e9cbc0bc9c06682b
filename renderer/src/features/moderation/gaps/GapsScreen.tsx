import { useCallback, useState } from 'react'
import { quarterLabel } from '#shared/gaps/quarter.ts'
import { gaps as t } from '../../../i18n/manques.ts'
import { useAction } from '../../../lib/api.ts'
import { formatDate } from '../../../lib/format.ts'
import { localToday } from '../../../lib/local-day.ts'
import { saveFile } from '../../../lib/save-file.ts'
import { territoryName } from '../../../lib/territories.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { GapFilters } from './GapFilters.tsx'
import { GapMapSection } from './GapMapSection.tsx'
import { GapRow } from './GapRow.tsx'
import { type Gaps, useGaps } from './use-gaps.ts'
import './gaps.css'

/** Shown until a gap is chosen, and when there is none. */
const FIRST_THEME = 'mobilite'

const Exports = ({ gaps }: { readonly gaps: Gaps }) => {
  const make = useAction('manques.export')
  const save = (format: 'csv' | 'xlsx') => () => {
    make.mutate(
      { asked: gaps.asked, format },
      {
        onSuccess: (file) => saveFile(file, t.exported(file.nom)),
        onError: (error) => showToast({ message: `${t.exportFailed} ${error.message}`, tone: 'erreur' }),
      },
    )
  }
  return (
    <div className="gaps-exports" role="group" aria-label={t.exporting}>
      <Button size="s" icon="download" onPress={save('csv')} isPending={make.isPending}>
        {t.exportCsv}
      </Button>
      <Button size="s" icon="download" onPress={save('xlsx')} isPending={make.isPending}>
        {t.exportXlsx}
      </Button>
      <Button size="s" icon="print" onPress={() => window.print()}>
        {t.print}
      </Button>
    </div>
  )
}

/** On paper alone: what it is, of where and when. */
const ReportHead = ({ gaps: { filters, data } }: { readonly gaps: Gaps }) => (
  <div className="gaps-report">
    <p className="gaps-report-title">{t.reportTitle}</p>
    <p>
      {filters.departement === null
        ? (data?.departements ?? null) === null
          ? t.allDepartements
          : (data?.departements ?? []).map(territoryName).join(', ')
        : territoryName(filters.departement)}
      {', '}
      {quarterLabel(filters.trimestre)}
      {data !== undefined && `, ${t.until(data.jusqu_au)}`}. {formatDate(localToday())}.
    </p>
    <p>{t.reportNote}</p>
  </div>
)

const List = ({ gaps, onMap }: { readonly gaps: Gaps; readonly onMap: (theme: string) => void }) => {
  const { data, error, retry, clear } = gaps
  if (data === undefined && error !== null) return <ReadFailure title={t.failed} error={error} onRetry={retry} />
  if (data === undefined)
    return (
      <div role="status" aria-busy="true" aria-label={t.loading}>
        <Skeleton lines={10} />
      </div>
    )
  return (
    <>
      {error !== null && <ReadFailure title={t.failed} error={error} onRetry={retry} />}
      <div className="gaps-count">
        <p className="tabular" role="status">
          {t.countShown(data.lignes.length, data.total)}, <span className="muted">{t.until(data.jusqu_au)}</span>
        </p>
        {data.total > 0 && <Exports gaps={gaps} />}
      </div>
      {data.lignes.length === 0 ? (
        <EmptyState icon="check" title={t.empty} level={3} actions={<Button onPress={clear}>{t.clear}</Button>}>
          {t.emptyText}
        </EmptyState>
      ) : (
        <ol className="gaps-list" aria-label={t.list}>
          {data.lignes.map((line, n) => (
            <GapRow key={line.id} line={line} rank={n + 1} onMap={onMap} />
          ))}
        </ol>
      )}
    </>
  )
}

/** `/moderation/manques`: what people look for and do not find, and what is elsewhere but not here. */
export const GapsScreen = () => {
  const gaps = useGaps()
  const [chosen, setChosen] = useState<string | null>(null)
  const theme = chosen ?? gaps.data?.lignes[0]?.thematique ?? FIRST_THEME
  const onMap = useCallback((next: string) => {
    setChosen(next)
    const title = document.getElementById('gaps-map-title')
    title?.scrollIntoView({ block: 'nearest' })
    title?.focus()
  }, [])
  return (
    <div className="gaps">
      <section className="gaps-side" aria-labelledby="gaps-title">
        <h2 id="gaps-title">{t.title}</h2>
        <p className="muted gaps-intro">{t.intro}</p>
        <ReportHead gaps={gaps} />
        <GapFilters gaps={gaps} />
        <List gaps={gaps} onMap={onMap} />
      </section>
      <GapMapSection
        trimestre={gaps.filters.trimestre}
        departement={gaps.filters.departement}
        theme={theme}
        onTheme={setChosen}
      />
    </div>
  )
}
