import { useState } from 'react'
import type { Liste } from '#shared/contract/listes.ts'
import { displayName } from '#shared/text/names.ts'
import { listsText as t } from '../../i18n/lists.ts'
import { useAction } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'

const tagsOf = (typed: string): string[] =>
  [
    ...new Set(
      typed
        .split(',')
        .map((tag) => tag.trim().slice(0, 40))
        .filter(Boolean),
    ),
  ].slice(0, 10)

type Props = { readonly listId: string; readonly line: Liste['lignes'][number]; readonly onClose: () => void }

/** The note and the tags of one line, for the whole team. */
export const LineDialog = ({ listId, line, onClose }: Props) => {
  const [note, setNote] = useState(line.note)
  const [tags, setTags] = useState(line.etiquettes.join(', '))
  const save = useAction('listes.noter')
  const send = () =>
    save.mutate(
      { id: listId, ligne: { kind: line.kind, id: line.id }, note: note.trim(), etiquettes: tagsOf(tags) },
      { onSuccess: onClose },
    )
  return (
    <Dialog
      isOpen
      keepOpen
      onClose={onClose}
      title={t.editTitle(displayName(line.nom))}
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button variant="primary" onPress={send} isPending={save.isPending}>
            {t.save}
          </Button>
        </>
      }
    >
      <Form onSubmit={send}>
        <TextField
          label={t.note}
          description={t.noteHelp}
          multiline
          rows={4}
          autoFocus
          value={note}
          onChange={setNote}
          maxLength={2_000}
        />
        <TextField label={t.tags} description={t.tagsHelp} value={tags} onChange={setTags} maxLength={400} autoComplete="off" />
        {save.error !== null && (
          <Notice tone="bad" urgent>
            {save.error.message}
          </Notice>
        )}
      </Form>
    </Dialog>
  )
}
