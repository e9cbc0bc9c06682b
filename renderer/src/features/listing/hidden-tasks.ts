import { useMemo, useState } from 'react'
import type { Task } from '#shared/contract/listing.ts'
import { keep, readKept } from '../../lib/kept.ts'

/** Reminders that someone put away for a while on this desk, as DORA does (dora-screens.md §5.1). */

const WEEK_MS = 7 * 86_400_000
const nameOf = (structureId: string): string => `offre-masques/${structureId}`

/** Code of a task → until when, in milliseconds since 1970. */
type Hidden = Readonly<Record<string, number>>

const read = (structureId: string): Hidden => {
  const kept = readKept(nameOf(structureId))
  if (typeof kept !== 'object' || kept === null) return {}
  return Object.fromEntries(Object.entries(kept).filter((pair): pair is [string, number] => typeof pair[1] === 'number'))
}

export const useHiddenTasks = (structureId: string, tasks: readonly Task[]) => {
  const [hidden, setHidden] = useState<Hidden>(() => read(structureId))
  const write = (next: Hidden) => {
    setHidden(next)
    keep(nameOf(structureId), next)
  }
  const shown = useMemo(() => {
    const now = Date.now()
    return tasks.filter(({ code }) => (hidden[code] ?? 0) <= now)
  }, [tasks, hidden])
  return {
    shown,
    hiddenCount: tasks.length - shown.length,
    hide: (code: Task['code']) => write({ ...hidden, [code]: Date.now() + WEEK_MS }),
    show: (code: Task['code']) => write(Object.fromEntries(Object.entries(hidden).filter(([each]) => each !== code))),
    showAll: () => write({}),
  }
}
