import { compare as t } from '../../i18n/compare.ts'
import { setCompared, useCompared } from '../../lib/compare.ts'
import { href, navigate } from '../../lib/route.ts'
import { Button } from '../../ui/Button.tsx'
import './CompareBar.css'

/** Under the list, while services are chosen to be compared. */
export const CompareBar = () => {
  const ids = useCompared((state) => state.ids)
  if (ids.length === 0) return null
  return (
    <div className="compare-bar no-print" role="group" aria-label={t.bar}>
      <span className="tabular">{t.barCount(ids.length)}</span>
      <Button
        size="s"
        icon="columns"
        variant={ids.length > 1 ? 'primary' : 'secondary'}
        onPress={() => navigate(href.comparer(ids))}
      >
        {t.barOpen}
      </Button>
      <Button size="s" variant="quiet" onPress={() => setCompared([])}>
        {t.barClear}
      </Button>
    </div>
  )
}
