import { memo, type Ref } from 'react'
import { type BoardPage, type BoardQuery, TRIS } from '#shared/moderation/board.ts'
import { filters as t } from '../../../i18n/territoire.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { FacetFilter } from './FacetFilter.tsx'
import { FACETS, isNarrowed, widened } from './query.ts'

type Props = {
  readonly query: BoardQuery
  readonly facettes: BoardPage['facettes']
  readonly wordsRef: Ref<HTMLInputElement>
  readonly onQuery: (query: BoardQuery) => void
}

const SORTS = TRIS.map((value) => ({ value, label: t.tri[value] }))

/** Words, five filters, an order: each narrows the board at once. */
export const Filters = memo(({ query, facettes, wordsRef, onQuery }: Props) => (
  <div className="board-filters" role="search" aria-label={t.label}>
    <SearchField
      label={t.words}
      hideLabel
      placeholder={t.wordsHint}
      value={query.texte}
      maxLength={200}
      onChange={(texte) => onQuery({ ...query, texte })}
      inputRef={wordsRef}
      className="board-words"
    />
    {FACETS.map((name) => (
      <FacetFilter
        key={name}
        name={name}
        counts={facettes[name]}
        ticked={query[name]}
        onChange={(values) => onQuery({ ...query, [name]: values })}
      />
    ))}
    {isNarrowed(query) && (
      <Button size="s" variant="quiet" icon="close" onPress={() => onQuery(widened(query))}>
        {t.clear}
      </Button>
    )}
    <span className="board-sort">
      <Select quiet label={t.sort} choices={SORTS} value={query.tri} onChange={(tri) => onQuery({ ...query, tri })} />
      <IconButton
        size="s"
        icon={query.decroissant ? 'chevron-down' : 'chevron-up'}
        label={query.decroissant ? t.descending : t.ascending}
        onPress={() => onQuery({ ...query, decroissant: !query.decroissant })}
      />
    </span>
  </div>
))
