import { memo, type MouseEvent } from 'react'
import type { ActeEnAttente } from '#shared/moderation/acts.ts'
import { isTaken, type QueueItem } from '#shared/moderation/queue.ts'
import { displayName, displayTown } from '#shared/text/names.ts'
import { queueRow as t } from '../../../i18n/moderation.ts'
import { cx } from '../../../lib/cx.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { href } from '../../../lib/route.ts'
import { dayOf } from '../../../lib/when.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { rowProps, type RowPlace } from '../../../ui/RowList.tsx'
import { StateMark } from '../../../ui/StateMark.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { Leaves } from '../Leaves.tsx'
import { LOOKS, reasonWords } from './looks.ts'

type Props = RowPlace & {
  readonly item: QueueItem
  /** An act of this desk on it that has not left. */
  readonly waiting: ActeEnAttente | null
  readonly moi: string
  readonly now: Date
  readonly search: string
  readonly onOpen: (id: string, byKeyboard: boolean) => void
}

const placeOf = ({ commune, departement }: QueueItem): string => {
  if (commune === null) return departement ?? t.noPlace
  return departement === null ? displayTown(commune) : `${displayTown(commune)} (${departement})`
}

/** A pair is called by both of its sheets, unless they have one name. */
const namesOf = ({ nom, autre_nom }: QueueItem): string =>
  [...new Set([nom, ...(autre_nom === null ? [] : [autre_nom])].map(displayName))].join(' / ')

const Taken = ({ item, moi, now }: Pick<Props, 'item' | 'moi' | 'now'>) => {
  const { prise } = item
  if (!isTaken(prise, now.getTime())) return null
  const mine = prise.user_id === moi
  return (
    <span className={cx('queue-taken', mine && 'queue-taken-mine')}>
      <Icon name={mine ? 'check' : 'lock'} size={14} />
      <span>{mine ? t.takenByMe : t.taken(prise.nom)}</span>
    </span>
  )
}

/** An item, enough to know what it is, why it is there and who has it. */
export const QueueRow = memo(({ item, waiting, moi, now, search, onOpen, reachable, ...place }: Props) => {
  const { id, raisons } = item
  const [first, ...others] = raisons
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onOpen(id, event.detail === 0)
  }
  const service = item.cible.kind === 'service'
  return (
    <li className={cx('ui-row queue-row', waiting !== null && 'queue-row-waits')} {...rowProps(id, place)}>
      <div className="queue-line">
        <a
          href={href.dossier(id, search)}
          onClick={open}
          tabIndex={reachable ? 0 : -1}
          aria-current={place.current ? 'true' : undefined}
          className="ui-row-link queue-name"
        >
          {service && <VisuallyHidden>{`${t.service}\u202f: `}</VisuallyHidden>}
          {namesOf(item)}
        </a>
        <time className="queue-date tabular" dateTime={item.depuis} title={formatDateTime(item.depuis)}>
          {dayOf(item.depuis, now)}
        </time>
      </div>
      <p className="queue-place">
        {placeOf(item)}
        {item.structure_nom !== null && ` · ${displayName(item.structure_nom)}`}
      </p>
      <div className="queue-line queue-facts">
        {first !== undefined && (
          <span className="queue-reason">
            <StateMark {...LOOKS[first.motif]} />
            <span>{reasonWords(first)}</span>
          </span>
        )}
        {others.length > 0 && (
          <span className="queue-more">
            <span aria-hidden="true" title={others.map(reasonWords).join(', ')}>
              {t.more(others.length)}
            </span>
            <VisuallyHidden>{t.others(others.map(reasonWords).join(', '))}</VisuallyHidden>
          </span>
        )}
        <span className="queue-end">
          {waiting === null ? <Taken item={item} moi={moi} now={now} /> : <Leaves at={waiting.part_le} />}
        </span>
      </div>
    </li>
  )
})
