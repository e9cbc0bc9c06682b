import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { DoraError } from '#shared/errors.ts'
import { ATTACHMENT_ACCEPT, ATTACHMENT_FORMATS } from '#shared/orientation/attachments.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { announce } from '../../../lib/announce.ts'
import { client } from '../../../lib/api.ts'
import { readFile, toBase64 } from '../../../lib/read-file.ts'
import { useFocusAfterRemoval } from '../../../lib/use-focus-after-removal.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { useEditorForm } from '../context.ts'
import { filesOf, type FormFile } from '../values.ts'
import { Field, useField } from './Field.tsx'

const t = editorText.champs
/** Names of documents on the server (shared/listing/wire.ts). */
const MOST_NAME = 64
const MOST_FILES = 20

/** One file after the other, to the server, which gives its address. */
const useFileSending = (structureId: string, add: (file: FormFile) => void) => {
  const [sending, setSending] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const sendOne = async (file: File) => {
    const bytes = await readFile(file, 0)
    const base64 = toBase64(bytes)
    const sent = await client.call('listing.addFile', { structureId, nom: file.name.normalize('NFC'), base64 })
    add(sent)
    announce(t.fichierAjoute(sent.nom))
  }
  return {
    sending,
    failure,
    forget: () => setFailure(null),
    send: async (files: readonly File[]) => {
      setFailure(null)
      for (const file of files) {
        setSending(file.name)
        try {
          if (file.name.length > MOST_NAME) setFailure(t.fichierLong)
          else await sendOne(file)
        } catch (error) {
          setFailure((error instanceof DoraError ? error : new DoraError('piece-incomplete')).message)
        }
      }
      setSending(null)
    },
  }
}

const Files = ({
  files,
  onRemove,
}: {
  readonly files: readonly FormFile[]
  readonly onRemove: ((at: number) => void) | null
}) => {
  const focus = useFocusAfterRemoval(files.length, '[data-champ~="dora.forms"] button')
  return (
    <ul className="fiche-files" aria-label={t.fichiers} {...focus}>
      {files.map(({ nom }, at) => (
        <li key={`${nom} ${at}`}>
          <Icon name="document" size={16} />
          <span>{nom}</span>
          {onRemove !== null && <IconButton label={t.retirerFichier(nom)} icon="trash" size="s" onPress={() => onRemove(at)} />}
        </li>
      ))}
    </ul>
  )
}

/** Documents to fill in: sent at once, kept in the listing by their address. */
export const Documents = () => {
  const field = useField('dora.forms')
  const { edit, doc, set } = useEditorForm()
  const files = filesOf(doc['dora.forms'])
  const { sending, failure, send, forget } = useFileSending(edit.structure_id, (file) => {
    set('dora.forms', [...files, file])
    field.leave()
  })
  return (
    <Field champ="dora.forms">
      <div className="ui-field" role="group" aria-labelledby="fiche-documents" aria-describedby="fiche-documents-aide">
        <span className="ui-label" id="fiche-documents">
          {field.label}
          {field.isRequired && <span aria-hidden="true"> *</span>}
        </span>
        <span className="ui-description" id="fiche-documents-aide">
          {t.documentsAide(ATTACHMENT_FORMATS)}
        </span>
        {files.length > 0 && (
          <Files
            files={files}
            onRemove={
              field.isDisabled
                ? null
                : (at) =>
                    set(
                      'dora.forms',
                      files.filter((_, index) => index !== at),
                    )
            }
          />
        )}
        <div role="status">{sending !== null && <p className="muted">{t.envoiFichier(sending)}</p>}</div>
        {failure !== null && (
          <Notice
            tone="bad"
            urgent
            actions={
              <Button size="s" onPress={forget}>
                {t.fermerMessage}
              </Button>
            }
          >
            {failure}
          </Notice>
        )}
        <div>
          <FileTrigger
            allowsMultiple
            acceptedFileTypes={ATTACHMENT_ACCEPT.split(',')}
            onSelect={(chosen) => void send([...(chosen ?? [])])}
          >
            <Button size="s" icon="plus" isDisabled={field.isDisabled || sending !== null || files.length >= MOST_FILES}>
              {t.ajouterFichier}
            </Button>
          </FileTrigger>
        </div>
        {field.errorMessage !== undefined && (
          <p className="ui-error">
            <Icon name="error" size={16} />
            <span>{field.errorMessage}</span>
          </p>
        )}
      </div>
    </Field>
  )
}
