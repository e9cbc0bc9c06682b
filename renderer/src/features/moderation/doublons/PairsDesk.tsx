import { useRef } from 'react'
import type { Doublons } from '#shared/moderation/doublon.ts'
import { displayName, displayTown } from '#shared/text/names.ts'
import { doublons as t } from '../../../i18n/doublons.ts'
import { cx } from '../../../lib/cx.ts'
import { readAgain } from '../../../lib/api.ts'
import { KeyHints } from '../../../lib/KeyHints.tsx'
import { href, navigate } from '../../../lib/route.ts'
import { useShortcut } from '../../../lib/shortcuts.ts'
import { ONE_PANE, useMedia } from '../../../lib/use-media.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { type ListHandle, RowList, type RowPlace, rowProps } from '../../../ui/RowList.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { LookButton } from './LookButton.tsx'
import { PairPane } from './PairPane.tsx'

type Pair = Doublons['doublons'][number]
type RowProps = RowPlace & { readonly pair: Pair; readonly onOpen: (id: string) => void }

const Row = ({ pair, onOpen, reachable, ...place }: RowProps) => (
  <li className="ui-row doublons-row" {...rowProps(pair.id, place)}>
    <a
      href={href.moderationDe('doublons', pair.id)}
      className="ui-row-link doublons-name"
      tabIndex={reachable ? 0 : -1}
      aria-current={place.current ? 'true' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        onOpen(pair.id)
      }}
    >
      {displayName(pair.noms[0])}
    </a>
    <p className="doublons-other">{displayName(pair.noms[1])}</p>
    <p className="doublons-facts">
      <Tag>{t.kind[pair.kind]}</Tag>
      <span>{pair.communes.map(displayTown).join(', ')}</span>
      <span className="tabular">{t.likely(pair.score)}</span>
    </p>
  </li>
)

type Props = { readonly read: Doublons; readonly id: string | null; readonly onMerges: () => void }

/** Pairs on the left, the one that is open on the right. */
export const PairsDesk = ({ read, id, onMerges }: Props) => {
  const { doublons: pairs, total, fusions } = read
  const narrow = useMedia(ONE_PANE)
  const list = useRef<ListHandle>(null)
  const at = pairs.findIndex((pair) => pair.id === id)
  const open = (next: string) => navigate(href.moderationDe('doublons', next), { replace: id !== null })
  const move = (by: number) => {
    const next = pairs[Math.max(0, Math.min(pairs.length - 1, at < 0 ? 0 : at + by))]
    if (next === undefined) return
    open(next.id)
    if (!narrow) list.current?.focus(next.id)
  }
  useShortcut('j', () => move(1))
  useShortcut('k', () => move(-1))
  /** The one after, or before the last one, opens at once. */
  const decided = () => {
    const next = pairs[at + 1] ?? pairs[at - 1]
    if (next === undefined) navigate(href.moderation('doublons'), { replace: true })
    else {
      open(next.id)
      if (!narrow) list.current?.focus(next.id)
    }
  }
  const tools = (
    <span className="doublons-tools">
      <LookButton />
      <IconButton size="s" icon="refresh" label={t.refresh} onPress={() => void readAgain('moderation.doublons')} />
    </span>
  )
  const merges = (
    <Button size="s" variant="quiet" onPress={onMerges}>
      {`${t.merged} (${fusions.length})`}
    </Button>
  )
  if (pairs.length === 0 && id === null)
    return (
      <EmptyState
        icon="copy"
        title={t.empty}
        actions={
          <>
            {tools}
            {fusions.length > 0 && merges}
          </>
        }
      >
        {t.emptyText}
      </EmptyState>
    )
  const rows = (
    <div className="doublons-list">
      <div className="doublons-bar">
        <p className="muted tabular">{t.count(pairs.length, total)}</p>
        {tools}
        {merges}
      </div>
      <RowList
        ref={list}
        label={t.list}
        items={pairs}
        currentId={id}
        onMove={move}
        row={(pair, place) => <Row key={pair.id} pair={pair} {...place} onOpen={open} />}
      />
    </div>
  )
  const pane =
    id === null ? (
      <EmptyState icon="copy" title={t.choose} actions={<KeyHints hints={t.keys} />}>
        {t.chooseText}
      </EmptyState>
    ) : (
      <PairPane
        key={id}
        id={id}
        onMove={move}
        onDecided={decided}
        onBack={narrow ? () => navigate(href.moderation('doublons')) : null}
      />
    )
  return (
    <div className={cx('doublons', narrow && 'doublons-narrow')}>
      {(!narrow || id === null) && rows}
      {(!narrow || id !== null) && <div className="doublons-detail">{pane}</div>}
    </div>
  )
}
