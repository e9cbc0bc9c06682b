import { useState } from 'react'
import type { Methods } from '#shared/accounts/wire.ts'
import { people } from '../../i18n/people.ts'
import { serverText } from '../../i18n/sync.ts'
import { signInText as t } from '../../i18n/account.ts'
import { isAddress } from '../../lib/addresses.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { PasswordForm } from '../../lib/PasswordForm.tsx'
import { href } from '../../lib/route.ts'
import { forgetFailure, signedIn } from '../../lib/sign-in.ts'
import { useSyncStatus } from '../../lib/sync-status.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextField } from '../../ui/TextField.tsx'

const Provider = ({ name }: { readonly name: string }) => {
  const begin = useAction('account.begin')
  return (
    <section className="sign-in-way" aria-labelledby="sign-in-provider">
      <h2 id="sign-in-provider">{t.providerTitle}</h2>
      <p className="ui-description">{t.providerHelp}</p>
      {begin.error !== null && (
        <Notice tone="bad" urgent>
          {begin.error.message}
        </Notice>
      )}
      <Button
        variant="primary"
        icon="external"
        isDisabled={begin.isPending}
        onPress={() => {
          forgetFailure()
          begin.mutate({ moyen: 'fournisseur' })
        }}
      >
        {t.provider(name)}
      </Button>
    </section>
  )
}

const EmailLink = ({ email: known }: { readonly email: string }) => {
  const [email, setEmail] = useState(known)
  const [tried, setTried] = useState(false)
  const begin = useAction('account.begin')
  const wrong = !isAddress(email)
  return (
    <section className="sign-in-way" aria-labelledby="sign-in-link">
      <h2 id="sign-in-link">{t.link}</h2>
      <p className="ui-description">{t.linkHelp}</p>
      <Form
        box
        onSubmit={() => {
          setTried(true)
          if (wrong) return
          forgetFailure()
          begin.mutate({ moyen: 'courriel', courriel: email.trim() })
        }}
      >
        <TextField
          label={people.email}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          maxLength={254}
          errorMessage={tried && wrong ? people.emailWrong : undefined}
        />
        {begin.error !== null && (
          <Notice tone="bad" urgent>
            {begin.error.message}
          </Notice>
        )}
        <Button type="submit" icon="mail" isDisabled={begin.isPending}>
          {begin.isPending ? t.linkSending : t.linkSend}
        </Button>
      </Form>
    </section>
  )
}

const Password = ({ alone, email }: { readonly alone: boolean; readonly email: string }) => {
  const embedded = useSyncStatus()?.embarque === true
  return (
    <section className="sign-in-way" aria-labelledby="sign-in-password">
      <h2 id="sign-in-password">{alone ? t.password : t.passwordOther}</h2>
      <PasswordForm email={email} embedded={embedded} onSignedIn={() => signedIn(serverText.signedInNow)} />
    </section>
  )
}

const Offered = ({ methods: { fournisseur, courriel, mot_de_passe }, email }: { methods: Methods; email: string }) => (
  <>
    {fournisseur !== null && <Provider name={fournisseur} />}
    {courriel && <EmailLink email={email} />}
    {mot_de_passe && <Password alone={fournisseur === null && !courriel} email={email} />}
    {fournisseur === null && !courriel && !mot_de_passe && <Notice tone="warn">{t.none}</Notice>}
  </>
)

/** The ways in that this server offers, asked each time: another server offers others. */
export const Ways = ({ email }: { /** Of the account whose session has expired. */ readonly email: string }) => {
  const { data, error, refetch } = useCall('account.methods', undefined, { fresh: true })
  if (data !== undefined) return <Offered methods={data} email={email} />
  if (error === null)
    return (
      <div aria-busy="true" aria-label={t.ways}>
        <Skeleton lines={5} />
      </div>
    )
  return (
    <ReadFailure
      title={t.failed}
      error={error}
      onRetry={() => void refetch()}
      actions={<Link href={href.reglages('serveur')}>{people.settings}</Link>}
    >
      {t.failedHelp}
    </ReadFailure>
  )
}
