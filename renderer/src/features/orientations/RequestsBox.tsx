import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { OrientationLine, Sens } from '#shared/contract/orientation.ts'
import { empty, filters, requests as t } from '../../i18n/orientations.ts'
import { announce } from '../../lib/announce.ts'
import { keep, readKept } from '../../lib/kept.ts'
import { useSettings } from '../../lib/settings.ts'
import { useMedia } from '../../lib/use-media.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Splitter } from '../../ui/Splitter.tsx'
import { RequestDetail } from './detail/RequestDetail.tsx'
import { ask, setWords, useDesk } from './desk.ts'
import { countsOf, linesFor } from './lines.ts'
import { EmptyBox } from './list/EmptyBox.tsx'
import { FilterBar } from './list/FilterBar.tsx'
import { RequestList } from './list/RequestList.tsx'
import { useBox, type Box } from './use-box.ts'
import { useTriage } from './use-triage.ts'
import { NO_VIEW, viewQuery, type View } from './view.ts'

/** Below this width (a small window, or a zoom of 200 %) the list and the request are shown one at a time. */
const ONE_PANE = '(max-width: 899px)'
const WIDTH = { initial: 420, min: 320, max: 640, kept: 'demandes-liste' } as const

const keptWidth = (): number => {
  const kept = readKept(WIDTH.kept)
  return typeof kept === 'number' && kept >= WIDTH.min && kept <= WIDTH.max ? kept : WIDTH.initial
}

const Choose = () => {
  const keys = useSettings().settings?.raccourcisUneTouche ?? true
  return (
    <EmptyState icon="panel" title={empty.choose}>
      <p>{empty.chooseText}</p>
      {keys && (
        <dl className="requests-keys">
          {empty.chooseKeys.map(({ keys: names, does }) => (
            <div key={does}>
              <dt>
                {names.map((name) => (
                  <Kbd key={name}>{name}</Kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      )}
    </EmptyState>
  )
}

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
  /** The one that is open. */
  readonly id: string | null
  readonly view: View
  /** Told of what the filters leave, in its order. */
  readonly onShown: (shown: readonly OrientationLine[]) => void
}

type ListProps = Omit<Props, 'onShown'> & {
  readonly shown: readonly OrientationLine[]
  readonly box: Box
  readonly field: RefObject<HTMLInputElement | null>
}

const List = ({ sens, lines, view, shown, box, field }: ListProps) => {
  const words = useDesk((state) => state.words[sens])
  const now = useNow(lines)
  const counts = useMemo(() => countsOf(lines), [lines])
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
        <RequestList
          ref={box.list}
          lines={shown}
          currentId={box.at}
          returning={box.returning}
          search={viewQuery(view)}
          now={now}
          onMove={box.move}
          onOpen={box.open}
        />
      )}
    </>
  )
}

/** A box of requests: the list, and beside it the one that is open. */
export const RequestsBox = (props: Props) => {
  const { sens, lines, id, view, onShown } = props
  const words = useDesk((state) => state.words[sens])
  const narrow = useMedia(ONE_PANE)
  const shown = useMemo(() => linesFor(lines, view, words), [lines, view, words])
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
  useEffect(() => onShown(shown), [shown, onShown])
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
  const list = <List {...props} shown={shown} box={box} field={field} />
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
