import { useState } from 'react'
import { parseHours } from '#shared/listing/hours/parse.ts'
import { EMPTY_PLAN, type HoursPlan } from '#shared/listing/hours/plan.ts'
import { writeHours } from '#shared/listing/hours/write.ts'

type Draft = {
  /** The last text that came from outside, or was given to it. */
  readonly seen: string
  readonly text: string
  /** Null: the text is shown as it is, because the grid cannot hold it. */
  readonly plan: HoursPlan | null
  /** The text that an empty grid is about to replace. */
  readonly before: string | null
}

const read = (value: string): Draft => ({ seen: value, text: value, plan: parseHours(value), before: null })

/**
 * What is being typed, behind the text that is kept: a range without its end is in the plan and not in the text, so the text alone
 * would lose it at each key. Another text from outside (an undo, somebody else's edit) is read anew. Opening never writes.
 */
export const useHoursDraft = (value: string, onChange: (text: string) => void) => {
  const [kept, setKept] = useState(() => read(value))
  let draft = kept
  if (value !== kept.seen) {
    draft = value === kept.text ? { ...kept, seen: value } : read(value)
    setKept(draft)
  }
  const put = (next: Draft) => {
    setKept(next)
    if (next.text !== value) onChange(next.text)
  }
  return {
    plan: draft.plan,
    before: draft.before,
    edit: (plan: HoursPlan) => put({ ...draft, plan, text: writeHours(plan) }),
    type: (text: string) => put({ ...draft, text, plan: null }),
    /** The text has become one that the grid can hold. */
    open: () => setKept(read(value)),
    startEmpty: () => setKept({ ...draft, plan: EMPTY_PLAN, before: value }),
    goBack: () => put({ ...draft, plan: null, before: null, text: draft.before ?? value }),
  }
}
