import { useMemo } from 'react'
import { wordDiffText as t } from '../i18n/word-diff.ts'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import { countOf, wordDiff } from './word-diff.ts'
import { WordDiff } from './WordDiff.tsx'

/** What a text becomes, its changes counted for who does not see them. */
export const WordChanges = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const parts = useMemo(() => wordDiff(from, to), [from, to])
  return (
    <div>
      <WordDiff parts={parts} />
      <VisuallyHidden>{` (${t.added(countOf(parts, 'added'))}, ${t.removed(countOf(parts, 'removed'))})`}</VisuallyHidden>
    </div>
  )
}
