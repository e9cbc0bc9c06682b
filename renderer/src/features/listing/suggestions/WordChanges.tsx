import { useMemo } from 'react'
import { suggestionText as t } from '../../../i18n/listing.ts'
import { wordDiff, type Part } from '../../../lib/word-diff.ts'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'

/** The spaces that end a passage are left out of its line. */
const Passage = ({ part: { kind, text } }: { readonly part: Part }) => {
  if (kind === 'same') return text
  const Mark = kind === 'added' ? 'ins' : 'del'
  const words = text.trimEnd()
  return (
    <>
      <Mark>{words}</Mark>
      {text.slice(words.length)}
    </>
  )
}

/** What a text becomes: added words underlined, those taken away struck, both counted for who does not see them. */
export const WordChanges = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const parts = useMemo(() => wordDiff(from, to), [from, to])
  const count = (kind: Part['kind']) => parts.filter((part) => part.kind === kind).length
  return (
    <div className="listing-changes">
      {parts.map((part, at) => (
        // Passages have no identity of their own.
        <Passage key={`${at}/${part.kind}`} part={part} />
      ))}
      <VisuallyHidden>{` (${t.added(count('added'))}, ${t.taken(count('removed'))})`}</VisuallyHidden>
    </div>
  )
}
