import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { ui } from '../i18n/ui.ts'
import { IconButton } from './IconButton.tsx'
import { cx } from '../lib/cx.ts'
import { InDialog } from './overlay-root.ts'
import './Dialog.css'

type Props = {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly title: string
  readonly size?: 's' | 'm' | 'l'
  /** Buttons at the foot, the main one last. */
  readonly actions?: ReactNode
  /** Nothing in it takes the focus: the body does, so that the keyboard can scroll it. */
  readonly textOnly?: boolean
  /** A click beside it does not close it: for what would be lost. */
  readonly keepOpen?: boolean
  readonly children: ReactNode
}

/** `<Dialog isOpen={open} onClose={close} title="Raccourcis clavier">…</Dialog>`: Escape and a click beside it close it. */
export const Dialog = ({ isOpen, onClose, title, size = 'm', actions, textOnly = false, keepOpen = false, children }: Props) => (
  <ModalOverlay className="ui-overlay" isOpen={isOpen} isDismissable={!keepOpen} onOpenChange={(open) => !open && onClose()}>
    <Modal className={cx('ui-modal', `ui-modal-${size}`)}>
      <AriaDialog className="ui-dialog">
        <header className="ui-dialog-head">
          <Heading slot="title">{title}</Heading>
          <IconButton label={ui.close} icon="close" size="s" onPress={onClose} />
        </header>
        <div className="ui-dialog-body" {...(textOnly && { tabIndex: 0 })}>
          <InDialog value={true}>{children}</InDialog>
        </div>
        {actions !== undefined && <footer className="ui-dialog-foot">{actions}</footer>}
      </AriaDialog>
    </Modal>
  </ModalOverlay>
)
