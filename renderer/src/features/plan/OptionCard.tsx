import type { Eligible } from '#shared/contract/personnes.ts'
import type { PlanBesoin, PlanOption } from '#shared/plan/plan.ts'
import { labelOf } from '#shared/reference/labels.ts'
import type { Card } from '#shared/search/result.ts'
import { displayName, displayTown } from '#shared/text/names.ts'
import { plan } from '../../i18n/plan.ts'
import { formatDistance } from '../../lib/format.ts'
import { href, navigate } from '../../lib/route.ts'
import { useNow } from '../../lib/use-now.ts'
import { VerdictTag } from '../../lib/VerdictTag.tsx'
import { Freshness } from '../../ui/Freshness.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { focusOption } from './focus-plan.ts'
import { PlanNote } from './PlanNote.tsx'
import type { PlanGestures } from './plan-gestures.ts'

const t = plan.option

const isRemote = (card: Card) => card.modes_accueil.includes('a-distance')
const isOnSite = (card: Card) => card.modes_accueil.includes('en-presentiel') || !isRemote(card)

/** Reasons that the marks below say already: the price, the age of the listing. */
const isMark = (reason: string, card: Card | null | undefined): boolean =>
  card != null && (reason.startsWith('Mis à jour') || (card.frais !== null && reason === labelOf('frais', card.frais)))

const Where = ({ card }: { readonly card: Card }) => (
  <>
    {isOnSite(card) && card.commune !== null && (
      <span className="plan-option-place">
        <Icon name="pin" size={14} />
        {displayTown(card.commune)}
        {card.distanceKm !== null && <b className="tabular">{formatDistance(card.distanceKm)}</b>}
      </span>
    )}
    {isRemote(card) && (
      <span className="plan-option-place">
        <Icon name="remote" size={14} />
        {plan.constraint['a-distance']}
      </span>
    )}
  </>
)

type Props = {
  readonly need: PlanBesoin
  readonly option: PlanOption
  readonly rank: number
  /** Undefined while it is read; null once it has left the catalogue. */
  readonly card: Card | null | undefined
  readonly eligible: Eligible | undefined
  readonly isOpen: boolean
  readonly noting: boolean
  readonly gestures: PlanGestures
}

/** A service retained for a need: what, where, why, and what one may do of it in one key. */
export const OptionCard = ({ need, option, rank, card, eligible, isOpen, noting, gestures }: Props) => {
  const { serviceId } = option
  const now = useNow()
  const at = { needId: need.id, serviceId }
  const nom = displayName(option.nom)
  const why = option.pourquoi.filter((reason) => !isMark(reason, card))
  return (
    <li className="plan-option" data-option={serviceId} data-open={isOpen || undefined}>
      <div className="plan-option-head">
        <h3>
          <button
            type="button"
            className="plan-option-name"
            aria-current={isOpen ? 'true' : undefined}
            onClick={(event) => gestures.open(at, event.detail === 0)}
          >
            {nom}
          </button>
        </h3>
        <div className="plan-option-acts">
          <IconButton label={t.replace} icon="refresh" size="s" shortcut="R" onPress={() => gestures.replace(at)} />
          <IconButton label={t.aside} icon="close" size="s" shortcut="X" onPress={() => gestures.aside(at)} />
          <IconButton label={t.note} icon="pencil" size="s" shortcut="N" onPress={() => gestures.note(at)} />
          <Menu
            label={t.actions(nom)}
            trigger={<IconButton label={t.actions(nom)} icon="more" size="s" />}
            entries={[
              { id: 'back', label: t.back, icon: 'undo', onAction: () => gestures.back(at) },
              { id: 'up', label: t.up, icon: 'chevron-up', disabled: rank === 0, onAction: () => gestures.move(at, -1) },
              {
                id: 'down',
                label: t.down,
                icon: 'chevron-down',
                disabled: rank === need.options.length - 1,
                onAction: () => gestures.move(at, 1),
              },
              { id: 'open', label: t.open, icon: 'expand', onAction: () => navigate(href.service(serviceId)) },
              { id: 'remove', label: t.remove, icon: 'trash', danger: true, onAction: () => gestures.remove(at) },
            ]}
          />
        </div>
      </div>
      <p className="plan-option-line">
        {option.structure !== '' && <span>{displayName(option.structure)}</span>}
        {card != null && <Where card={card} />}
      </p>
      {why.length > 0 && (
        <p className="plan-option-why">
          <VisuallyHidden>
            {t.why}
            {'\u202f: '}
          </VisuallyHidden>
          {why.map((reason) => (
            <span key={reason}>{reason}</span>
          ))}
        </p>
      )}
      <p className="plan-option-marks">
        {card === null && (
          <Tag tone="warn" icon="warning">
            {t.left}
          </Tag>
        )}
        {eligible !== undefined && (
          <span className="plan-option-verdict">
            <VerdictTag verdict={eligible.verdict} />
            <span>{eligible.raison}</span>
          </span>
        )}
        {card != null && (
          <>
            {card.frais !== null && <Tag icon="euro">{labelOf('frais', card.frais)}</Tag>}
            {card.orientable.ok && <Tag icon="send">{t.orientable}</Tag>}
            <Freshness date={card.date_maj} now={now} />
          </>
        )}
      </p>
      {(noting || option.note !== '') && (
        <PlanNote
          label={t.noteLabel(nom)}
          help={t.noteHelp}
          value={option.note}
          most={1_000}
          onChange={(note) => gestures.writeNote(at, note)}
          onLeave={() => focusOption(need.id, serviceId)}
        />
      )}
    </li>
  )
}
