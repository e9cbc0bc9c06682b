import { useRef } from 'react'
import type { Plan, PlanDoc } from '#shared/plan/plan.ts'
import { plan as t } from '../../i18n/plan.ts'
import { client } from '../../lib/api.ts'
import { announce } from '../../lib/announce.ts'
import { dismissToastsOf, showToast } from '../../lib/toasts.ts'
import { type Kept, type Saving, useSaved } from '../../lib/use-saved.ts'
import type { Change, Edit } from './edits.ts'

export type PlanEditor = Saving & {
  readonly id: string
  readonly doc: PlanDoc
  /** The plan as it stands, beyond what is drawn: for what comes back later. */
  readonly now: () => PlanDoc
  readonly change: (change: Change) => void
  /** A gesture that can be taken back: from a message of ten seconds, or by Ctrl+Z. Answers whether it changed anything. */
  readonly act: (edit: (doc: PlanDoc) => Edit, told: string) => boolean
  readonly undo: () => void
}

const UNDO_MS = 10_000
const KEPT_UNDOS = 50
const OF = 'plan'

const KEPT: Kept<Plan, PlanDoc> = {
  what: 'plan',
  valueOf: ({ doc }) => doc,
  get: (id) => client.call('plans.get', { id }),
  save: (id, doc, base) => client.call('plans.save', { id, doc, base }),
  restore: (id) => client.call('plans.restore', { id }),
}

/** A plan being made, and what was done to it that can be taken back. */
export const usePlan = (view: Plan): PlanEditor => {
  const { value: doc, now, change: keep, saving } = useSaved(view, KEPT)
  const undos = useRef<readonly Change[]>([])

  const change = (make: Change) => {
    const next = make(now())
    if (next !== now()) keep(next)
  }
  const takeBack = (one: Change) => {
    undos.current = undos.current.filter((other) => other !== one)
    dismissToastsOf(OF)
    change(one)
    announce(t.undone)
  }

  return {
    ...saving,
    id: view.id,
    doc,
    now,
    change,
    act: (edit, told) => {
      const { doc: next, undo } = edit(now())
      if (next === now()) return false
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
  }
}
