import type { Part } from './word-diff.ts'
import './WordDiff.css'

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

/** What a text becomes: added words underlined, those taken away struck. To be counted beside, for who does not see them. */
export const WordDiff = ({ parts }: { readonly parts: readonly Part[] }) => (
  <span className="word-diff">
    {parts.map((part, at) => (
      // Passages have no identity of their own.
      <Passage key={`${at}/${part.kind}`} part={part} />
    ))}
  </span>
)
