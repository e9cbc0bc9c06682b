import type { Alerte } from '#shared/memory/search.ts'
import { alertsText as t } from '../../i18n/alerts.ts'
import { useCall } from '../../lib/api.ts'
import { MemoryNav } from '../../lib/MemoryNav.tsx'
import { useReadOnly } from '../../lib/read-only.ts'
import { ReadOnlyNotice } from '../../lib/ReadOnlyNotice.tsx'
import { href, navigate } from '../../lib/route.ts'
import { useAccount } from '../../lib/use-account.ts'
import { useFocusAfterRemoval } from '../../lib/use-focus-after-removal.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { AlertRow } from './AlertRow.tsx'
import { RecentSearches } from './RecentSearches.tsx'
import './alerts.css'

const Empty = () => (
  <EmptyState
    icon="bell"
    title={t.vide}
    level={3}
    actions={
      <Button variant="primary" icon="search" onPress={() => navigate(href.recherche())}>
        {t.chercher}
      </Button>
    }
  >
    {t.videAide}
  </EmptyState>
)

type KeptProps = { readonly all: readonly Alerte[]; readonly account: boolean; readonly readOnly: boolean }

const Kept = ({ all, account, readOnly }: KeptProps) => (
  <>
    {!account && <p className="muted">{t.sansCompte}</p>}
    <ul className="alert-rows" aria-label={t.gardees} {...useFocusAfterRemoval(all.length)}>
      {all.map((alerte) => (
        <AlertRow key={alerte.id} alerte={alerte} account={account} readOnly={readOnly} />
      ))}
    </ul>
  </>
)

/** `/alertes`: searches that are kept with what changed in each, and the last ones made. */
export const AlertsScreen = () => {
  const { data, error, refetch } = useCall('alertes.list', undefined)
  const readOnly = useReadOnly()
  const account = useAccount()?.compte != null
  return (
    <ScreenPage title={t.titre} subtitle={t.sousTitre(account)}>
      <MemoryNav here="recherches" />
      <ReadOnlyNotice />
      <section aria-labelledby="alert-kept" className="alert-section">
        <header className="alert-head">
          <h2 id="alert-kept">{t.gardees}</h2>
        </header>
        {error !== null && <ReadFailure title={t.echec} error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && (
          <div aria-busy="true">
            <Skeleton lines={4} />
          </div>
        )}
        {data !== undefined && (data.length === 0 ? <Empty /> : <Kept all={data} account={account} readOnly={readOnly} />)}
      </section>
      <RecentSearches readOnly={readOnly} />
    </ScreenPage>
  )
}
