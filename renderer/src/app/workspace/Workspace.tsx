import { useCallback, useDeferredValue, useEffect, useRef } from 'react'
import { searchHref, useAddressSync } from '../../features/search/address-sync.ts'
import { FilterPanel } from '../../features/search/FilterPanel.tsx'
import { ResultsPane } from '../../features/search/ResultsPane.tsx'
import { countFilters, toggleMap, useSearchStore } from '../../features/search/store.ts'
import { TopBar } from '../../features/search/TopBar.tsx'
import { useListKeys } from '../../features/search/use-list-keys.ts'
import { useResults } from '../../features/search/use-results.ts'
import { tieOfThisWindow, useTiedSearch } from '../../features/search/tied-window.ts'
import { useSearchTold } from '../../features/search/use-search-told.ts'
import { UsageNotice } from '../../features/welcome/UsageNotice.tsx'
import { WelcomeNotice } from '../../features/welcome/WelcomeNotice.tsx'
import { app } from '../../i18n/app.ts'
import { t } from '../../i18n/search.ts'
import { windows } from '../../i18n/windows.ts'
import { beginRequest } from '../../lib/begin-request.ts'
import { detach } from '../../lib/detach.ts'
import { href, navigate } from '../../lib/route.ts'
import { useShortcut } from '../../lib/shortcuts.ts'
import { showToast } from '../../lib/toasts.ts'
import { useAccount } from '../../lib/use-account.ts'
import { ONE_PANE, useMedia } from '../../lib/use-media.ts'
import { useTitle } from '../../lib/use-title.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { DetailPane } from './DetailPane.tsx'
import { showView, useLayout } from './layout-store.ts'
import { MapSlot } from './MapSlot.tsx'
import { MapToggle } from './MapToggle.tsx'
import { OnePane } from './OnePane.tsx'
import { ThreePanes } from './ThreePanes.tsx'
import { focusIn } from './focus-in.ts'
import './Workspace.css'

/** Past the boxes and a hundred filters, straight to what was found. */
const skipToResults = () => {
  showView('resultats')
  focusIn('.results', '.results-body')
}

const prepareOrientation = (serviceId: string, account: string | null) => {
  beginRequest(serviceId, account).then(
    ({ id }) => navigate(href.brouillon(id)),
    (error: Error) => showToast({ tone: 'erreur', message: error.message }),
  )
}

/** The map goes to a window of its own, and this one gives its room back. */
const detachMap = () => {
  const state = useSearchStore.getState()
  useSearchStore.setState({ mapOpen: false })
  void detach(href.carte(searchHref({ ...state, mapOpen: false }).split('?')[1] ?? '', tieOfThisWindow()))
}

/** The search screen: filters, list, sheet and map composed together; features do not know each other. */
export const Workspace = () => {
  useAddressSync()
  useTiedSearch(tieOfThisWindow(), false)
  const results = useResults()
  useSearchTold(results)
  const list = useRef<HTMLElement>(null)
  const account = useAccount()?.compte?.id ?? null
  const narrow = useMedia(ONE_PANE)
  const mapOpen = useSearchStore((state) => state.mapOpen)
  const selectedId = useSearchStore((state) => state.selectedId)
  const filterCount = useSearchStore((state) => countFilters(state.query.filters))
  const view = useLayout((state) => state.view)
  const text = useSearchStore((state) => state.query.text)
  const place = useSearchStore((state) => state.placeLabel)
  useTitle([text, place].filter(Boolean).join(' · ') || t.screen)

  const open = useCallback((_id: string, byKeyboard: boolean) => {
    showView('fiche')
    if (byKeyboard || window.matchMedia(ONE_PANE).matches) focusIn('#fiche', '.sheet-title')
  }, [])
  const close = useCallback(() => {
    showView('resultats')
    const { selectedId: id } = useSearchStore.getState()
    focusIn('.results', id === null ? '.results-body' : `[data-id="${CSS.escape(id)}"] a`)
  }, [])
  const showMap = useCallback(() => {
    useSearchStore.setState({ mapOpen: true })
    showView('carte')
  }, [])

  const openFromMap = useCallback((id: string) => open(id, false), [open])

  const { enterList } = useListKeys({
    list,
    cards: results.cards,
    onEnd: results.more,
    onOpen: (id) => open(id, true),
    onDraft: (id) => {
      const card = results.cards.find((one) => one.id === id)
      if (card?.orientable.ok === false) showToast({ message: card.orientable.raison })
      else prepareOrientation(id, account)
    },
  })
  const enter = useRef(enterList)
  enter.current = enterList
  const goDown = useCallback(() => enter.current(), [])
  useShortcut('m', () => {
    if (!narrow) toggleMap()
    else if (view === 'carte') showView('resultats')
    else showMap()
  })
  useEffect(() => {
    // A deep link to a sheet opens on it where there is room for one pane only.
    if (useSearchStore.getState().selectedId !== null) showView('fiche')
  }, [])

  // The list is painted first: the counts of some 150 values follow in the next frame.
  const facets = useDeferredValue(results.result?.facets)
  const filters = <FilterPanel facets={facets} failed={results.error !== null} />
  const found = <ResultsPane results={results} listRef={list} onOpen={open} />
  const detail = <DetailPane onClose={close} onShowOnMap={showMap} />
  const map = mapOpen || (narrow && view === 'carte') ? <MapSlot onOpen={openFromMap} /> : null

  return (
    <div className="workspace">
      <h1 className="ui-hidden" tabIndex={-1}>
        {t.title}
      </h1>
      <a className="shell-skip" href="#resultats" onClick={(event) => (event.preventDefault(), skipToResults())}>
        {app.skipToResults}
      </a>
      <div className="workspace-bar">
        <TopBar onDown={goDown} />
        {!narrow && <MapToggle isOpen={mapOpen} onToggle={toggleMap} />}
        <IconButton label={windows.detachMap} icon="external" onPress={detachMap} />
      </div>
      <WelcomeNotice />
      <UsageNotice />
      {narrow ? (
        <OnePane
          view={view}
          panes={{ filtres: filters, resultats: found, carte: map, fiche: detail }}
          filterCount={filterCount}
          total={results.result?.total}
          onView={(next) => (next === 'carte' ? showMap() : showView(next))}
        />
      ) : (
        <ThreePanes filters={filters} list={found} map={map} detail={detail} mapAlone={selectedId === null} />
      )}
    </div>
  )
}
