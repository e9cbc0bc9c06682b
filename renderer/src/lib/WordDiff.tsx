import { Button } from 'react-aria-components/Button'
import { wordDiffText as t } from '../i18n/word-diff.ts'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import type { Shown } from './word-diff.ts'
import './WordDiff.css'

type Props = {
  readonly parts: readonly Shown[]
  /** Absent where nothing is skipped. */
  readonly onShowAll?: () => void
}

const Skipped = ({ words, onShowAll }: { readonly words: number; readonly onShowAll: (() => void) | undefined }) => (
  <Button className="word-diff-skipped" {...(onShowAll !== undefined && { onPress: onShowAll })}>
    <span aria-hidden="true">… </span>
    <VisuallyHidden>{`${t.show} `}</VisuallyHidden>
    {t.skipped(words)}
    <VisuallyHidden>{` ${t.unchanged(words)}`}</VisuallyHidden>
    <span aria-hidden="true"> …</span>
  </Button>
)

/** The spaces that end a passage are left out of its line. */
const Passage = ({ part, onShowAll }: { readonly part: Shown; readonly onShowAll: (() => void) | undefined }) => {
  if (part.kind === 'skipped')
    return (
      <>
        <Skipped words={part.words} onShowAll={onShowAll} />{' '}
      </>
    )
  if (part.kind === 'same') return part.text
  const Mark = part.kind === 'added' ? 'ins' : 'del'
  const words = part.text.trimEnd()
  return (
    <>
      <Mark>{words}</Mark>
      {part.text.slice(words.length)}
    </>
  )
}

/** What a text becomes: added words underlined, those taken away struck. To be counted beside, for who does not see them. */
export const WordDiff = ({ parts, onShowAll }: Props) => (
  <span className="word-diff">
    {parts.map((part, at) => (
      // Passages have no identity of their own.
      <Passage key={`${at}/${part.kind}`} part={part} onShowAll={onShowAll} />
    ))}
  </span>
)
