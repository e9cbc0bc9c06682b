import { memo, type MouseEvent } from 'react'
import type { Eligible } from '#shared/contract/personnes.ts'
import type { Trajet } from '#shared/contract/portee.ts'
import { BEFORE } from '#shared/reach/when.ts'
import { labelOf } from '#shared/reference/labels.ts'
import type { Card } from '#shared/search/result.ts'
import { availabilityIcon, availabilityTone, availabilityWords } from '../../lib/availability.ts'
import { EligibleMark } from '../../lib/EligibleMark.tsx'
import { formatDistance } from '../../lib/format.ts'
import { href } from '../../lib/route.ts'
import { reach } from '../../i18n/reach.ts'
import { t } from '../../i18n/search.ts'
import { Freshness } from '../../ui/Freshness.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { displayName, displayTown } from '#shared/text/names.ts'

type Props = {
  readonly card: Card
  readonly position: number
  readonly total: number
  readonly selected: boolean
  readonly starred: boolean
  readonly now: Date
  /** A filter on publics is on, and this service is there because it takes everyone. */
  readonly openToAll: boolean
  /** What it is for the person in front; absent when nobody is. */
  readonly eligible: Eligible | undefined
  /** How to be there before nine by public transport, where a timetable tells. */
  readonly trajet: Trajet | null | undefined
  /** `byKeyboard`: the reader follows to the sheet. */
  readonly onOpen: (id: string, byKeyboard: boolean) => void
  readonly onStar: (id: string, name: string) => void
  readonly onHover: (id: string | null) => void
}

/** Reasons that the row already tells in its own place: distance, « à distance », freshness. */
const SAID_ABOVE = new Set(['distance', 'a-distance', 'fraicheur'])

const isRemote = (card: Card) => card.modes_accueil.includes('a-distance')
const isOnSite = (card: Card) => card.modes_accueil.includes('en-presentiel') || !isRemote(card)

const Where = ({ card }: { readonly card: Card }) => (
  <span className="row-where">
    {isOnSite(card) && (
      <span className="row-place">
        <Icon name="pin" size={14} />
        {card.commune === null ? t.noPlace : displayTown(card.commune)}
        {card.distanceKm !== null && <span className="tabular row-distance">{formatDistance(card.distanceKm)}</span>}
      </span>
    )}
    {isRemote(card) && (
      <span className="row-place">
        <Icon name="remote" size={14} />
        {isOnSite(card) ? t.alsoRemote : t.remote}
      </span>
    )}
  </span>
)

/** One service, enough to choose without opening it. Plain elements: fifty of them are drawn between two keystrokes. */
export const ResultRow = memo((props: Props) => {
  const { card, position, total, selected, starred, now, openToAll, eligible, trajet, onOpen, onStar, onHover } = props
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onOpen(card.id, event.detail === 0)
  }
  return (
    <li
      className="row"
      data-id={card.id}
      data-selected={selected || undefined}
      aria-posinset={position}
      aria-setsize={total}
      onMouseEnter={() => onHover(card.id)}
      onMouseLeave={() => onHover(null)}
      onFocus={() => onHover(card.id)}
      onBlur={() => onHover(null)}
    >
      <div className="row-head">
        <h3>
          <a href={href.service(card.id)} onClick={open} aria-current={selected ? 'true' : undefined}>
            {displayName(card.nom)}
          </a>
        </h3>
        <button
          type="button"
          className="row-star"
          aria-pressed={starred}
          aria-label={t.star(card.nom)}
          onClick={() => onStar(card.id, card.nom)}
        >
          <Icon name="star" filled={starred} />
        </button>
      </div>
      <p className="row-line">
        {card.structure !== null && <span className="row-structure">{displayName(card.structure.nom)}</span>}
        <Where card={card} />
      </p>
      {eligible !== undefined && <EligibleMark eligible={eligible} />}
      <p className="row-facts">
        {card.type !== null && <span>{labelOf('types', card.type)}</span>}
        {card.frais !== null && <span>{labelOf('frais', card.frais)}</span>}
        {card.orientable.ok && (
          <span className="row-orientable">
            <Icon name="send" size={13} />
            {t.orientable}
          </span>
        )}
        {card.disponibilite !== null && (
          <span className={`row-room row-room-${availabilityTone(card.disponibilite)}`}>
            <Icon name={availabilityIcon(card.disponibilite)} size={13} />
            {availabilityWords(card.disponibilite)}
          </span>
        )}
        {trajet != null && (
          <span className="row-reached tabular">
            <Icon name="bus" size={13} />
            {reach.row.reached(BEFORE, trajet.depart ?? '', trajet.arrivee ?? '')}
          </span>
        )}
        {openToAll && <span>{t.forAll}</span>}
        <Freshness date={card.date_maj} now={now} />
      </p>
      <p className="row-why">
        <span className="ui-hidden">
          {t.why}
          {'\u202f: '}
        </span>
        {card.raisons
          .filter(({ code }) => !SAID_ABOVE.has(code))
          .map(({ code, label }) => (
            <span key={`${code}/${label}`}>{label}</span>
          ))}
        <span>{labelOf('sources', card.source)}</span>
      </p>
    </li>
  )
})
