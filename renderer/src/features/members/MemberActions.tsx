import type { Member } from '#shared/accounts/wire.ts'
import { membersText as t } from '../../i18n/members.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import type { Asked } from './MemberDialogs.tsx'
import { nameOf } from './rows.ts'
import { failToast, useMemberAction } from './use-member-action.ts'

type Props = { readonly member: Member; readonly structureId: string; readonly onAsk: (what: Asked) => void }

const removal = ({ etat, moi }: Member, name: string): { what: Asked; words: string; label: string } => {
  if (etat === 'invitation') return { what: 'annuler', words: t.cancel, label: t.cancelOf(name) }
  if (etat === 'demande') return { what: 'retirer-demande', words: t.withdraw, label: t.withdraw }
  return moi ? { what: 'quitter', words: t.leave, label: t.leave } : { what: 'retirer', words: t.remove, label: t.removeOf(name) }
}

/** What the server says may be done about this person, and nothing else: a screen computes no right. */
export const MemberActions = ({ member, structureId, onAsk }: Props) => {
  const { droits, etat, moi } = member
  const resend = useMemberAction('members.resend')
  const accept = useMemberAction('members.accept')
  const name = nameOf(member)
  const of = { structureId, userId: member.user_id }
  const away = removal(member, name)
  return (
    <>
      {droits.repondre && (
        <>
          <Button
            size="s"
            variant="primary"
            isDisabled={accept.isPending}
            aria-label={t.acceptOf(name)}
            onPress={() => void accept.run(of, () => showToast({ message: t.accepted(name) }), failToast)}
          >
            {t.accept}
          </Button>
          <Button size="s" aria-label={t.refuseOf(name)} onPress={() => onAsk('refuser')}>
            {t.refuse}
          </Button>
        </>
      )}
      {droits.relancer && (
        <Button
          size="s"
          icon="send"
          isDisabled={resend.isPending}
          aria-label={t.resendOf(name)}
          onPress={() =>
            void resend.run(of, () => showToast({ message: etat === 'demande' && moi ? t.reminded : t.resent(name) }), failToast)
          }
        >
          {t.resend}
        </Button>
      )}
      {droits.changer_role && (
        <Button size="s" aria-label={t.role(name)} onPress={() => onAsk('role')}>
          {t.roleDo}
        </Button>
      )}
      {droits.retirer && (
        <Button size="s" variant="quiet" aria-label={away.label} onPress={() => onAsk(away.what)}>
          {away.words}
        </Button>
      )}
    </>
  )
}
