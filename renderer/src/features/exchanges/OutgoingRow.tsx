import { useState } from 'react'
import type { OutgoingChange } from '#shared/contract/sync.ts'
import { fieldName, outgoing as t } from '../../i18n/sync.ts'
import { useAction } from '../../lib/api.ts'
import { formatDateTime } from '../../lib/format.ts'
import { showToast } from '../../lib/toasts.ts'
import { inWhen, momentOf } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Subject } from './Subject.tsx'

const TAGS: Readonly<
  Record<OutgoingChange['etat'], { readonly tone: 'neutral' | 'good' | 'warn' | 'bad'; readonly icon: IconName }>
> = {
  'en-attente': { tone: 'neutral', icon: 'clock' },
  envoye: { tone: 'good', icon: 'check' },
  refuse: { tone: 'bad', icon: 'error' },
  conflit: { tone: 'warn', icon: 'warning' },
  bloque: { tone: 'neutral', icon: 'lock' },
}

const fieldNames = ({ champs, kind }: OutgoingChange) => champs.map((champ) => fieldName(champ, kind))

const Facts = ({ change, now }: { readonly change: OutgoingChange; readonly now: Date }) => {
  const { etat, essais, prochain_essai: next } = change
  const waits = etat === 'en-attente' || etat === 'bloque'
  return (
    <p className="exchange-facts">
      {change.champs.length > 0 && change.action === 'modification' && <span>{t.fields(fieldNames(change))}</span>}
      <time dateTime={change.cree_le} title={formatDateTime(change.cree_le)}>
        {momentOf(change.cree_le, now)}
      </time>
      {essais > 0 && <span className="tabular">{t.tries(essais)}</span>}
      {waits && next !== null && <span className="tabular">{t.next(inWhen(next, now) ?? t.nextSoon)}</span>}
    </p>
  )
}

/** What giving up would lose, in words; null when nothing is: what was removed here only comes back. */
const lossOf = (change: OutgoingChange): string | null => {
  if (change.action === 'suppression') return null
  if (change.action === 'creation') return t.confirmCreation(change.nom)
  return t.confirmChange(change.nom, fieldNames(change).join(', '))
}

/** One change on its way to the server: what it is, where it stands, what the server answered, and what can be done. */
export const OutgoingRow = ({ change, now }: { readonly change: OutgoingChange; readonly now: Date }) => {
  const [asking, setAsking] = useState(false)
  const retry = useAction('sync.retry')
  const cancel = useAction('sync.cancel')
  const { mut_id: mutId, nom, etat, action, reponse } = change
  const onError = (error: Error) => showToast({ tone: 'erreur', message: error.message })
  const give = () => cancel.mutate({ mutId }, { onError, onSuccess: () => showToast({ message: t.cancelled(nom) }) })
  const resend = () => retry.mutate({ mutId }, { onError, onSuccess: () => showToast({ message: t.resent(nom) }) })
  const loss = lossOf(change)
  const busy = retry.isPending || cancel.isPending
  // Answered, or shown above as a clash: nothing to ask again here.
  const open = etat !== 'envoye' && etat !== 'conflit'
  return (
    <li className="exchange-card">
      <div className="exchange-head">
        <Subject of={change} level={3} />
        <Tag>{t.actions[action]}</Tag>
        <Tag {...TAGS[etat]}>{t.states[etat]}</Tag>
      </div>
      <Facts change={change} now={now} />
      {etat === 'conflit' && <p className="muted">{t.conflictHelp}</p>}
      {reponse !== null && (
        <p className="exchange-answer">
          <b>{`${t.answer}\u202f: `}</b>
          {reponse.message}
        </p>
      )}
      {open && (
        <div className="exchange-tools">
          <Button size="s" icon="send" isDisabled={busy} onPress={resend} aria-label={t.retryOf(nom)}>
            {t.retry}
          </Button>
          <Button
            size="s"
            variant="quiet"
            isDisabled={busy}
            onPress={() => (loss === null ? give() : setAsking(true))}
            aria-label={t.cancelOf(nom)}
          >
            {t.cancel}
          </Button>
        </div>
      )}
      {asking && (
        <ConfirmDialog
          title={t.confirmTitle}
          confirm={t.confirm}
          back={t.keep}
          danger
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            give()
          }}
        >
          <p>{loss}</p>
        </ConfirmDialog>
      )}
    </li>
  )
}
