import { useState } from 'react'
import type { AccountState } from '#shared/contract/account.ts'
import type { Compte, Rattachement } from '#shared/accounts/compte.ts'
import { listingText } from '../../i18n/listing.ts'
import { accountText as t } from '../../i18n/account.ts'
import { useAction } from '../../lib/api.ts'
import { href, navigate } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { useFocusAfterRemoval } from '../../lib/use-focus-after-removal.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Link } from '../../ui/Link.tsx'
import { PageSection } from '../../ui/PageSection.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { displayName } from '#shared/text/names.ts'
import { AcceptInvitation } from './AcceptInvitation.tsx'

const TAGS = {
  membre: { tone: 'good', icon: 'check' },
  invitation: { tone: 'accent', icon: 'mail' },
  demande: { tone: 'warn', icon: 'clock' },
} as const

const stateWords = ({ etat, admin }: Rattachement): string =>
  etat === 'membre' ? (admin ? t.admin : t.member) : etat === 'invitation' ? t.invitation : t.request

type RowProps = {
  readonly tie: Rattachement
  readonly compte: Compte
  readonly isCurrent: boolean
  /** There is another to choose. */
  readonly choice: boolean
  readonly cguDue: boolean
}

type Asked = 'accepter' | 'decliner' | 'quitter' | null

const Actions = ({ tie, isCurrent, choice, onAsk }: Omit<RowProps, 'compte' | 'cguDue'> & { onAsk: (what: Asked) => void }) => {
  const { structure_id: structureId, user_id: userId } = tie
  const nom = displayName(tie.structure_nom)
  const choose = useAction('account.setStructure')
  const remind = useAction('members.resend')
  const withdraw = useAction('members.cancel')
  const onError = ({ message }: Error) => showToast({ tone: 'erreur', message })
  if (tie.etat === 'invitation')
    return (
      <>
        <Button size="s" variant="primary" onPress={() => onAsk('accepter')}>
          {t.accept}
        </Button>
        <Button size="s" onPress={() => onAsk('decliner')}>
          {t.decline}
        </Button>
      </>
    )
  if (tie.etat === 'demande')
    return (
      <>
        <Button
          size="s"
          icon="send"
          isDisabled={remind.isPending}
          onPress={() => remind.mutate({ structureId, userId }, { onError, onSuccess: () => showToast({ message: t.reminded }) })}
        >
          {t.remind}
        </Button>
        <Button
          size="s"
          variant="quiet"
          isDisabled={withdraw.isPending}
          onPress={() =>
            void withdraw.mutateAsync({ structureId, userId }).then(() => showToast({ message: t.withdrawn(nom) }), onError)
          }
        >
          {t.withdraw}
        </Button>
      </>
    )
  return (
    <>
      {choice && !isCurrent && (
        <Button
          size="s"
          isDisabled={choose.isPending}
          onPress={() => choose.mutate({ structureId }, { onError, onSuccess: () => showToast({ message: t.nowCurrent(nom) }) })}
        >
          {t.makeCurrent}
        </Button>
      )}
      <Button size="s" icon="building" onPress={() => navigate(href.offre(structureId))}>
        {listingText.manage}
      </Button>
      <Button size="s" icon="people" onPress={() => navigate(href.membres(structureId))}>
        {t.members}
      </Button>
      <Button size="s" variant="quiet" onPress={() => onAsk('quitter')}>
        {t.leave}
      </Button>
    </>
  )
}

const Row = (props: RowProps) => {
  const { tie, compte, isCurrent, cguDue } = props
  const [asked, setAsked] = useState<Asked>(null)
  const leave = useAction('members.remove')
  const decline = useAction('members.refuse')
  const nom = displayName(tie.structure_nom)
  const of = { structureId: tie.structure_id, userId: compte.id }
  const done = (message: string) => {
    setAsked(null)
    showToast({ message })
  }
  // Not by the callbacks of `mutate`: the row may be gone before the answer comes, and they with it. The dialog says a failure.
  const after = async (answer: Promise<void>, message: string) => {
    const well = await answer.then(
      () => true,
      () => false,
    )
    if (well) done(message)
  }
  return (
    <li className="account-row">
      <div className="account-row-main">
        <Link href={href.structure(tie.structure_id)}>{nom}</Link>
        <div className="account-row-tags">
          <Tag {...TAGS[tie.etat]}>{stateWords(tie)}</Tag>
          {isCurrent && <Tag tone="accent">{t.current}</Tag>}
        </div>
      </div>
      <div className="ui-form-actions" role="group" aria-label={nom}>
        <Actions {...props} onAsk={setAsked} />
      </div>
      {asked === 'accepter' && (
        <AcceptInvitation tie={tie} cguDue={cguDue} onClose={() => setAsked(null)} onAccepted={() => done(t.accepted(nom))} />
      )}
      {asked === 'decliner' && (
        <ConfirmDialog
          title={t.declineTitle(nom)}
          confirm={t.decline}
          isBusy={decline.isPending}
          error={decline.error}
          onClose={() => setAsked(null)}
          onConfirm={() => void after(decline.mutateAsync(of), t.declined(nom))}
        >
          <p>{t.declineText}</p>
        </ConfirmDialog>
      )}
      {asked === 'quitter' && (
        <ConfirmDialog
          title={t.leaveTitle(nom)}
          confirm={t.leaveDo}
          danger
          isBusy={leave.isPending}
          error={leave.error}
          onClose={() => setAsked(null)}
          onConfirm={() => void after(leave.mutateAsync(of), t.leaveNow(nom))}
        >
          <p>{t.leaveText}</p>
          {tie.admin && <p>{t.leaveAlone}</p>}
        </ConfirmDialog>
      )}
    </li>
  )
}

/** Each structure of the person, with its state and what may be done about it. */
export const StructuresSection = ({ state, compte }: { readonly state: AccountState; readonly compte: Compte }) => {
  const { rattachements, structure_courante: current, cgu_a_accepter: cguDue } = state
  const focus = useFocusAfterRemoval(rattachements.length)
  const choice = rattachements.filter(({ etat }) => etat === 'membre').length > 1
  return (
    <PageSection title={t.structures} help={t.structuresHelp}>
      {rattachements.length === 0 ? (
        <p className="muted">{t.noStructure}</p>
      ) : (
        <ul className="account-rows" aria-label={t.structures} {...focus}>
          {rattachements.map((tie) => (
            <Row
              key={tie.structure_id}
              tie={tie}
              compte={compte}
              isCurrent={tie.structure_id === current}
              choice={choice}
              cguDue={cguDue}
            />
          ))}
        </ul>
      )}
      <p>
        <Button icon="plus" onPress={() => navigate(href.rejoindre())}>
          {t.join}
        </Button>
      </p>
    </PageSection>
  )
}
