import type { DraftProblem, DraftView } from '#shared/orientation/draft.ts'
import { senderOf } from '#shared/orientation/sender.ts'
import { displayName } from '#shared/text/names.ts'
import { checksText, sendingText as t, whatHappensText } from '../../../i18n/sending.ts'
import { useCall } from '../../../lib/api.ts'
import { isAway } from '../../../lib/exchange-state.ts'
import { nameOf } from '../../../lib/person-at-hand.ts'
import { useSyncStatus } from '../../../lib/sync-status.ts'
import { usage } from '../../../lib/usage.ts'
import { useAccount } from '../../../lib/use-account.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import type { DraftForm } from '../form.ts'
import { ChecksSection } from './ChecksSection.tsx'
import { gateOf } from './gate.ts'
import { GateNotice } from './GateNotice.tsx'
import { type Reasons, toComplete } from './overrides.ts'
import { Plan } from './Plan.tsx'
import { Sender } from './Sender.tsx'
import { useSend } from './use-send.ts'
import './send.css'

type Props = {
  /** As it is on screen. */
  readonly draft: DraftView
  readonly problems: readonly DraftProblem[]
  readonly uploading: boolean
  readonly reasons: Reasons
  readonly onReasons: (reasons: Reasons) => void
  readonly set: DraftForm['set']
  readonly stored: () => Promise<boolean>
  /** Where one comes back from the sign-in. */
  readonly suite: string
  readonly onClose: () => void
  /** Leaves for the fields that miss something, the first one first. */
  readonly onComplete: (champs: readonly string[]) => void
  readonly onSent: (sent: { readonly id: string; readonly retenue: boolean }) => void
}

/** What was checked, what will happen, and the act itself: nothing is sent that was not said here first. */
export const SendDialog = (props: Props) => {
  const { draft, problems, onClose } = props
  const account = useAccount()
  const status = useSyncStatus()
  const gate = gateOf(account, status)
  const { data: checks, error: unread, refetch } = useCall('orientations.checks', { draftId: draft.id })
  const structures = gate.kind === 'pret' ? gate.structures : []
  const sender = senderOf(structures, draft.content.structure_prescriptrice_id, account?.structure_courante ?? null)
  const missing = toComplete(problems)
  const { send, tried, busy, error } = useSend({
    draftId: draft.id,
    structureId: sender?.structure_id ?? null,
    checks,
    reasons: props.reasons,
    uploading: props.uploading,
    stored: props.stored,
    onSent: (sent) => {
      usage.gesture(draft.service.id, 'orientation')
      props.onSent(sent)
    },
  })
  const blocked = checks?.checks.some(({ niveau }) => niveau === 'bloquant') === true
  const failure = tried && blocked ? checksText.bloque : error
  return (
    <Dialog
      isOpen
      keepOpen
      size="l"
      title={t.envoyer}
      onClose={onClose}
      actions={
        <>
          {failure !== null && (
            <div className="send-failure">
              <Notice tone="bad" title={t.echec} urgent>
                {failure}
              </Notice>
            </div>
          )}
          <Button onPress={onClose}>{t.annuler}</Button>
          {missing.length > 0 && (
            <Button variant="primary" icon="pencil" onPress={() => props.onComplete(missing.map(({ champ }) => champ))}>
              {t.completer}
            </Button>
          )}
          {gate.kind === 'pret' && missing.length === 0 && (
            <Button variant="primary" icon="send" onPress={send} isPending={busy} isDisabled={checks === undefined}>
              {busy ? t.enCours : t.envoyer}
            </Button>
          )}
        </>
      }
    >
      <div className="send">
        <p className="muted">
          {t.pour(nameOf(draft.content), displayName(draft.service.nom), displayName(draft.service.structure))}
        </p>
        {structures.length === 1 && (
          <p>
            {whatHappensText.auNomDe} <strong>{displayName(structures[0]?.structure_nom ?? '')}</strong>
          </p>
        )}
        {structures.length > 1 && (
          <Sender
            label={whatHappensText.auNomDe}
            structures={structures}
            senderId={sender?.structure_id ?? null}
            errorMessage={tried && sender === null ? whatHappensText.choisirManque : undefined}
            set={props.set}
          />
        )}
        <GateNotice gate={gate} suite={props.suite} />
        {missing.length > 0 && (
          <Notice tone="warn" title={t.incomplet}>
            <ul className="send-missing">
              {missing.map(({ champ, message }) => (
                <li key={champ + message}>{message}</li>
              ))}
            </ul>
          </Notice>
        )}
        {checks === undefined && unread === null && (
          <div aria-busy="true" aria-label={t.chargement}>
            <Skeleton lines={6} />
          </div>
        )}
        {unread !== null && (
          <ReadFailure title={t.echecVerifications} error={unread} onRetry={() => void refetch()}>
            {t.echecVerificationsAide}
          </ReadFailure>
        )}
        {checks !== undefined && (
          <ChecksSection checks={checks} tried={tried} reasons={props.reasons} onReasons={props.onReasons} />
        )}
        {checks !== undefined && gate.kind === 'pret' && (
          <Plan
            draft={draft}
            checks={checks}
            sender={displayName(sender?.structure_nom ?? '')}
            account={account?.compte?.courriel ?? ''}
            offline={isAway(status)}
          />
        )}
      </div>
    </Dialog>
  )
}
