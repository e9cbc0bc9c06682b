import { useState } from 'react'
import { accountText as t } from '../../i18n/account.ts'
import { useAction } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageSection } from '../../ui/PageSection.tsx'
import { TextField } from '../../ui/TextField.tsx'

/** As short as the server takes it. */
const MIN = 12

/** A refusal that is about a field is said on it. */
const FIELD_OF: Readonly<Record<string, 'old' | 'new'>> = {
  'compte-mot-de-passe-faux': 'old',
  'compte-mot-de-passe-faible': 'new',
}

/** The password of this server, for the accounts that have one. */
export const PasswordSection = () => {
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const change = useAction('account.changePassword')
  const refused = change.error === null ? undefined : FIELD_OF[change.error.code]
  const problems = {
    old: old === '' ? t.passwordMissing : undefined,
    new: next.length < MIN ? t.passwordShort : undefined,
    again: again !== next ? t.passwordDiffers : undefined,
  }
  const shown = (field: keyof typeof problems) =>
    (tried ? problems[field] : undefined) ?? (refused === field ? change.error?.message : undefined)
  const typed = (set: (text: string) => void) => (text: string) => {
    set(text)
    if (refused !== undefined) change.reset()
  }
  const submit = () => {
    setTried(true)
    if (Object.values(problems).some((problem) => problem !== undefined)) return
    change.mutate(
      { ancien: old, nouveau: next },
      {
        onSuccess: () => {
          setOld('')
          setNext('')
          setAgain('')
          setTried(false)
          showToast({ message: t.passwordDone })
        },
      },
    )
  }
  return (
    <PageSection title={t.password}>
      <Form box onSubmit={submit}>
        <TextField
          label={t.passwordOld}
          type="password"
          autoComplete="current-password"
          value={old}
          onChange={typed(setOld)}
          maxLength={200}
          errorMessage={shown('old')}
        />
        <TextField
          label={t.passwordNew}
          description={t.passwordNewHelp}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={typed(setNext)}
          maxLength={200}
          errorMessage={shown('new')}
        />
        <TextField
          label={t.passwordAgain}
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          maxLength={200}
          errorMessage={shown('again')}
        />
        {change.error !== null && refused === undefined && (
          <Notice tone="bad" urgent>
            {change.error.message}
          </Notice>
        )}
        <Button type="submit" isDisabled={change.isPending}>
          {t.passwordDo}
        </Button>
      </Form>
    </PageSection>
  )
}
