import { useRef, useState } from 'react'
import { people } from '../i18n/people.ts'
import { checkSiret } from '#shared/reference/siret.ts'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { Link } from '../ui/Link.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useAction } from './api.ts'
import { isAddress } from './addresses.ts'
import { href } from './route.ts'

const t = people.firstAdmin

type Props = {
  /** Of the structure, when it is known already. */
  readonly siret?: string
  readonly onInvited?: () => void
}

/** The first administrator of a structure that has none: for the team, and for gestionnaires in their départements. */
export const FirstAdminForm = ({ siret: known = '', onInvited }: Props) => {
  const [siret, setSiret] = useState(known)
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const [sent, setSent] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const action = useAction('members.inviteFirstAdmin')
  const checked = checkSiret(siret)
  const siretWrong = checked.etat === 'forme'
  const emailWrong = !isAddress(email)

  const submit = () => {
    setTried(true)
    setSent('')
    if (siretWrong || emailWrong) {
      form.current?.querySelectorAll('input')[siretWrong ? 0 : 1]?.focus()
      return
    }
    const courriel = email.trim()
    action.mutate(
      { siret: checked.siret, courriel },
      {
        onSuccess: ({ structure }) => {
          setSent(t.sent(courriel, structure.nom))
          setSiret(known)
          setEmail('')
          setTried(false)
          onInvited?.()
        },
      },
    )
  }
  return (
    <Form formRef={form} box label={t.title} onSubmit={submit}>
      <p className="ui-description">{t.help}</p>
      <TextField
        label={people.siret}
        description={people.siretHelp}
        value={siret}
        onChange={setSiret}
        inputMode="numeric"
        autoComplete="off"
        maxLength={30}
        errorMessage={tried && siretWrong ? people.siretForm : undefined}
      />
      {checked.etat === 'cle' && <Notice tone="warn">{people.siretKey}</Notice>}
      <TextField
        label={t.email}
        type="email"
        value={email}
        onChange={setEmail}
        autoComplete="off"
        maxLength={254}
        errorMessage={tried && emailWrong ? people.emailWrong : undefined}
      />
      {action.error !== null && (
        <Notice tone="bad" urgent>
          {action.error.message}
        </Notice>
      )}
      <div role="status">
        {sent !== '' && (
          <Notice tone="good">
            {sent} {action.data !== undefined && <Link href={href.membres(action.data.structure.id)}>{t.members}</Link>}
          </Notice>
        )}
      </div>
      <Button type="submit" variant="primary" icon="send" isDisabled={action.isPending}>
        {action.isPending ? t.sending : t.send}
      </Button>
    </Form>
  )
}
