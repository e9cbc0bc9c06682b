import type { ReactNode } from 'react'
import { people } from '../i18n/people.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Notice } from './Notice.tsx'
import './Form.css'

type Props = {
  readonly title: string
  readonly confirm: string
  /** The way out without doing anything: « Annuler ». */
  readonly back?: string
  /** What destroys is red, and the way out has the focus. */
  readonly danger?: boolean
  readonly isBusy?: boolean
  /** Why it did not work; the dialog stays. */
  readonly error?: { readonly message: string } | null
  readonly isDisabled?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
  /** What will happen, in words: shown while it is on screen, so mount it to ask. */
  readonly children: ReactNode
}

/** `{asking && <ConfirmDialog title="Quitter la structure ?" confirm="Quitter" danger onConfirm={leave} onClose={close}>…</ConfirmDialog>}` */
export const ConfirmDialog = (props: Props) => {
  const { title, confirm, back = people.cancel, danger = false, isBusy = false, isDisabled = false, error = null } = props
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={title}
      size="s"
      actions={
        <>
          <Button onPress={props.onClose} autoFocus={danger}>
            {back}
          </Button>
          <Button variant={danger ? 'danger' : 'primary'} isDisabled={isBusy || isDisabled} onPress={props.onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="ui-form">
        {props.children}
        {error !== null && (
          <Notice tone="bad" urgent>
            {error.message}
          </Notice>
        )}
      </div>
    </Dialog>
  )
}
