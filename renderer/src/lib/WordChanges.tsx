import { useMemo, useRef, useState } from 'react'
import { wordDiffText as t } from '../i18n/word-diff.ts'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import { condensed, countOf, wordDiff } from './word-diff.ts'
import { WordDiff } from './WordDiff.tsx'

type Props = {
  readonly from: string
  readonly to: string
  /** Long passages that have not changed are counted, and shown when asked. */
  readonly brief?: boolean
}

/** What a text becomes, its changes counted for who does not see them. */
export const WordChanges = ({ from, to, brief = false }: Props) => {
  const parts = useMemo(() => wordDiff(from, to), [from, to])
  const [whole, setWhole] = useState(!brief)
  const self = useRef<HTMLDivElement>(null)
  // The button that was pressed goes with what it hid.
  const showAll = () => {
    setWhole(true)
    self.current?.focus()
  }
  return (
    <div ref={self} tabIndex={-1}>
      <WordDiff parts={whole ? parts : condensed(parts)} onShowAll={showAll} />
      <VisuallyHidden>{` (${t.added(countOf(parts, 'added'))}, ${t.removed(countOf(parts, 'removed'))})`}</VisuallyHidden>
    </div>
  )
}
