import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

type Props = {
  readonly title: string
  readonly confirm: string
  readonly back: string
  readonly onConfirm: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Asked only when something written would be lost: what, and the way not to lose it first. */
export const ConfirmDialog = ({ title, confirm, back, onConfirm, onClose, children }: Props) => (
  <Dialog
    isOpen
    onClose={onClose}
    title={title}
    size="s"
    actions={
      <>
        <Button onPress={onClose} autoFocus>
          {back}
        </Button>
        <Button
          variant="danger"
          onPress={() => {
            onClose()
            onConfirm()
          }}
        >
          {confirm}
        </Button>
      </>
    }
  >
    <p>{children}</p>
  </Dialog>
)
