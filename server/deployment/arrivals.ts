import type { RegleSource } from '#shared/deployment/rule.ts'
import type { Staged } from '#server/sync/ingest/staged.ts'
import { lookFor } from './hidden.ts'

/** What an import brings, without what rules by territory hide. Sheets that people keep here are the import's own business. */
export const throughRules = (staged: Staged, rules: readonly RegleSource[]): Staged => {
  if (rules.length === 0) return staged
  const looking = lookFor(rules)
  for (const kind of ['service', 'structure'] as const) {
    for (const id of staged.ids(kind)) {
      const row = staged.row(kind, id)
      if (row !== null) looking[kind](row)
    }
  }
  const hidden = looking.hidden()
  return {
    ...staged,
    ids: function* (kind) {
      for (const id of staged.ids(kind)) if (!hidden[kind].has(id)) yield id
    },
    row: (kind, id) => (hidden[kind].has(id) ? null : staged.row(kind, id)),
  }
}
