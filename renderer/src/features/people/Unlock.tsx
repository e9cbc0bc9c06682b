import { useEffect, useState } from 'react'
import { folders } from '../../i18n/people-folders.ts'
import { readAgain, useAction } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextField } from '../../ui/TextField.tsx'

const t = folders.code

/** Seconds left, counted down here from what the store says. */
const useCountdown = (seconds: number): number => {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const until = Date.now() + seconds * 1_000
    setLeft(seconds)
    if (seconds === 0) return
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1_000))), 500)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}

const EraseAll = ({ onClose }: { readonly onClose: () => void }) => {
  const erase = useAction('personnes.toutEffacer')
  return (
    <ConfirmDialog
      title={t.lostTitle}
      confirm={t.lostDo}
      danger
      isBusy={erase.isPending}
      error={erase.error}
      onClose={onClose}
      onConfirm={() => erase.mutate(undefined, { onSuccess: () => showToast({ message: t.erased }) })}
    >
      {t.lostText.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </ConfirmDialog>
  )
}

/** The code that opens the folders, once there is one. @param wait seconds before the next try */
export const Unlock = ({ wait }: { readonly wait: number }) => {
  const open = useAction('personnes.ouvrir')
  const [code, setCode] = useState('')
  const [erasing, setErasing] = useState(false)
  const left = useCountdown(wait)
  const send = () => {
    if (open.isPending || left > 0 || code === '') return
    open.mutate(
      { code },
      {
        onError: () => {
          setCode('')
          void readAgain('personnes.verrou')
        },
      },
    )
  }
  return (
    <section className="people-code" aria-labelledby="people-open">
      <h2 id="people-open">{t.openTitle}</h2>
      <p>{t.open}</p>
      <Form onSubmit={send} box label={t.openTitle}>
        <TextField
          label={t.openLabel}
          type="password"
          autoComplete="current-password"
          isRequired
          value={code}
          onChange={setCode}
          errorMessage={left > 0 ? t.wait(left) : open.error?.message}
        />
        <div className="ui-form-actions">
          <Button type="submit" variant="primary" icon="lock" isPending={open.isPending || left > 0}>
            {t.openDo}
          </Button>
          <Button variant="quiet" onPress={() => setErasing(true)}>
            {t.lost}
          </Button>
        </div>
      </Form>
      {erasing && <EraseAll onClose={() => setErasing(false)} />}
    </section>
  )
}
