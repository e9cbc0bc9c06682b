import { type RefObject, useMemo } from 'react'
import type { Queue, QueueItem } from '#shared/moderation/queue.ts'
import { queue as t, queueFilters } from '../../../i18n/moderation.ts'
import { hourOf } from '../../../lib/when.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { RowList } from '../../../ui/RowList.tsx'
import type { Pending } from '../pending.ts'
import { setWords } from './desk.ts'
import { FilterBar } from './FilterBar.tsx'
import { countsOf } from './lines.ts'
import { QueueRow } from './QueueRow.tsx'
import type { QueueMoves } from './use-queue.ts'
import { NO_VIEW, viewQuery, type View } from './view.ts'

/** The queue is empty: what that means. */
export const Nothing = () => (
  <EmptyState icon="shield" title={t.empty}>
    {t.emptyText}
  </EmptyState>
)

export type Read = { readonly queue: Queue; readonly at: number; readonly error: Error | null; readonly onRetry: () => void }

type ListProps = Read & {
  readonly shown: readonly QueueItem[]
  readonly view: View
  readonly words: string
  readonly now: Date
  readonly moves: QueueMoves
  readonly pending: Pending
  readonly field: RefObject<HTMLInputElement | null>
}

/** The queue: what narrows it, how much is left, its rows. */
export const QueueList = ({ queue, at, error, onRetry, shown, view, words, now, moves, pending, field }: ListProps) => {
  const { items, total, moi } = queue
  const counts = useMemo(() => countsOf(items, { moi, now: now.getTime() }), [items, moi, now])
  const search = viewQuery(view)
  const clear = () => {
    setWords('')
    moves.setView(NO_VIEW)
    field.current?.focus()
  }
  return (
    <>
      <FilterBar view={view} counts={counts} words={words} wordsRef={field} onView={moves.setView} onWords={setWords} />
      <p className="queue-count tabular">
        <span>{total > items.length ? t.cut(items.length, total) : t.count(shown.length, total)}</span>
        <IconButton size="s" icon="refresh" label={t.refresh} onPress={onRetry} />
      </p>
      {error !== null && (
        <Notice tone="warn">
          {t.stale(hourOf(new Date(at)))} {error.message}
        </Notice>
      )}
      {items.length === 0 ? (
        <Nothing />
      ) : shown.length === 0 ? (
        <EmptyState icon="filter" title={queueFilters.nothing} actions={<Button onPress={clear}>{queueFilters.clear}</Button>}>
          {queueFilters.nothingHelp}
        </EmptyState>
      ) : (
        <RowList
          ref={moves.list}
          label={t.list}
          items={shown}
          currentId={moves.at}
          returning={moves.returning}
          onMove={moves.move}
          row={(item, place) => (
            <QueueRow
              key={item.id}
              item={item}
              {...place}
              waiting={pending.waiting.get(item.id) ?? null}
              moi={moi}
              now={now}
              search={search}
              onOpen={moves.open}
            />
          )}
        />
      )}
    </>
  )
}
