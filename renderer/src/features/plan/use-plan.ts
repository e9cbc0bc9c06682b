import { savingOf } from '../../i18n/saving.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Plan, PlanDoc } from '#shared/plan/plan.ts'
import { plan as t } from '../../i18n/plan.ts'
import { client } from '../../lib/api.ts'
import { announce } from '../../lib/announce.ts'
import { createAutosave, type Autosave, type SaveState } from '../../lib/autosave.ts'
import { dismissToastsOf, showToast } from '../../lib/toasts.ts'
import { useFlushOnLeave } from '../../lib/use-flush-on-leave.ts'
import type { Change, Edit } from './edits.ts'

export type PlanEditor = {
  readonly id: string
  readonly doc: PlanDoc
  /** The plan as it stands, beyond what is drawn: for what comes back later. */
  readonly now: () => PlanDoc
  readonly change: (change: Change) => void
  /** A gesture that can be taken back: from a message of ten seconds, or by Ctrl+Z. Answers whether it changed anything. */
  readonly act: (edit: (doc: PlanDoc) => Edit, told: string) => boolean
  readonly undo: () => void
  readonly save: SaveState
  readonly saveNow: () => void
  /** Stores at once what is waiting; false when something could not be stored. */
  readonly stored: () => Promise<boolean>
  readonly keepMine: () => Promise<void>
  readonly takeTheirs: () => Promise<void>
  readonly restore: () => Promise<void>
}

const UNDO_MS = 10_000
const KEPT_UNDOS = 50
const OF = 'plan'

/** A plan being made: what is on screen is this hook's own, and gives way to another window's only when nothing waits here. */
export const usePlan = (view: Plan): PlanEditor => {
  const [doc, setDoc] = useState(view.doc)
  const [save, setSave] = useState<SaveState>({ kind: 'enregistre', le: view.modifie_le })
  const latest = useRef(doc)
  const undos = useRef<readonly Change[]>([])
  const autosave = useRef<Autosave<PlanDoc> | null>(null)
  const { id } = view

  useEffect(() => {
    const created = createAutosave<PlanDoc>({
      from: { version: view.version, le: view.modifie_le },
      onState: setSave,
      onLeftUnsaved: (message) => showToast({ tone: 'erreur', message: savingOf('plan').left(message) }),
      save: async (value, base) => {
        const saved = await client.call('plans.save', { id, doc: value, base })
        return { version: saved.version, le: saved.modifie_le }
      },
    })
    autosave.current = created
    return () => created.stop()
    // The starting version is read once: later ones come through `adopt`.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id])

  const show = useCallback((next: PlanDoc) => {
    latest.current = next
    setDoc(next)
  }, [])

  const adopt = useCallback(
    (theirs: Plan) => {
      show(theirs.doc)
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

  const change = (make: Change) => {
    const next = make(latest.current)
    if (next === latest.current) return
    show(next)
    autosave.current?.change(next)
  }
  const takeBack = (one: Change) => {
    undos.current = undos.current.filter((other) => other !== one)
    dismissToastsOf(OF)
    change(one)
    announce(t.undone)
  }

  return {
    id,
    doc,
    now: () => latest.current,
    change,
    act: (edit, told) => {
      const { doc: next, undo } = edit(latest.current)
      if (next === latest.current) return false
      undos.current = [...undos.current, undo].slice(-KEPT_UNDOS)
      change(() => next)
      // The last gesture alone: those before it are Ctrl+Z's.
      dismissToastsOf(OF)
      showToast({ message: told, of: OF, action: { label: t.undo, run: () => takeBack(undo) }, duration: UNDO_MS })
      return true
    },
    undo: () => {
      const last = undos.current.at(-1)
      if (last === undefined) announce(t.nothingToUndo)
      else takeBack(last)
    },
    save,
    saveNow: flush,
    stored: async () => {
      await autosave.current?.flush()
      return autosave.current?.dirty() === false
    },
    keepMine: async () => {
      const theirs = await client.call('plans.get', { id })
      await autosave.current?.keepMine(latest.current, theirs.version)
    },
    takeTheirs: async () => adopt(await client.call('plans.get', { id })),
    restore: async () => {
      await client.call('plans.restore', { id })
      const theirs = await client.call('plans.get', { id })
      await autosave.current?.keepMine(latest.current, theirs.version)
    },
  }
}
