import type { OrientationView } from '#shared/contract/orientation.ts'
import { displayName } from '#shared/text/names.ts'
import { DELAI_REPONSES } from '#shared/orientation/clocks.ts'
import { detail as t, row, turnSentence } from '../../../i18n/orientations.ts'
import { formatDate, formatDateTime, plural } from '../../../lib/format.ts'
import { href } from '../../../lib/route.ts'
import { momentOf } from '../../../lib/when.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Link } from '../../../ui/Link.tsx'
import { StateMark } from '../../../ui/StateMark.tsx'
import { deadlineWords } from '../deadline.ts'
import { lookOf } from '../looks.ts'
import { isUnsent, type Told } from '../told.ts'

const Read = ({ view, of, now }: { readonly view: OrientationView; readonly of: Told; readonly now: Date }) => {
  if (view.line.sens !== 'envoi' || view.line.etat === 'MODÉRATION_EN_COURS') return null
  if (isUnsent(view)) return null
  if (of.lue_le === null) return view.line.etat === 'OUVERTE' ? <span>{t.unread}</span> : null
  return (
    <time dateTime={of.lue_le} title={formatDateTime(of.lue_le)}>
      {t.read(momentOf(of.lue_le, now))}
    </time>
  )
}

/** Whom it is about, where it stands, whose turn it is and until when. */
export const Head = ({ view, of }: { readonly view: OrientationView; readonly of: Told }) => {
  const now = useNow(view)
  const { line } = view
  const look = lookOf(line)
  const deadline = deadlineWords(line.echeance, now)
  const sentence = turnSentence(line)
  const delay = of.delai_habituel
  const sent = line.sens === 'envoi'
  return (
    <header className="request-head">
      <p className="request-eyebrow">
        <span className="tabular">{t.number(line.numero)}</span>
        <span>
          {sent ? t.sentOn(formatDate(of.cree_le)) : t.receivedOn(formatDate(of.cree_le))}{' '}
          {sent ? t.byWhom(of.prescripteur.nom) : t.fromWhom(of.prescripteur.nom, displayName(of.prescripteur.structure_nom))}
        </span>
        {of.source === 'EMPLOIS' && <span>{t.fromEmplois}</span>}
        <Read view={view} of={of} now={now} />
      </p>
      <h2 className="request-title" tabIndex={-1}>
        {line.personne === '' ? row.noName : line.personne}
      </h2>
      <p className="request-for">
        <Link href={href.service(line.serviceId)}>{displayName(of.service.nom)}</Link>
        {of.service.structure_nom !== '' && <span className="muted">{` · ${displayName(of.service.structure_nom)}`}</span>}
      </p>
      {!isUnsent(view) && (
        <div className={`request-standing request-standing-${look.tone}`}>
          <StateMark tone={look.tone} icon={look.icon} size="l" />
          <div>
            <p>
              <strong>{look.label}</strong>
              {deadline !== null && <span>{` · ${deadline}`}</span>}
            </p>
            {sentence !== null && <p>{sentence}</p>}
            {line.etat === 'OUVERTE' && delay !== null && delay.reponses >= DELAI_REPONSES && (
              <p className="muted">{t.delay(plural(Math.max(1, Math.round(delay.jours)), 'jour', 'jours'))}</p>
            )}
          </div>
        </div>
      )}
    </header>
  )
}
