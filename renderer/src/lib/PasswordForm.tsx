import { useEffect, useRef, useState } from 'react'
import { serverText as t } from '../i18n/sync.ts'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useAction } from './api.ts'

type Props = {
  /** Address already known, to type the password only. */
  readonly email: string
  readonly onSignedIn: () => void
  /** Asked for by a link: the first field to fill takes the focus. */
  readonly wanted?: boolean
  /** The server that comes with the application: where its first password is. */
  readonly embedded: boolean
}

/** An account of the server. What is wrong is said on the field it is about, or above the button; nothing typed is lost. */
export const PasswordForm = ({ email: known, onSignedIn, wanted = false, embedded }: Props) => {
  const [email, setEmail] = useState(known)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const action = useAction('sync.signIn')
  const form = useRef<HTMLFormElement>(null)
  const emailMissing = email.trim() === ''

  useEffect(() => {
    if (!wanted) return
    // After the shell has put the focus on the title of the screen.
    const frame = requestAnimationFrame(() => {
      form.current?.scrollIntoView({ block: 'center' })
      form.current?.querySelector<HTMLInputElement>(emailMissing ? 'input' : 'input[type=password]')?.focus()
    })
    return () => cancelAnimationFrame(frame)
    // Once, on arrival.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  const submit = () => {
    setTried(true)
    if (emailMissing || password === '') {
      form.current?.querySelector<HTMLInputElement>(emailMissing ? 'input' : 'input[type=password]')?.focus()
      return
    }
    // Not by the callbacks of `mutate`, which are for a form still on screen: the account may be told before the answer comes, and the
    // screen shows it in place of the form.
    action.mutateAsync({ courriel: email.trim(), motDePasse: password }).then(
      () => {
        setPassword('')
        onSignedIn()
      },
      () => {
        // Said by `action.error`.
      },
    )
  }
  return (
    <Form formRef={form} box onSubmit={submit}>
      <TextField
        label={t.email}
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        maxLength={254}
        errorMessage={tried && emailMissing ? t.emailMissing : undefined}
      />
      <TextField
        label={t.password}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        maxLength={200}
        errorMessage={tried && password === '' && !action.isSuccess ? t.passwordMissing : undefined}
      />
      {action.error !== null && (
        <Notice tone="bad" urgent>
          {action.error.message}
        </Notice>
      )}
      <Button type="submit" variant="primary" isDisabled={action.isPending}>
        {action.isPending ? t.signingIn : t.signIn}
      </Button>
      {embedded && <p className="ui-description">{t.firstAdmin}</p>}
    </Form>
  )
}
