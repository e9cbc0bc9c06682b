import { useMemo } from 'react'
import type { DraftContent, DraftProblem, DraftView } from '#shared/orientation/draft.ts'
import { problems, stateOf } from '#shared/orientation/rules.ts'
import { client } from '../../lib/api.ts'
import { localToday } from '../../lib/local-day.ts'
import { type Kept, type Saving, useSaved } from '../../lib/use-saved.ts'

export type DraftEditor = Saving & {
  readonly content: DraftContent
  readonly set: <K extends keyof DraftContent>(champ: K, value: DraftContent[K]) => void
  readonly problems: readonly DraftProblem[]
  readonly ready: boolean
}

const KEPT: Kept<DraftView, DraftContent> = {
  what: 'brouillon',
  valueOf: ({ content }) => content,
  get: (id) => client.call('drafts.get', { id }),
  save: (id, content, base) => client.call('drafts.save', { id, content, base }),
  restore: (id) => client.call('drafts.restore', { id }),
}

/** A draft being typed, and what is still missing from it. */
export const useDraft = (view: DraftView): DraftEditor => {
  const { value: content, now, change, saving } = useSaved(view, KEPT)
  const found = useMemo(
    () => problems(content, view.service, view.attachments, localToday()),
    [content, view.service, view.attachments],
  )
  return {
    ...saving,
    content,
    set: (champ, value) => change({ ...now(), [champ]: value }),
    problems: found,
    ready: stateOf(found) === 'pret-a-envoyer',
  }
}
