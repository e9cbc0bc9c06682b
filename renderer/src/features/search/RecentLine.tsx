import { isSearch } from '#shared/usage/search.ts'
import { alertsText as t } from '../../i18n/alerts.ts'
import { useCall } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { useSearchStore } from './store.ts'

const SHOWN = 4

/** Where nothing is asked yet: the last searches of this desk, to be done again in one press. */
export const RecentLine = () => {
  const asked = useSearchStore((state) => isSearch(state.query))
  const { data } = useCall('alertes.recentes', undefined, { enabled: !asked })
  if (asked || data === undefined || data.length === 0) return null
  return (
    <div className="recent-line" role="group" aria-label={t.recentes}>
      <span aria-hidden="true">{t.recemment}</span>
      {data.slice(0, SHOWN).map(({ id, texte, query, lieu }) => (
        <Button
          key={id}
          size="s"
          variant="quiet"
          icon="history"
          onPress={() =>
            useSearchStore.setState(({ step, query: { sort } }) => ({
              query: { ...query, sort },
              placeLabel: lieu,
              step: step + 1,
            }))
          }
        >
          {texte}
        </Button>
      ))}
    </div>
  )
}
