import type { Listing } from '#shared/contract/listing.ts'
import type { Suggestion } from '#shared/listing/suggestion.ts'
import { suggestionText as t } from '../../../i18n/listing.ts'
import { useFocusAfterRemoval } from '../../../lib/use-focus-after-removal.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { SuggestionThread } from './SuggestionThread.tsx'

type GroupProps = { readonly title: string; readonly rows: readonly Suggestion[]; readonly listing: Listing }

const Group = ({ title, rows, listing }: GroupProps) => {
  const focus = useFocusAfterRemoval(rows.length)
  if (rows.length === 0) return null
  return (
    <section className="listing-group">
      <h2>{title}</h2>
      <ul className="listing-threads" aria-label={title} {...focus}>
        {rows.map((suggestion) => (
          <SuggestionThread key={suggestion.id} suggestion={suggestion} listing={listing} />
        ))}
      </ul>
    </section>
  )
}

/** What counsellors say is wrong in the sheets of the structure: open ones first. */
export const SuggestionsPanel = ({ listing }: { readonly listing: Listing }) => {
  const { suggestions, complet } = listing
  const open = suggestions.filter(({ etat }) => etat === 'ouverte')
  const closed = suggestions.filter(({ etat }) => etat !== 'ouverte')
  if (suggestions.length === 0)
    return complet ? (
      <EmptyState icon="help" title={t.empty}>
        {t.emptyHelp}
      </EmptyState>
    ) : (
      <Notice>{t.unknown}</Notice>
    )
  return (
    <div className="listing-panel">
      <Group title={t.open} rows={open} listing={listing} />
      <Group title={t.closed} rows={closed} listing={listing} />
    </div>
  )
}
