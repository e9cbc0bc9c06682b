import { useState, type ReactNode } from 'react'
import { fold } from '#shared/geo/fold.ts'
import { useFocusAfterRemoval } from '../lib/use-focus-after-removal.ts'
import { Link } from './Link.tsx'
import { SearchField } from './SearchField.tsx'
import './FoundList.css'

type Words = { readonly name: string; readonly find: string; readonly findNone: (words: string) => string }

type ListProps<T> = {
  readonly words: Words
  readonly items: readonly T[]
  /** What its words are looked for in. */
  readonly textOf: (item: T) => string
  /** A `FoundRow`, with its key. */
  readonly row: (item: T) => ReactNode
}

/** What one keeps on this desk, a row each, found by its words. */
export const FoundList = <T,>({ words, items, textOf, row }: ListProps<T>) => {
  const [typed, setTyped] = useState('')
  const asked = fold(typed).split(' ')
  const shown = items.filter((item) => {
    const text = fold(textOf(item))
    return asked.every((word) => text.includes(word))
  })
  return (
    <>
      <SearchField
        className="ui-found-search"
        label={words.find}
        hideLabel
        placeholder={words.find}
        value={typed}
        onChange={setTyped}
      />
      {shown.length === 0 && <p className="muted">{words.findNone(typed)}</p>}
      <ul className="ui-found" aria-label={words.name} {...useFocusAfterRemoval(shown.length)}>
        {shown.map(row)}
      </ul>
    </>
  )
}

type RowProps = {
  readonly name: string
  readonly href: string
  readonly facts: ReactNode
  /** What stands beside, and the acts. */
  readonly children: ReactNode
}

export const FoundRow = ({ name, href, facts, children }: RowProps) => (
  <li>
    <div className="ui-found-main">
      <Link href={href} quiet className="ui-found-link">
        {name}
      </Link>
      <span className="ui-found-facts">{facts}</span>
    </div>
    {children}
  </li>
)
