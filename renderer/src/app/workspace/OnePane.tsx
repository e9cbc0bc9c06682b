import type { ReactNode } from 'react'
import { app } from '../../i18n/app.ts'
import { t } from '../../i18n/search.ts'
import { formatCount } from '../../lib/format.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import type { View } from './layout-store.ts'

type Props = {
  readonly view: View
  readonly panes: Readonly<Record<View, ReactNode>>
  readonly filterCount: number
  readonly total: number | undefined
  readonly onView: (view: View) => void
}

const withCount = (label: string, count: number | undefined) =>
  count === undefined || count === 0 ? label : `${label} (${formatCount(count)})`

/** The same panes one at a time, for a narrow window or a large zoom: nothing is taken away, everything is one press further. */
export const OnePane = ({ view, panes, filterCount, total, onView }: Props) => (
  <Tabs<View>
    label={app.views}
    selected={view}
    onSelect={onView}
    tabs={[
      { id: 'filtres', label: withCount(t.filters, filterCount), content: panes.filtres },
      { id: 'resultats', label: withCount(t.results, total), content: panes.resultats },
      { id: 'carte', label: t.showMap, content: <div className="pane-map pane-map-alone">{panes.carte}</div> },
      { id: 'fiche', label: t.sheet, content: panes.fiche },
    ]}
  />
)
