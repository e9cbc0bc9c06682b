import { memo, useCallback, useRef, type Ref } from 'react'
import { type BoardPage, type BoardQuery, TRIS } from '#shared/moderation/board.ts'
import { filters as t } from '../../../i18n/territoire.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { FacetCounts } from './facet-counts.ts'
import { FacetFilter } from './FacetFilter.tsx'
import { FACETS, type FacetName, isNarrowed, widened } from './query.ts'

type Props = {
  readonly query: BoardQuery
  readonly facettes: BoardPage['facettes']
  readonly wordsRef: Ref<HTMLInputElement>
  readonly onQuery: (query: BoardQuery) => void
}

type Order = Pick<BoardQuery, 'tri' | 'decroissant'>

const SORTS = TRIS.map((value) => ({ value, label: t.tri[value] }))

const Sort = memo(({ tri, decroissant, onOrder }: Order & { readonly onOrder: (order: Partial<Order>) => void }) => (
  <span className="board-sort">
    <Select quiet label={t.sort} choices={SORTS} value={tri} onChange={(next) => onOrder({ tri: next })} />
    <IconButton
      size="s"
      icon={decroissant ? 'chevron-down' : 'chevron-up'}
      label={decroissant ? t.descending : t.ascending}
      onPress={() => onOrder({ decroissant: !decroissant })}
    />
  </span>
))

type WordsProps = Pick<Props, 'wordsRef'> & { readonly texte: string; readonly onWords: (texte: string) => void }

const Words = memo(({ texte, wordsRef, onWords }: WordsProps) => (
  <SearchField
    label={t.words}
    hideLabel
    placeholder={t.wordsHint}
    value={texte}
    maxLength={200}
    onChange={onWords}
    inputRef={wordsRef}
    className="board-words"
  />
))

const Clear = memo(({ onClear }: { readonly onClear: () => void }) => (
  <Button size="s" variant="quiet" icon="close" onPress={onClear}>
    {t.clear}
  </Button>
))

/** Words, five filters, an order: each narrows the board at once. What did not change is not drawn again at each letter. */
export const Filters = memo(({ query, facettes, wordsRef, onQuery }: Props) => {
  const latest = useRef(query)
  latest.current = query
  const change = useCallback((changes: Partial<BoardQuery>) => onQuery({ ...latest.current, ...changes }), [onQuery])
  const tick = useCallback((name: FacetName, values: string[]) => change({ [name]: values }), [change])
  const words = useCallback((texte: string) => change({ texte }), [change])
  const clear = useCallback(() => onQuery(widened(latest.current)), [onQuery])
  return (
    <FacetCounts value={facettes}>
      <div className="board-filters" role="search" aria-label={t.label}>
        <Words texte={query.texte} wordsRef={wordsRef} onWords={words} />
        {FACETS.map((name) => (
          <FacetFilter key={name} name={name} ticked={query[name]} onTick={tick} />
        ))}
        {isNarrowed(query) && <Clear onClear={clear} />}
        <Sort tri={query.tri} decroissant={query.decroissant} onOrder={change} />
      </div>
    </FacetCounts>
  )
})
