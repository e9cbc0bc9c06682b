import type { SearchResult } from '#shared/search/result.ts'
import { noSolution as t } from '../../i18n/manques.ts'
import { NoSolutionDialog } from '../../lib/NoSolutionDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { closeNoSolution, needsOf, openNoSolution, useNoSolution } from './no-solution.ts'
import { useSearchStore } from './store.ts'
import './NoSolution.css'

/** What the search asked, as it is when the dialog opens. */
const FromSearch = ({ lecture }: { readonly lecture: SearchResult['lecture'] | undefined }) => {
  const { query, placeLabel } = useSearchStore.getState()
  return (
    <NoSolutionDialog
      needs={needsOf(query, lecture)}
      publics={query.filters.publics}
      place={{ ref: query.place, label: query.place === null ? '' : placeLabel }}
      onClose={closeNoSolution}
    />
  )
}

/** At the foot of what was found, or not: one press, then one on the reason. */
export const NoSolution = ({ lecture }: { readonly lecture: SearchResult['lecture'] | undefined }) => {
  const { isOpen } = useNoSolution()
  return (
    <div className="no-solution">
      <Button size="s" variant="quiet" icon="warning" onPress={openNoSolution}>
        {t.open}
      </Button>
      {isOpen && <FromSearch lecture={lecture} />}
    </div>
  )
}
