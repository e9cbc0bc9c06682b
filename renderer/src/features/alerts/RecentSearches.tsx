import { alertsText as t } from '../../i18n/alerts.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { goToSearch } from '../../lib/go-search.ts'
import { showToast } from '../../lib/toasts.ts'
import { momentOf } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'

/** The last searches of this desk, each done again in one press. */
export const RecentSearches = ({ readOnly }: { readonly readOnly: boolean }) => {
  const { data, error, refetch } = useCall('alertes.recentes', undefined)
  const forget = useAction('alertes.oublierRecentes')
  const now = new Date()
  return (
    <section aria-labelledby="alert-recent" className="alert-section">
      <header className="alert-head">
        <div>
          <h2 id="alert-recent">{t.recentes}</h2>
          <p className="muted">{t.recentesAide}</p>
        </div>
        {data !== undefined && data.length > 0 && (
          <Button
            size="s"
            variant="quiet"
            icon="trash"
            isDisabled={readOnly}
            aria-label={t.effacerTout}
            onPress={() =>
              forget.mutate(undefined, {
                onSuccess: () => showToast({ message: t.effacees }),
                onError: ({ message }) => showToast({ tone: 'erreur', message }),
              })
            }
          >
            {t.effacer}
          </Button>
        )}
      </header>
      {error !== null && <ReadFailure title={t.recentesEchec} error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className="muted">{t.recentesVide}</p>}
      {data !== undefined && data.length > 0 && (
        <ul className="alert-recents" aria-label={t.recentes}>
          {data.map(({ id, texte, query, lieu, total, le }) => (
            <li key={id}>
              <Button size="s" variant="quiet" icon="history" onPress={() => goToSearch(query, lieu)}>
                <VisuallyHidden>{t.lancer} </VisuallyHidden>
                {texte}
              </Button>
              <span className="muted tabular">
                {t.compteRecente(total)}, {momentOf(le, now)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
