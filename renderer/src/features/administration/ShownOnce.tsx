import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { CopyButton } from '../../ui/sheet/CopyButton.tsx'
import { TextField } from '../../ui/TextField.tsx'

type Props = {
  readonly words: {
    readonly title: string
    readonly text: string
    readonly label: string
    readonly copy: string
    readonly done: string
  }
  readonly secret: string
  readonly onClose: () => void
}

/** A key or a secret, shown once: closing it is the end of it. */
export const ShownOnce = ({ words, secret, onClose }: Props) => (
  <Dialog
    isOpen
    keepOpen
    title={words.title}
    onClose={onClose}
    actions={
      <Button variant="primary" onPress={onClose}>
        {words.done}
      </Button>
    }
  >
    <div className="ui-form">
      <p>{words.text}</p>
      <div className="admin-secret">
        <TextField label={words.label} value={secret} isReadOnly autoFocus />
        <CopyButton label={words.copy} text={secret} />
      </div>
    </div>
  </Dialog>
)
