import { useEffect, useRef, useState } from 'react'
import type { AccountState } from '#shared/contract/account.ts'
import { signInText as t } from '../../i18n/account.ts'
import { announce } from '../../lib/announce.ts'
import { useAction } from '../../lib/api.ts'
import { forgetFailure } from '../../lib/sign-in.ts'
import { hourOf } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { CopyButton } from '../../ui/sheet/CopyButton.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { TextField } from '../../ui/TextField.tsx'

type Attente = NonNullable<AccountState['attente']>

const CodeForm = () => {
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const finish = useAction('account.finish')
  const missing = code.trim() === ''
  return (
    <Form
      box
      label={t.otherMachine}
      onSubmit={() => {
        setTried(true)
        if (missing) return
        forgetFailure()
        finish.mutate({ code: code.trim() })
      }}
    >
      <strong>{t.otherMachine}</strong>
      <TextField
        label={t.code}
        description={t.codeHelp}
        value={code}
        onChange={setCode}
        autoComplete="one-time-code"
        maxLength={100}
        errorMessage={tried && missing ? t.codeMissing : undefined}
      />
      {finish.error !== null && (
        <Notice tone="bad" urgent>
          {finish.error.message}
        </Notice>
      )}
      <Button type="submit" isDisabled={finish.isPending}>
        {t.codeSend}
      </Button>
    </Form>
  )
}

const ForLink = ({ email }: { readonly email: string }) => (
  <>
    <p>{t.waitingLinkText(email)}</p>
    <CodeForm />
  </>
)

const ForProvider = ({ address }: { readonly address: string | null }) => (
  <>
    <p>{t.waitingProviderText}</p>
    {address !== null && (
      <div className="ui-form">
        <p className="ui-description">{t.notOpened}</p>
        <div className="sign-in-address">
          <TextField label={t.address} value={address} isReadOnly />
          <CopyButton label={t.copyAddress} text={address} />
        </div>
      </div>
    )}
  </>
)

/** A sign-in under way elsewhere: what to do there, what to do when it does not come, and how to give it up. */
export const Waiting = ({ attente: { moyen, adresse, courriel, expire_le: until } }: { readonly attente: Attente }) => {
  const heading = useRef<HTMLHeadingElement>(null)
  const cancel = useAction('account.cancel')
  const again = useAction('account.begin')
  const byLink = moyen === 'courriel'
  // The button that began it is gone with its form: the focus goes to what takes its place.
  useEffect(() => heading.current?.focus(), [moyen])
  return (
    <section className="sign-in-waiting" aria-labelledby="sign-in-waiting">
      <div className="sign-in-waiting-head">
        <StateMark tone="busy" icon={byLink ? 'mail' : 'external'} size="l" />
        <h2 id="sign-in-waiting" ref={heading} tabIndex={-1}>
          {byLink ? t.waitingLink : t.waitingProvider}
        </h2>
      </div>
      {byLink ? <ForLink email={courriel ?? ''} /> : <ForProvider address={adresse} />}
      {again.error !== null && (
        <Notice tone="bad" urgent>
          {again.error.message}
        </Notice>
      )}
      <div className="ui-form-actions">
        {byLink && courriel !== null && (
          <Button
            icon="mail"
            isDisabled={again.isPending}
            onPress={() => again.mutate({ moyen: 'courriel', courriel }, { onSuccess: () => announce(t.resent) })}
          >
            {t.resend}
          </Button>
        )}
        <Button isDisabled={cancel.isPending} onPress={() => cancel.mutate(undefined, { onSettled: forgetFailure })}>
          {byLink ? t.otherEmail : t.cancel}
        </Button>
        <span className="muted tabular">{t.until(hourOf(new Date(until)))}</span>
      </div>
    </section>
  )
}
