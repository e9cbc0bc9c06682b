import type { SyncStatus } from '#shared/contract/sync.ts'
import { exchanges, firstLoad as t } from '../../i18n/sync.ts'
import { useAction } from '../../lib/api.ts'
import { href, navigate } from '../../lib/route.ts'
import { SyncProgressBar } from '../../lib/SyncProgressBar.tsx'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** There is no catalogue yet, and it is on its way: not a failure. */
export const isFirstLoad = (code: string | undefined, status: SyncStatus | undefined): status is SyncStatus =>
  code === 'catalogue-absent' && status !== undefined && status.serveur !== null && status.a_jour_le === null

/** The first catalogue arriving: how far it is, what it is for, that a cut loses nothing, and how to carry less. */
export const FirstLoad = ({ status }: { readonly status: SyncStatus }) => {
  const exchange = useAction('sync.now')
  const stuck = status.etat === 'hors-ligne' || status.etat === 'bloque'
  const again = () => exchange.mutate(undefined, { onError: ({ message }) => showToast({ tone: 'erreur', message }) })
  return (
    <EmptyState
      icon={stuck ? 'offline' : 'download'}
      title={stuck ? t.stuckTitle : t.title}
      actions={
        <>
          {stuck && (
            <Button icon="refresh" onPress={again} isDisabled={exchange.isPending}>
              {exchanges.now}
            </Button>
          )}
          <Button onPress={() => navigate(href.reglages('territoires'))}>{t.choose}</Button>
        </>
      }
    >
      {status.progression !== null && !stuck && <SyncProgressBar progress={status.progression} />}
      {stuck ? (
        <p>{status.erreur?.message ?? t.stuck}</p>
      ) : (
        <>
          <p>{t.text}</p>
          <p>{t.resume}</p>
          <p>{t.fewer}</p>
        </>
      )}
    </EmptyState>
  )
}
