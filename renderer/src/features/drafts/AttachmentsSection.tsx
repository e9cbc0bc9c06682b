import { type DragEvent as ReactDragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { ATTACHMENT_ACCEPT, ATTACHMENT_FORMATS } from '#shared/orientation/attachments.ts'
import type { Attachment, DraftView } from '#shared/orientation/draft.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { announce } from '../../lib/announce.ts'
import { useAction } from '../../lib/api.ts'
import { cx } from '../../lib/cx.ts'
import { ExternalLink } from '../../lib/ExternalLink.tsx'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { FileRows } from './FileRows.tsx'
import { useDraftForm } from './form.ts'
import type { Uploads } from './use-uploads.ts'

const text = draftsText.pieces

type SlotProps = {
  /** The document the files answer; empty for the others. */
  readonly pour: string
  readonly url?: string | undefined
  readonly onFiles: (files: readonly File[], pour: string) => void
  readonly children: ReactNode
}

const hasFiles = (event: ReactDragEvent) => event.dataTransfer.types.includes('Files')

/** One document asked for: its name, its files, and a place to drop others on. */
const Slot = ({ pour, url, onFiles, children }: SlotProps) => {
  const [over, setOver] = useState(false)
  const drop = (event: ReactDragEvent) => {
    event.preventDefault()
    // Else the page would take the same files a second time.
    event.nativeEvent.stopImmediatePropagation()
    setOver(false)
    onFiles([...event.dataTransfer.files], pour)
  }
  return (
    <li
      data-slot={pour}
      className={cx('draft-slot', over && 'draft-slot-over')}
      onDragOver={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="draft-slot-head">
        <div>
          <span className="draft-slot-name">{pour === '' ? text.autres : pour}</span>
          {url !== undefined && <ExternalLink url={url}>{text.telecharger}</ExternalLink>}
        </div>
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={ATTACHMENT_ACCEPT.split(',')}
          onSelect={(files) => onFiles([...(files ?? [])], pour)}
        >
          <Button size="s" icon="plus" aria-label={pour === '' ? text.ajouter : text.ajouterA(pour)}>
            {over ? text.deposer : text.ajouter}
          </Button>
        </FileTrigger>
      </div>
      {children}
    </li>
  )
}

/**
 * Files pasted on the page, or dropped beside the places made for them. Left alone, a file dropped there
 * would take the application's place in the window. Where text is pasted, nothing changes.
 */
const useFilesAnywhere = (onFiles: (files: readonly File[]) => void) => {
  const latest = useRef(onFiles)
  useEffect(() => {
    latest.current = onFiles
  })
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0 || (event.clipboardData?.types.includes('text/plain') ?? false)) return
      event.preventDefault()
      latest.current(files)
    }
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      latest.current(files)
    }
    document.addEventListener('paste', paste)
    document.addEventListener('dragover', over)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('paste', paste)
      document.removeEventListener('dragover', over)
      document.removeEventListener('drop', drop)
    }
  }, [])
}

/** Documents of the request (dora-screens.md §4.3): by button, by dropping on the document they answer, or by pasting. */
export const AttachmentsSection = ({ draft, files }: { readonly draft: DraftView; readonly files: Uploads }) => {
  const { service, attachments } = draft
  const form = useDraftForm()
  const detach = useAction('drafts.detach')
  const { uploads, add, dismiss } = files
  const asked = [...service.formulaires, ...service.documents.map((nom) => ({ nom, url: undefined }))]
  const slots = [
    ...asked.filter(({ nom }, index) => asked.findIndex((other) => other.nom === nom) === index),
    { nom: '', url: undefined },
  ]
  const names = new Set(slots.map(({ nom }) => nom))
  const slotOf = (pour: string) => (names.has(pour) ? pour : '')

  const onFiles = (files: readonly File[], pour: string) => {
    if (files.length > 0) form.leave('pieces')
    add(files, pour)
  }
  useFilesAnywhere((files) => onFiles(files, ''))

  const remove = (attachment: Attachment) =>
    detach.mutate(
      { draftId: draft.id, attachmentId: attachment.id },
      {
        onSuccess: () => announce(text.retire(attachment.nom)),
        onError: ({ message }) => showToast({ tone: 'erreur', message }),
      },
    )

  const error = form.errorOf('pieces')
  return (
    <section className="draft-group" aria-labelledby="draft-pieces" data-champ="pieces">
      <h3 id="draft-pieces">{text.titre}</h3>
      <p className="muted">{asked.length > 0 ? text.demandees : text.aucune}</p>
      <Notice tone="warn">{text.interdits}</Notice>
      {service.formulaire_en_ligne !== null && (
        <p>
          <ExternalLink url={service.formulaire_en_ligne}>{text.enLigne}</ExternalLink>
        </p>
      )}
      <ul className="draft-slots">
        {slots.map(({ nom, url }) => (
          <Slot key={nom} pour={nom} url={url} onFiles={onFiles}>
            <FileRows
              slot={nom}
              label={text.joints(nom === '' ? text.autres : nom)}
              attachments={attachments.filter(({ pour }) => slotOf(pour) === nom)}
              uploads={uploads.filter(({ pour }) => slotOf(pour) === nom)}
              onRemove={remove}
              onDismiss={dismiss}
            />
          </Slot>
        ))}
      </ul>
      <p className="draft-hint">{text.formats(ATTACHMENT_FORMATS)}</p>
      {error !== undefined && (
        <p className="ui-error" role="alert">
          <Icon name="error" size={16} />
          <span>{error}</span>
        </p>
      )}
      <div role="status">
        {form.warningsOf('pieces').map((message) => (
          <p key={message} className="draft-warning">
            <Icon name="warning" size={16} />
            <span>{message}</span>
          </p>
        ))}
      </div>
    </section>
  )
}
