import { savingOf } from '../../i18n/saving.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Dossier, Profil } from '#shared/person/profile.ts'
import { client } from '../../lib/api.ts'
import { createAutosave, type Autosave, type SaveState } from '../../lib/autosave.ts'
import { showToast } from '../../lib/toasts.ts'
import { useFlushOnLeave } from '../../lib/use-flush-on-leave.ts'

export type PersonEditor = {
  readonly profil: Profil
  readonly set: <K extends keyof Profil>(champ: K, value: Profil[K]) => void
  readonly save: SaveState
  readonly saveNow: () => void
  /** Stores at once what is waiting; false when something typed could not be stored. */
  readonly stored: () => Promise<boolean>
  readonly keepMine: () => Promise<void>
  readonly takeTheirs: () => Promise<void>
  readonly restore: () => Promise<void>
}

/** A folder being typed: what is on screen is this hook's own, and gives way to another window's only when nothing waits here. */
export const usePerson = (view: Dossier): PersonEditor => {
  const [profil, setProfil] = useState(view.profil)
  const [save, setSave] = useState<SaveState>({ kind: 'enregistre', le: view.modifie_le })
  const latest = useRef(profil)
  const autosave = useRef<Autosave<Profil> | null>(null)
  const { id } = view

  useEffect(() => {
    const created = createAutosave<Profil>({
      from: { version: view.version, le: view.modifie_le },
      onState: setSave,
      onLeftUnsaved: (message) => showToast({ tone: 'erreur', message: savingOf('dossier').left(message) }),
      save: async (value, base) => {
        const saved = await client.call('personnes.save', { id, profil: value, base })
        return { version: saved.version, le: saved.modifie_le }
      },
    })
    autosave.current = created
    return () => created.stop()
    // The starting version is read once: later ones come through `adopt`.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id])

  const show = useCallback((next: Profil) => {
    latest.current = next
    setProfil(next)
  }, [])
  const adopt = useCallback(
    (theirs: Dossier) => {
      show(theirs.profil)
      autosave.current?.adopt({ version: theirs.version, le: theirs.modifie_le })
    },
    [show],
  )
  useEffect(() => {
    const current = autosave.current
    if (current !== null && view.version > current.version() && !current.dirty()) adopt(view)
  }, [view, adopt])

  const flush = useCallback(() => void autosave.current?.flush(), [])
  useFlushOnLeave(flush)

  return {
    profil,
    set: (champ, value) => {
      const next = { ...latest.current, [champ]: value }
      show(next)
      autosave.current?.change(next)
    },
    save,
    saveNow: flush,
    stored: async () => {
      await autosave.current?.flush()
      return autosave.current?.dirty() === false
    },
    keepMine: async () => {
      const theirs = await client.call('personnes.get', { id })
      await autosave.current?.keepMine(latest.current, theirs.version)
    },
    takeTheirs: async () => adopt(await client.call('personnes.get', { id })),
    restore: async () => {
      await client.call('personnes.restore', { id })
      const theirs = await client.call('personnes.get', { id })
      await autosave.current?.keepMine(latest.current, theirs.version)
    },
  }
}
