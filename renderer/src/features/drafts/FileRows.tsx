import type { Attachment } from '#shared/orientation/draft.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { formatBytes } from '../../lib/format-bytes.ts'
import { useFocusAfterRemoval } from '../../lib/use-focus-after-removal.ts'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { Upload } from './use-uploads.ts'

const text = draftsText.pieces

type Props = {
  /** The document these files answer; empty for the others. */
  readonly slot: string
  readonly label: string
  readonly attachments: readonly Attachment[]
  readonly uploads: readonly Upload[]
  readonly onRemove: (attachment: Attachment) => void
  readonly onDismiss: (key: number) => void
}

const Sending = ({ upload, onDismiss }: { readonly upload: Upload; readonly onDismiss: (key: number) => void }) => (
  <li className="draft-file">
    <Icon name={upload.error === null ? 'clip' : 'error'} size={16} />
    <div className="draft-file-name">
      <span>{upload.nom}</span>
      {upload.error === null ? (
        <progress aria-label={text.envoi(upload.nom)} value={upload.progress} max={1} />
      ) : (
        <span role="alert" className="draft-file-error">
          {upload.error}
        </span>
      )}
    </div>
    {upload.error !== null && (
      <IconButton label={text.fermer(upload.nom)} icon="close" size="s" onPress={() => onDismiss(upload.key)} />
    )}
  </li>
)

/** The files joined for one document, those on their way and those refused. */
export const FileRows = (props: Props) => (props.attachments.length + props.uploads.length === 0 ? null : <Rows {...props} />)

const Rows = ({ slot, label, attachments, uploads, onRemove, onDismiss }: Props) => {
  const focus = useFocusAfterRemoval(attachments.length + uploads.length, `[data-slot="${CSS.escape(slot)}"] button`)
  return (
    <ul className="draft-files" aria-label={label} {...focus}>
      {attachments.map((attachment) => (
        <li key={attachment.id} className="draft-file">
          <Icon name="document" size={16} />
          <span className="draft-file-name">{attachment.nom}</span>
          <span className="draft-file-size tabular">{formatBytes(attachment.taille)}</span>
          <IconButton label={text.retirer(attachment.nom)} icon="trash" size="s" onPress={() => onRemove(attachment)} />
        </li>
      ))}
      {uploads.map((upload) => (
        <Sending key={upload.key} upload={upload} onDismiss={onDismiss} />
      ))}
    </ul>
  )
}
