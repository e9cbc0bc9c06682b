import { useCallback, useEffect, useRef, useState } from 'react'
import { savingOf } from '../i18n/saving.ts'
import { createAutosave, type Autosave, type SaveState } from './autosave.ts'
import { showToast } from './toasts.ts'
import { useFlushOnLeave } from './use-flush-on-leave.ts'

type Stored = { readonly version: number; readonly modifie_le: string }

/** Where a document that saves itself is kept, and what it is called. One constant for each kind. */
export type Kept<View extends Stored & { readonly id: string }, Value> = {
  readonly what: Parameters<typeof savingOf>[0]
  readonly valueOf: (view: View) => Value
  readonly get: (id: string) => Promise<View>
  /** Stores the whole, typed over version `base`. */
  readonly save: (id: string, value: Value, base: number) => Promise<Stored>
  readonly restore: (id: string) => Promise<unknown>
}

/** How its saving stands, and the ways out when it cannot be saved (ui/Saving.tsx). */
export type Saving = {
  readonly save: SaveState
  readonly saveNow: () => void
  /** Stores at once what is waiting; false when something typed could not be stored. */
  readonly stored: () => Promise<boolean>
  readonly keepMine: () => Promise<void>
  readonly takeTheirs: () => Promise<void>
  readonly restore: () => Promise<void>
}

export type Saved<Value> = {
  readonly value: Value
  /** As it stands, beyond what is drawn: for what comes back later. */
  readonly now: () => Value
  readonly change: (next: Value) => void
  readonly saving: Saving
}

/**
 * A document being typed. `view` is what the store has, read again at every change; what is on screen is this hook's own, and gives way
 * to a newer version from another window only when nothing here is waiting to be stored.
 */
export const useSaved = <View extends Stored & { readonly id: string }, Value>(
  view: View,
  kept: Kept<View, Value>,
): Saved<Value> => {
  const [value, setValue] = useState(() => kept.valueOf(view))
  const [save, setSave] = useState<SaveState>({ kind: 'enregistre', le: view.modifie_le })
  const latest = useRef(value)
  const autosave = useRef<Autosave<Value> | null>(null)
  const { id } = view

  useEffect(() => {
    const created = createAutosave<Value>({
      from: { version: view.version, le: view.modifie_le },
      onState: setSave,
      onLeftUnsaved: (message) => showToast({ tone: 'erreur', message: savingOf(kept.what).left(message) }),
      save: async (typed, base) => {
        const saved = await kept.save(id, typed, base)
        return { version: saved.version, le: saved.modifie_le }
      },
    })
    autosave.current = created
    return () => created.stop()
    // The starting version is read once: later ones come through `adopt`.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id, kept])

  const show = useCallback((next: Value) => {
    latest.current = next
    setValue(next)
  }, [])

  const adopt = useCallback(
    (theirs: View) => {
      show(kept.valueOf(theirs))
      autosave.current?.adopt({ version: theirs.version, le: theirs.modifie_le })
    },
    [show, kept],
  )

  useEffect(() => {
    const current = autosave.current
    if (current !== null && view.version > current.version() && !current.dirty()) adopt(view)
  }, [view, adopt])

  const flush = useCallback(() => void autosave.current?.flush(), [])
  useFlushOnLeave(flush)

  const keepMine = async (): Promise<void> => {
    const theirs = await kept.get(id)
    await autosave.current?.keepMine(latest.current, theirs.version)
  }

  return {
    value,
    now: () => latest.current,
    change: (next) => {
      show(next)
      autosave.current?.change(next)
    },
    saving: {
      save,
      saveNow: flush,
      stored: async () => {
        await autosave.current?.flush()
        return autosave.current?.dirty() === false
      },
      keepMine,
      takeTheirs: async () => adopt(await kept.get(id)),
      restore: async () => {
        await kept.restore(id)
        await keepMine()
      },
    },
  }
}
