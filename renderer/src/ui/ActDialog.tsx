import type { FormEvent, KeyboardEvent, ReactNode } from 'react'
import { ui } from '../i18n/ui.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Notice } from './Notice.tsx'
import './Form.css'

type Props = {
  readonly title: string
  readonly confirm: string
  readonly size?: 's' | 'm' | 'l'
  /** What destroys is red. */
  readonly danger?: boolean
  readonly isBusy: boolean
  /** There is nothing to confirm. */
  readonly isDisabled?: boolean
  readonly error: { readonly message: string } | null
  /** A message is written in it: said, and kept from a click beside it. */
  readonly writes?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** An act that asks for something first. Ctrl and Enter confirm it from any of its fields. */
export const ActDialog = (props: Props) => {
  const { title, confirm, size = 'm', danger = false, isBusy, isDisabled = false, error, writes = false } = props
  // While it is on its way the button keeps the focus, and does nothing more.
  const send = () => {
    if (!isBusy && !isDisabled) props.onConfirm()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    send()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={title}
      size={size}
      keepOpen={writes}
      actions={
        <>
          {writes && <p className="ui-description act-dialog-key">{ui.sendKey}</p>}
          <Button onPress={props.onClose}>{ui.cancel}</Button>
          <Button variant={danger ? 'danger' : 'primary'} isDisabled={isDisabled} onPress={send}>
            {confirm}
          </Button>
        </>
      }
    >
      <form className="ui-form" noValidate onKeyDown={onKeyDown} onSubmit={onSubmit}>
        {props.children}
        {error !== null && (
          <Notice tone="bad" urgent>
            {error.message}
          </Notice>
        )}
      </form>
    </Dialog>
  )
}
