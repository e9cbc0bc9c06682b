import { lazy, memo, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { BoardPage, BoardQuery } from '#shared/moderation/board.ts'
import type { EtatStructure } from '#shared/moderation/structure-state.ts'
import { board as t, filters } from '../../../i18n/territoire.ts'
import { isManager } from '../../../lib/account.ts'
import { announce } from '../../../lib/announce.ts'
import { keep, readKept } from '../../../lib/kept.ts'
import { territoriesInWords } from '../../../lib/territories.ts'
import { useAccount } from '../../../lib/use-account.ts'
import { useMedia } from '../../../lib/use-media.ts'
import { useNow } from '../../../lib/use-now.ts'
import { momentOf } from '../../../lib/when.ts'
import { useShortcut } from '../../../lib/shortcuts.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Splitter } from '../../../ui/Splitter.tsx'
import { BoardList } from './BoardList.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { Filters } from './Filters.tsx'
import { letGo } from './hand.ts'
import { isNarrowed, toggled, widened } from './query.ts'
import { StateChips } from './StateChips.tsx'
import { StatesHelp } from './StatesHelp.tsx'
import { useBoard, useFreshBoard } from './use-board.ts'
import { useBoardQuery } from './use-board-query.ts'
import './board.css'

/** Leaflet is only loaded by those who open the map. */
const BoardMap = lazy(() => import('./map/BoardMap.tsx'))

/** Below, the table and the map are shown one at a time. */
const BESIDE = '(min-width: 1180px)'
const WIDTH = { initial: 420, min: 280, max: 720, kept: 'territoire-carte' } as const
const OPEN = 'territoire-carte-ouverte'

const keptWidth = (): number => {
  const kept = readKept(WIDTH.kept)
  return typeof kept === 'number' && kept >= WIDTH.min && kept <= WIDTH.max ? kept : WIDTH.initial
}

/** Said once typing stops: a count at each letter would drown the screen reader. */
const SAY_AFTER_MS = 700
const useSpokenCount = (count: number | undefined, query: BoardQuery) => {
  const before = useRef(query)
  useEffect(() => {
    if (count === undefined || before.current === query) return
    const timer = setTimeout(() => {
      before.current = query
      announce(t.shown(count))
    }, SAY_AFTER_MS)
    return () => clearTimeout(timer)
  }, [count, query])
}

/** Départements of a gestionnaire; everything for the team. */
const useTerritory = (): string => {
  const compte = useAccount()?.compte
  if (compte == null || !isManager(compte) || compte.role === 'administrateur') return t.everywhere
  return territoriesInWords(compte.departements) ?? t.everywhere
}

type LoadedProps = {
  readonly head: BoardPage
  readonly late: boolean
  readonly error: Error | null
  readonly query: BoardQuery
  readonly onQuery: (query: BoardQuery) => void
}

const Nothing = ({ query, onQuery }: Pick<LoadedProps, 'query' | 'onQuery'>) =>
  isNarrowed(query) ? (
    <EmptyState
      icon="filter"
      title={filters.nothing}
      actions={<Button onPress={() => onQuery(widened(query))}>{filters.clear}</Button>}
    >
      {filters.nothingHelp}
    </EmptyState>
  ) : (
    <EmptyState icon="building" title={filters.empty}>
      {filters.emptyHelp}
    </EmptyState>
  )

const Refresh = memo(({ busy, onRefresh }: { readonly busy: boolean; readonly onRefresh: () => void }) => (
  <IconButton size="s" icon="refresh" label={t.refresh} isDisabled={busy} onPress={onRefresh} />
))

type BarActsProps = {
  readonly open: boolean
  readonly beside: boolean
  readonly empty: boolean
  readonly onToggleMap: () => void
  readonly onExport: () => void
}

const BarActs = memo(({ open, beside, empty, onToggleMap, onExport }: BarActsProps) => (
  <div className="board-count-acts">
    <Button size="s" icon={open && !beside ? 'list' : 'map'} onPress={onToggleMap}>
      {open ? (beside ? t.hideMap : t.showList) : t.showMap}
    </Button>
    <Button size="s" icon="download" isDisabled={empty} onPress={onExport}>
      {t.export}
    </Button>
  </div>
))

const Loaded = ({ head, late, error, query, onQuery }: LoadedProps) => {
  const territory = useTerritory()
  const beside = useMedia(BESIDE)
  const [width, setWidth] = useState(keptWidth)
  const [openBeside, setOpenBeside] = useState(() => readKept(OPEN) !== false)
  const [openAlone, setOpenAlone] = useState(false)
  const [exporting, setExporting] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  // Not at each answer: what is known is as old as it was.
  const now = useNow(head.connu_le)
  const latest = useRef(query)
  latest.current = query
  const { busy, error: notFresh, refresh } = useFreshBoard(query)
  useSpokenCount(late ? undefined : head.total, query)
  useShortcut('/', () => field.current?.focus())
  useEffect(() => letGo, [])
  const toggleState = useCallback(
    (etat: EtatStructure) => {
      const etats = toggled(latest.current.etats, etat) as EtatStructure[]
      onQuery({ ...latest.current, etats })
    },
    [onQuery],
  )
  const open = beside ? openBeside : openAlone
  const toggleMap = useCallback(() => {
    if (!beside) return setOpenAlone((was) => !was)
    setOpenBeside(!openBeside)
    return keep(OPEN, !openBeside)
  }, [beside, openBeside])
  const openExport = useCallback(() => setExporting(true), [])
  const refreshNow = useCallback(() => void refresh(latest.current).then((done) => done && announce(t.refreshed)), [refresh])
  const failure = error ?? notFresh
  const map = useMemo(
    () => (
      <Suspense fallback={<Skeleton lines={3} className="board-map-waiting" />}>
        <BoardMap query={query} onChosen={() => setOpenAlone(false)} />
      </Suspense>
    ),
    [query],
  )
  const list =
    head.total === 0 ? (
      <Nothing query={query} onQuery={onQuery} />
    ) : (
      <BoardList query={query} total={head.total} onQuery={onQuery} />
    )
  return (
    <>
      <header className="board-bar">
        <h2>{t.title}</h2>
        <p className="muted">{territory}</p>
        <div className="board-count">
          <strong className="tabular">{t.count(head.total)}</strong>
          <span className="muted">{t.known(momentOf(head.connu_le, now))}</span>
          <Refresh busy={busy} onRefresh={refreshNow} />
        </div>
        <BarActs open={open} beside={beside} empty={head.total === 0} onToggleMap={toggleMap} onExport={openExport} />
      </header>
      <div className="board-states-bar">
        <StateChips counts={head.par_etat} chosen={query.etats} onToggle={toggleState} />
        <StatesHelp />
      </div>
      <Filters query={query} facettes={head.facettes} wordsRef={field} onQuery={onQuery} />
      {failure !== null && (
        <Notice tone="warn">
          {t.stale} {failure.message}
        </Notice>
      )}
      <div className="board-panes">
        {(beside || !open) && <div className="board-list">{list}</div>}
        {open && beside && (
          <Splitter
            label={t.paneWidth}
            value={-width}
            min={-WIDTH.max}
            max={-WIDTH.min}
            initial={-WIDTH.initial}
            onChange={(next) => {
              setWidth(-next)
              keep(WIDTH.kept, -next)
            }}
          />
        )}
        {open && (
          <div className="board-map-pane" style={beside ? { inlineSize: width } : undefined}>
            {map}
          </div>
        )}
      </div>
      {exporting && <ExportDialog query={query} count={head.total} onClose={() => setExporting(false)} />}
    </>
  )
}

/** `/moderation/territoire`: every structure that one moderates, with its state, where it is, and what to do of it. */
export const BoardScreen = () => {
  const [query, setQuery] = useBoardQuery()
  const { head, late, error, retry } = useBoard(query, 0, 1)
  if (head !== undefined)
    return (
      <div className="board">
        <Loaded head={head} late={late} error={error} query={query} onQuery={setQuery} />
      </div>
    )
  return (
    <div className="board">
      <header className="board-bar">
        <h2>{t.title}</h2>
      </header>
      <div className="board-wait-all">
        {error === null ? (
          <div role="status" aria-busy="true" aria-label={t.loading}>
            <Skeleton lines={8} />
          </div>
        ) : (
          <ReadFailure title={t.failed} error={error} onRetry={retry} />
        )}
      </div>
    </div>
  )
}
