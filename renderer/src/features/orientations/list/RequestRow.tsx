import { memo, type MouseEvent } from 'react'
import type { OrientationLine } from '#shared/contract/orientation.ts'
import { displayName } from '#shared/text/names.ts'
import { row as t, turnOf } from '../../../i18n/orientations.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { href } from '../../../lib/route.ts'
import { cx } from '../../../lib/cx.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { rowProps, type RowPlace } from '../../../ui/RowList.tsx'
import { StateMark } from '../../../ui/StateMark.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { deadlineWords, shortDate } from '../deadline.ts'
import { lookOf } from '../looks.ts'

type Props = RowPlace & {
  readonly line: OrientationLine
  readonly search: string
  readonly now: Date
  readonly onOpen: (id: string, byKeyboard: boolean) => void
}

const Sending = ({ envoi }: Pick<OrientationLine, 'envoi'>) =>
  envoi === 'a-jour' ? null : (
    <span className={cx('request-sending', envoi === 'refuse' && 'request-sending-bad')}>
      <Icon name={envoi === 'refuse' ? 'error' : envoi === 'pieces' ? 'clip' : 'send'} size={14} />
      {t.sending[envoi]}
    </span>
  )

/** One request, enough to know whom it is about, where it stands, and who must act by when. */
export const RequestRow = memo(({ line, search, now, onOpen, reachable, ...place }: Props) => {
  const { sens, id, personne, serviceNom, structureNom, prescripteur, cree_le, lue, envoi } = line
  const unread = sens === 'reception' && !lue && line.etat === 'OUVERTE'
  const look = lookOf(line)
  const deadline = deadlineWords(line.echeance, now)
  // What the server never took is nobody's turn but one's own.
  const turn = envoi === 'refuse' ? null : turnOf(line)
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    onOpen(id, event.detail === 0)
  }
  return (
    <li className={cx('ui-row request-row', unread && 'request-row-unread')} {...rowProps(id, place)}>
      <div className="request-line">
        <a
          href={href.demande(sens, id, search)}
          onClick={open}
          tabIndex={reachable ? 0 : -1}
          aria-current={place.current ? 'true' : undefined}
          className="ui-row-link request-name"
        >
          {unread && (
            <>
              <span className="request-dot" aria-hidden="true" />
              <VisuallyHidden>{`${t.unread}. `}</VisuallyHidden>
            </>
          )}
          <span className="request-person">{personne === '' ? t.noName : personne}</span>
        </a>
        <time className="request-date tabular" dateTime={cree_le} title={formatDateTime(cree_le)}>
          {shortDate(cree_le, now)}
        </time>
      </div>
      <p className="request-what">
        {displayName(serviceNom)}
        <span className="request-side">
          {' · '}
          {sens === 'envoi' ? displayName(structureNom) : t.from(prescripteur, displayName(structureNom))}
        </span>
      </p>
      <div className="request-line request-facts">
        <span className={cx('request-state', `request-state-${look.tone}`)}>
          <StateMark tone={look.tone} icon={look.icon} />
          <span>{look.label}</span>
        </span>
        {envoi === 'a-jour' ? (
          deadline !== null && <span className="request-deadline">{deadline}</span>
        ) : (
          <Sending envoi={envoi} />
        )}
        {turn !== null && <span className={cx('request-turn', turn.mine && 'request-turn-mine')}>{turn.words}</span>}
      </div>
    </li>
  )
})
