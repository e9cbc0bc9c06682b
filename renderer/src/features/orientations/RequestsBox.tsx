import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { OrientationLine, Sens } from '#shared/contract/orientation.ts'
import { empty, filters, requests as t } from '../../i18n/orientations.ts'
import { announce } from '../../lib/announce.ts'
import { keep, readKept } from '../../lib/kept.ts'
import { KeyHints } from '../../lib/KeyHints.tsx'
import { ONE_PANE, useMedia } from '../../lib/use-media.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { RowList } from '../../ui/RowList.tsx'
import { Splitter } from '../../ui/Splitter.tsx'
import { RequestDetail } from './detail/RequestDetail.tsx'
import { ask, setWords, useDesk } from './desk.ts'
import { countsOf } from './lines.ts'
import { EmptyBox } from './list/EmptyBox.tsx'
import { FilterBar } from './list/FilterBar.tsx'
import { RequestRow } from './list/RequestRow.tsx'
import { useBox, type Box } from './use-box.ts'
import { useTriage } from './use-triage.ts'
import { NO_VIEW, viewQuery, type View } from './view.ts'

const WIDTH = { initial: 420, min: 320, max: 640, kept: 'demandes-liste' } as const

const keptWidth = (): number => {
  const kept = readKept(WIDTH.kept)
  return typeof kept === 'number' && kept >= WIDTH.min && kept <= WIDTH.max ? kept : WIDTH.initial
}

const Choose = () => (
  <EmptyState icon="panel" title={empty.choose}>
    <p>{empty.chooseText}</p>
    <KeyHints hints={empty.chooseKeys} />
  </EmptyState>
)

/** Said once typing stops: a count at each letter would drown the screen reader. */
const SAY_AFTER_MS = 700
const useSpokenCount = (count: number) => {
  const first = useRef(true)
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    const timer = setTimeout(() => announce(t.shown(count)), SAY_AFTER_MS)
    return () => clearTimeout(timer)
  }, [count])
}

const Nothing = ({ onClear }: { readonly onClear: () => void }) => (
  <EmptyState icon="filter" title={filters.nothing} actions={<Button onPress={onClear}>{filters.clear}</Button>}>
    {filters.nothingHelp}
  </EmptyState>
)

type Props = {
  readonly sens: Sens
  /** All those of the box. */
  readonly lines: readonly OrientationLine[]
  /** What the filters leave of them, in its order. */
  readonly shown: readonly OrientationLine[]
  /** The one that is open. */
  readonly id: string | null
  readonly view: View
}

type ListProps = Props & {
  readonly box: Box
  readonly field: RefObject<HTMLInputElement | null>
}

const List = ({ sens, lines, view, shown, box, field }: ListProps) => {
  const words = useDesk((state) => state.words[sens])
  const now = useNow(lines)
  // As the list would be: of one's own alone when that is what is asked.
  const counts = useMemo(() => countsOf(view.moi ? lines.filter(({ a_moi }) => a_moi) : lines), [lines, view.moi])
  const search = viewQuery(view)
  const clear = () => {
    setWords(sens, '')
    box.setView({ ...NO_VIEW, tri: view.tri })
    field.current?.focus()
  }
  return (
    <>
      <FilterBar
        sens={sens}
        view={view}
        counts={counts}
        words={words}
        wordsRef={field}
        onView={box.setView}
        onWords={(typed) => setWords(sens, typed)}
      />
      {shown.length === 0 ? (
        <Nothing onClear={clear} />
      ) : (
        <RowList
          ref={box.list}
          label={t.list}
          items={shown}
          currentId={box.at}
          returning={box.returning}
          onMove={box.move}
          row={(line, place) => <RequestRow key={line.id} line={line} {...place} search={search} now={now} onOpen={box.open} />}
        />
      )}
    </>
  )
}

/** A box of requests: the list, and beside it the one that is open. */
export const RequestsBox = (props: Props) => {
  const { sens, lines, shown, id, view } = props
  const narrow = useMedia(ONE_PANE)
  const [width, setWidth] = useState(keptWidth)
  const field = useRef<HTMLInputElement>(null)
  const box = useBox({ sens, shown, id, view, narrow })
  useTriage({
    sens,
    at: box.at ?? shown[0]?.id ?? null,
    isOpen: id !== null,
    onMove: box.move,
    onOpen: box.open,
    onSearch: () => field.current?.focus(),
  })
  useSpokenCount(shown.length)
  useEffect(() => () => ask(null), [])

  if (lines.length === 0 && id === null) return <EmptyBox sens={sens} />
  const detail =
    id === null ? (
      <Choose />
    ) : (
      <RequestDetail
        key={id}
        ref={box.pane}
        sens={sens}
        id={id}
        onBack={narrow ? box.back : undefined}
        onLeave={box.back}
        onMove={box.move}
        onAnswered={box.answered}
      />
    )
  const list = <List {...props} box={box} field={field} />
  if (narrow) return <div className="requests-one">{id === null ? list : detail}</div>
  return (
    <div className="requests-panes">
      <div className="requests-list" style={{ inlineSize: width }}>
        {list}
      </div>
      <Splitter
        label={t.paneWidth}
        value={width}
        min={WIDTH.min}
        max={WIDTH.max}
        initial={WIDTH.initial}
        onChange={(next) => {
          setWidth(next)
          keep(WIDTH.kept, next)
        }}
      />
      <div className="requests-detail">{detail}</div>
    </div>
  )
}
