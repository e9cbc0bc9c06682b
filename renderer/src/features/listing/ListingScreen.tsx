import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Listing } from '#shared/contract/listing.ts'
import { parisDay } from '#shared/listing/days.ts'
import { structureFiguresText as figures } from '../../i18n/figures.ts'
import { listingText as t } from '../../i18n/listing.ts'
import { isSignedIn, memberships } from '../../lib/account.ts'
import { useCall } from '../../lib/api.ts'
import { href, navigate, ONGLETS, useQueryString, type Onglet } from '../../lib/route.ts'
import { isSignedOutError, StructureRefused } from '../../lib/StructureRefused.tsx'
import { useAccount } from '../../lib/use-account.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { displayName } from '#shared/text/names.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { clearRefusals, useActs } from './acts.ts'
import { BranchesPanel } from './branches/BranchesPanel.tsx'
import { useHiddenTasks } from './hidden-tasks.ts'
import { NO_FILTER, type LineFilter } from './lines.ts'
import { ModelsPanel } from './models/ModelsPanel.tsx'
import { Facts } from './overview/Facts.tsx'
import { isStarting, QuickStart } from './overview/QuickStart.tsx'
import { ReceivedRequests } from './overview/ReceivedRequests.tsx'
import { Tasks } from './overview/Tasks.tsx'
import { Partial } from './Partial.tsx'
import { ServicesPanel } from './services/ServicesPanel.tsx'
import { SharePanel } from './share/SharePanel.tsx'
import { SuggestionsPanel } from './suggestions/SuggestionsPanel.tsx'
import { useCreate } from './use-create.ts'
import './listing.css'

const ongletOf = (query: string): Onglet => {
  const asked = new URLSearchParams(query).get('onglet')
  return ONGLETS.find((one) => one === asked) ?? 'services'
}

const Actions = ({ listing, onCreate }: { readonly listing: Listing; readonly onCreate: () => void }) => {
  const { id } = listing.structure
  const account = useAccount()
  const isMember = isSignedIn(account) && memberships(account).some(({ structure_id }) => structure_id === id)
  return (
    <>
      {isMember && (
        <Button icon="list" onPress={() => navigate(href.chiffres(id))}>
          {figures.link}
        </Button>
      )}
      {listing.droits.modifier && (
        <Button icon="pencil" onPress={() => navigate(href.modifier('structure', id, id))}>
          {t.sheet}
        </Button>
      )}
      {listing.droits.voir_membres && (
        <Button icon="people" onPress={() => navigate(href.membres(id))}>
          {t.members}
        </Button>
      )}
      <Button icon="document" onPress={() => navigate(href.importer(id))}>
        {t.import}
      </Button>
      <Button variant="primary" icon="plus" onPress={onCreate}>
        {t.newService}
      </Button>
    </>
  )
}

const Offer = ({ listing }: { readonly listing: Listing }) => {
  const { structure, services, modeles, antennes, suggestions, taches, complet } = listing
  const { id } = structure
  const onglet = ongletOf(useQueryString())
  const acts = useActs(id)
  const create = useCreate(id)
  const hidden = useHiddenTasks(id, taches)
  const [filter, setFilter] = useState<LineFilter>(NO_FILTER)
  const now = useNow()
  const today = parisDay(now.getTime())
  const see = useCallback(
    (wanted: Partial<LineFilter>) => {
      setFilter({ ...NO_FILTER, ...wanted })
      navigate(href.offre(id))
    },
    [id],
  )
  const doing = useMemo(() => ({ listing, acts, create, today, see }), [listing, acts, create, today, see])
  useEffect(() => clearRefusals, [])
  const open = suggestions.filter(({ etat }) => etat === 'ouverte').length
  return (
    <ScreenPage
      wide
      title={displayName(String(structure.doc['nom'] ?? t.title))}
      actions={<Actions listing={listing} onCreate={() => create(null)} />}
    >
      <div className="listing">
        <Facts listing={listing} today={today} />
        {!complet && <Partial />}
        <ReceivedRequests listing={listing} />
        {isStarting(listing) ? <QuickStart listing={listing} create={create} /> : <Tasks hidden={hidden} doing={doing} />}
        <Tabs
          label={t.tabsLabel}
          selected={onglet}
          onSelect={(one) => navigate(href.offre(id, one === 'services' ? undefined : one), { replace: true })}
          tabs={[
            {
              id: 'services',
              label: t.counted(t.tabs.services, services.length),
              content: (
                <ServicesPanel listing={listing} acts={acts} create={create} today={today} filter={filter} onFilter={setFilter} />
              ),
            },
            {
              id: 'modeles',
              label: t.counted(t.tabs.modeles, modeles.length),
              content: <ModelsPanel listing={listing} acts={acts} create={create} />,
            },
            {
              id: 'antennes',
              label: t.counted(t.tabs.antennes, antennes.length),
              content: <BranchesPanel listing={listing} />,
            },
            {
              id: 'suggestions',
              label: t.counted(t.tabs.suggestions, open),
              content: <SuggestionsPanel listing={listing} />,
            },
            { id: 'partage', label: t.tabs.partage, content: <SharePanel listing={listing} /> },
          ]}
        />
      </div>
    </ScreenPage>
  )
}

const Refused = ({ id, signedOut }: { readonly id: string; readonly signedOut: boolean }) => (
  <ScreenPage title={t.title}>
    <StructureRefused id={id} signedOut={signedOut} back={href.offre(id)} words={t} />
  </ScreenPage>
)

/** `/structures/:id/offre`: what a structure offers, for those who keep it. */
export const ListingScreen = ({ id }: { readonly id: string }) => {
  const { data, error, refetch } = useCall('listing.read', { structureId: id }, { fresh: true })
  const signedOut = isSignedOutError(error)
  if (signedOut || error?.code === 'compte-droit') return <Refused id={id} signedOut={signedOut} />
  if (data === undefined)
    return (
      <ScreenPage title={t.title}>
        {error === null ? (
          <div aria-busy="true" aria-label={t.loading}>
            <Skeleton lines={8} />
          </div>
        ) : (
          <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()}>
            {t.failedHelp}
          </ReadFailure>
        )}
      </ScreenPage>
    )
  return data.droits.ecrire_services ? <Offer listing={data} /> : <Refused id={id} signedOut={false} />
}
