import { useEffect } from 'react'
import { readSearch } from '../../features/search/address-sync.ts'
import { select, useSearchStore } from '../../features/search/store.ts'
import { useTiedSearch } from '../../features/search/tied-window.ts'
import { ServiceSheet } from '../../features/service/ServiceSheet.tsx'
import { t } from '../../i18n/search.ts'
import { windows } from '../../i18n/windows.ts'
import { useTitle } from '../../lib/use-title.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { MapSlot } from './MapSlot.tsx'
import './MapWindow.css'

/** The map of a search in its own window: what is searched beside shows here, and what is chosen here is chosen beside. */
export const MapWindow = ({ search }: { readonly search: string }) => {
  const tie = new URLSearchParams(search).get('lien') ?? ''
  const id = useSearchStore((state) => state.selectedId)
  useTitle(windows.mapTitle)
  useEffect(() => {
    // What the address says, until the other window answers; for ever when it is closed.
    useSearchStore.setState({ ...readSearch(search), mapOpen: true })
  }, [search])
  useTiedSearch(tie, true)
  return (
    <div className="map-window">
      <h1 className="ui-hidden" tabIndex={-1}>
        {windows.mapTitle}
      </h1>
      <p className="ui-hidden">{windows.mapFollows}</p>
      <MapSlot onOpen={() => {}} />
      {id !== null && (
        <section className="map-window-sheet" aria-label={t.sheet}>
          <div className="detail-tools no-print">
            <IconButton label={t.closeSheet} icon="close" size="s" onPress={() => select(null)} />
          </div>
          <ServiceSheet key={id} id={id} level={2} />
        </section>
      )}
    </div>
  )
}
