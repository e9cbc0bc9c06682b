import { savingOf } from '../../i18n/saving.ts'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DraftContent, DraftProblem, DraftView } from '#shared/orientation/draft.ts'
import { problems, stateOf } from '#shared/orientation/rules.ts'
import { client } from '../../lib/api.ts'
import { createAutosave, type Autosave, type SaveState } from '../../lib/autosave.ts'
import { showToast } from '../../lib/toasts.ts'
import { useFlushOnLeave } from '../../lib/use-flush-on-leave.ts'
import { localToday } from '../../lib/local-day.ts'

export type DraftEditor = {
  readonly content: DraftContent
  readonly set: <K extends keyof DraftContent>(champ: K, value: DraftContent[K]) => void
  readonly problems: readonly DraftProblem[]
  readonly ready: boolean
  readonly save: SaveState
  readonly saveNow: () => void
  /** Stores at once what is waiting; false when something typed could not be stored. */
  readonly stored: () => Promise<boolean>
  readonly keepMine: () => Promise<void>
  readonly takeTheirs: () => Promise<void>
  readonly restore: () => Promise<void>
}

/**
 * A draft being typed. `view` is what the store has, read again at every change; the text on screen is this hook's own,
 * and gives way to a newer version from another window only when nothing here is waiting to be stored.
 */
export const useDraft = (view: DraftView): DraftEditor => {
  const [content, setContent] = useState(view.content)
  const [save, setSave] = useState<SaveState>({ kind: 'enregistre', le: view.modifie_le })
  const latest = useRef(content)
  const autosave = useRef<Autosave<DraftContent> | null>(null)
  const { id } = view

  useEffect(() => {
    const created = createAutosave<DraftContent>({
      from: { version: view.version, le: view.modifie_le },
      onState: setSave,
      onLeftUnsaved: (message) => showToast({ tone: 'erreur', message: savingOf('brouillon').left(message) }),
      save: async (value, base) => {
        const saved = await client.call('drafts.save', { id, content: value, base })
        return { version: saved.version, le: saved.modifie_le }
      },
    })
    autosave.current = created
    return () => created.stop()
    // The starting version is read once: later ones come through `adopt`.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id])

  const show = useCallback((next: DraftContent) => {
    latest.current = next
    setContent(next)
  }, [])

  const adopt = useCallback(
    (theirs: DraftView) => {
      show(theirs.content)
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

  const found = useMemo(
    () => problems(content, view.service, view.attachments, localToday()),
    [content, view.service, view.attachments],
  )

  return {
    content,
    set: (champ, value) => {
      const next = { ...latest.current, [champ]: value }
      show(next)
      autosave.current?.change(next)
    },
    problems: found,
    ready: stateOf(found) === 'pret-a-envoyer',
    save,
    saveNow: flush,
    stored: async () => {
      await autosave.current?.flush()
      return autosave.current?.dirty() === false
    },
    keepMine: async () => {
      const theirs = await client.call('drafts.get', { id })
      await autosave.current?.keepMine(latest.current, theirs.version)
    },
    takeTheirs: async () => adopt(await client.call('drafts.get', { id })),
    restore: async () => {
      await client.call('drafts.restore', { id })
      const theirs = await client.call('drafts.get', { id })
      await autosave.current?.keepMine(latest.current, theirs.version)
    },
  }
}
