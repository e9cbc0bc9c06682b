import { useRef } from 'react'
import { t } from '../../i18n/search.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import { setText, useSearchStore } from './store.ts'

/** The one box for words. Results follow every keystroke: there is nothing to submit. `onDown` moves to the results. */
export const WordsBox = ({ onDown }: { readonly onDown: () => void }) => {
  const text = useSearchStore((state) => state.query.text)
  const input = useRef<HTMLInputElement>(null)
  useShortcut('/', () => {
    input.current?.focus()
    input.current?.select()
  })
  return (
    <SearchField
      className="search-words"
      label={t.words}
      hideLabel
      placeholder={t.wordsPlaceholder}
      value={text}
      onChange={setText}
      inputRef={input}
      maxLength={300}
      autoComplete="off"
      spellCheck="false"
      onSubmit={onDown}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') onDown()
      }}
    />
  )
}
