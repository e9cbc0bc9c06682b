import { useMemo, useState } from 'react'
import type { Favourite } from '#shared/contract/user.ts'
import { handoutDialog } from '../../i18n/handout-dialog.ts'
import { favouritesText as text } from '../../i18n/favourites.ts'
import { useCall } from '../../lib/api.ts'
import { useEligibles } from '../../lib/eligibles.ts'
import { FollowedChanges } from '../../lib/FollowedChanges.tsx'
import { MemoryNav } from '../../lib/MemoryNav.tsx'
import { HandoutDialog } from '../../lib/handout/HandoutDialog.tsx'
import { href, navigate } from '../../lib/route.ts'
import { ReadOnlyNotice } from '../../lib/ReadOnlyNotice.tsx'
import { useSyncStatus } from '../../lib/sync-status.ts'
import { useFocusAfterRemoval } from '../../lib/use-focus-after-removal.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { arrange, type ListChoice, listsOf, type SortKey } from './arrange.ts'
import { FavouriteRow } from './FavouriteRow.tsx'
import { ListBar } from './ListBar.tsx'
import './favourites.css'

const SORTS = (Object.keys(text.tri) as SortKey[]).map((value) => ({ value, label: text.tri[value] }))

/** Services of one sheet (shared/handout/handout.ts). */
const MOST_HANDED = 36

const Empty = () => (
  <EmptyState
    icon="star"
    title={text.vide}
    actions={
      <Button variant="primary" icon="search" onPress={() => navigate(href.recherche())}>
        {text.chercherService}
      </Button>
    }
  >
    {text.videAide}
  </EmptyState>
)

const Kept = ({ all }: { readonly all: readonly Favourite[] }) => {
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<ListChoice>(null)
  const [sort, setSort] = useState<SortKey>('ajout')
  const lists = useMemo(() => listsOf(all), [all])
  const unlisted = all.filter(({ listes }) => listes.length === 0).length
  // A list may vanish with its last favourite while it is chosen.
  const list = chosen === null || (chosen === '' ? unlisted > 0 : lists.some(({ nom }) => nom === chosen)) ? chosen : null
  const shown = useMemo(() => arrange(all, { words, list, sort }), [all, words, list, sort])
  const blind = all.some(({ kind, card, disponible }) => kind === 'service' && card === null && disponible)
  const now = new Date()
  const focus = useFocusAfterRemoval(shown.length)
  const kept = useMemo(() => all.filter(({ kind }) => kind === 'service').map(({ id }) => id), [all])
  const eligibles = useEligibles(kept)
  const [handing, setHanding] = useState(false)
  const services = shown.filter(({ kind, disponible }) => kind === 'service' && disponible).map(({ id }) => id)

  return (
    <>
      {blind && <Notice tone="warn">{text.illisible}</Notice>}
      <div className="fav-bar">
        <SearchField
          label={text.chercher}
          hideLabel
          placeholder={text.indice}
          value={words}
          onChange={setWords}
          className="fav-search"
        />
        <Select label={text.trier} hideLabel choices={SORTS} value={sort} onChange={setSort} />
        <Button icon="document" isDisabled={services.length === 0} onPress={() => setHanding(true)}>
          {handoutDialog.open}
        </Button>
        <HandoutDialog
          source={{ services: services.slice(0, MOST_HANDED), titre: list ?? '' }}
          isOpen={handing}
          onClose={() => setHanding(false)}
        />
      </div>
      <ListBar all={all} lists={lists} unlisted={unlisted} value={list} onChange={setChosen} />
      <p className="fav-count tabular" role="status">
        {shown.length === all.length ? text.compte(all.length) : text.sur(shown.length, all.length)}
      </p>
      {shown.length === 0 ? (
        <EmptyState
          icon="search"
          title={text.aucunTrouve}
          actions={
            <Button
              onPress={() => {
                setWords('')
                setChosen(null)
              }}
            >
              {text.toutVoir}
            </Button>
          }
        >
          {text.aucunTrouveAide}
        </EmptyState>
      ) : (
        <ul className="fav-rows" aria-label={text.nom} {...focus}>
          {shown.map((favourite) => (
            <FavouriteRow
              key={`${favourite.kind}/${favourite.id}`}
              favourite={favourite}
              lists={lists}
              now={now}
              eligible={favourite.kind === 'service' ? eligibles.get(favourite.id) : undefined}
            />
          ))}
        </ul>
      )}
    </>
  )
}

/** `/favoris`: what was kept, with one's own words beside it. */
export const FavouritesScreen = () => {
  const { data, error, refetch } = useCall('favourites.list', undefined)
  const account = useSyncStatus()?.compte != null
  return (
    <ScreenPage title={text.titre} subtitle={text.sousTitre(account)}>
      <MemoryNav here="favoris" />
      <FollowedChanges />
      <ReadOnlyNotice />
      {error !== null && <ReadFailure title={text.echec} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <div aria-busy="true">
          <Skeleton lines={4} />
        </div>
      )}
      {data !== undefined && (data.length === 0 ? <Empty /> : <Kept all={data} />)}
    </ScreenPage>
  )
}
