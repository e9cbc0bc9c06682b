import { useMemo, useRef, useState } from 'react'
import { queue as t } from '../../../i18n/moderation.ts'
import { useCall } from '../../../lib/api.ts'
import { keep, readKept } from '../../../lib/kept.ts'
import { KeyHints } from '../../../lib/KeyHints.tsx'
import { useQueryString } from '../../../lib/route.ts'
import { useChord, useShortcut } from '../../../lib/shortcuts.ts'
import { ONE_PANE, useMedia } from '../../../lib/use-media.ts'
import { useNow } from '../../../lib/use-now.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Splitter } from '../../../ui/Splitter.tsx'
import { DossierPane } from '../dossier/DossierPane.tsx'
import { undoLast, usePending } from '../pending.ts'
import { useQueueWords } from './desk.ts'
import { linesFor } from './lines.ts'
import { PairPane } from './PairPane.tsx'
import { Nothing, QueueList, type Read } from './QueueList.tsx'
import { useFreshQueue, useSpokenCount } from './use-fresh.ts'
import { useQueue } from './use-queue.ts'
import { parseView } from './view.ts'
import './queue.css'

const WIDTH = { initial: 380, min: 300, max: 600, kept: 'moderation-file' } as const

const keptWidth = (): number => {
  const kept = readKept(WIDTH.kept)
  return typeof kept === 'number' && kept >= WIDTH.min && kept <= WIDTH.max ? kept : WIDTH.initial
}

const Choose = () => (
  <EmptyState icon="panel" title={t.choose}>
    <p>{t.chooseText}</p>
    <KeyHints hints={t.chooseKeys} />
  </EmptyState>
)

type SectionProps = Read & { readonly id: string | null }

const Panes = (props: SectionProps) => {
  const { queue, id } = props
  const { items, moi } = queue
  const query = useQueryString()
  const view = useMemo(() => parseView(query), [query])
  const words = useQueueWords((state) => state.words)
  const now = useNow(items)
  const narrow = useMedia(ONE_PANE)
  const [width, setWidth] = useState(keptWidth)
  const field = useRef<HTMLInputElement>(null)
  const pending = usePending()
  const busy = useMemo(() => new Set(pending.waiting.keys()), [pending])
  const shown = useMemo(() => linesFor(items, view, words, { moi, now: now.getTime() }), [items, view, words, moi, now])
  const moves = useQueue({ shown, id, view, narrow, busy, moi })
  useShortcut('j', () => moves.move(1))
  useShortcut('k', () => moves.move(-1))
  useShortcut('/', () => field.current?.focus())
  useShortcut('z', () => void undoLast())
  useChord('z', () => void undoLast())
  useSpokenCount(shown.length, view, words)

  if (items.length === 0 && id === null) return <Nothing />
  const cut = id?.indexOf('/') ?? -1
  const [kind, own] = [id?.slice(0, cut), id?.slice(cut + 1) ?? '']
  const pair = kind === 'doublon' ? (items.find((item) => item.id === id) ?? null) : null
  const detail =
    id === null ? (
      <Choose />
    ) : kind === 'doublon' ? (
      <PairPane key={id} ref={moves.pane} id={own} item={pair} onBack={narrow ? moves.back : undefined} onMove={moves.move} />
    ) : (
      <DossierPane
        key={id}
        ref={moves.pane}
        kind={kind === 'service' ? 'service' : 'structure'}
        id={own}
        onBack={narrow ? moves.back : undefined}
        onLeave={moves.back}
        onMove={moves.move}
        onDecided={moves.decided}
      />
    )
  const list = (
    <QueueList {...props} shown={shown} view={view} words={words} now={now} moves={moves} pending={pending} field={field} />
  )
  if (narrow) return <div className="queue-one">{id === null ? list : detail}</div>
  return (
    <div className="queue-panes">
      <div className="queue-list" style={{ inlineSize: width }}>
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
      <div className="queue-detail">{detail}</div>
    </div>
  )
}

/** What waits for a decision, the most pressing first, and the dossier of the one that is open. */
export const QueueSection = ({ id }: { readonly id: string | null }) => {
  const { data, error, refetch, dataUpdatedAt } = useCall('moderation.queue', undefined, { fresh: true })
  useFreshQueue()
  const retry = () => void refetch()
  if (data !== undefined) return <Panes queue={data} at={dataUpdatedAt} error={error} onRetry={retry} id={id} />
  return (
    <div className="queue-page">
      {error === null ? (
        <div role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={8} />
        </div>
      ) : (
        <ReadFailure title={t.failed} error={error} onRetry={retry}>
          {t.failedHelp}
        </ReadFailure>
      )}
    </div>
  )
}
