import { useEffect, useRef, useState } from 'react'
import type { Favourite } from '#shared/contract/user.ts'
import { favouritesText as text } from '../../i18n/favourites.ts'
import { createAutosave, type Autosave, type SaveState } from '../../lib/autosave.ts'
import { client } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'

type Props = { readonly favourite: Favourite; readonly onDone: () => void }

/** The note being written, saved at each pause. A failed save keeps the text on screen and says so. */
export const NoteEditor = ({ favourite, onDone }: Props) => {
  const { kind, id, nom } = favourite
  const [note, setNote] = useState(favourite.note)
  const [save, setSave] = useState<SaveState>({ kind: 'enregistre', le: '' })
  const autosave = useRef<Autosave<string> | null>(null)

  useEffect(() => {
    const created = createAutosave<string>({
      from: { version: 0, le: '' },
      onState: setSave,
      onLeftUnsaved: (message) => showToast({ tone: 'erreur', message: text.noteQuittee(message) }),
      save: async (value) => {
        await client.call('favourites.update', { kind, id, note: value })
        return { version: 0, le: '' }
      },
    })
    autosave.current = created
    const flush = () => void created.flush()
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      created.stop()
    }
  }, [kind, id])

  const finish = async () => {
    await autosave.current?.flush()
    if (autosave.current?.dirty() !== true) onDone()
  }

  return (
    <div className="fav-note-editor">
      <TextField
        label={text.noteDe(nom)}
        description={text.noteAide}
        multiline
        rows={3}
        autoFocus
        value={note}
        maxLength={5000}
        onChange={(value) => {
          setNote(value)
          autosave.current?.change(value)
        }}
        onBlur={() => void autosave.current?.flush()}
        errorMessage={save.kind === 'echec' ? `${text.noteEchec} ${save.message}` : undefined}
      />
      <Button size="s" onPress={() => void finish()}>
        {text.terminer}
      </Button>
    </div>
  )
}
