import { memoryNav as t } from '../i18n/alerts.ts'
import { Link } from '../ui/Link.tsx'
import { useCall } from './api.ts'
import { href } from './route.ts'
import './MemoryNav.css'

type Here = 'favoris' | 'listes' | 'recherches'

const PLACES = [
  { key: 'favoris', to: href.favoris(), label: t.favoris },
  { key: 'listes', to: href.listes(), label: t.listes },
  { key: 'recherches', to: href.alertes(), label: t.recherches },
] as const satisfies readonly { readonly key: Here; readonly to: string; readonly label: string }[]

/** How many kept searches have something new. */
const useNews = (): number =>
  (useCall('alertes.list', undefined).data ?? []).filter(
    ({ nouveautes: { nouveaux, modifies, disparus } }) => nouveaux + modifies + disparus > 0,
  ).length

/** What one keeps, alone or with a team: three screens behind one entry of the rail. First thing under the title of each. */
export const MemoryNav = ({ here }: { readonly here: Here }) => {
  const news = useNews()
  return (
    <nav aria-label={t.nom} className="memory-nav">
      <ul>
        {PLACES.map(({ key, to, label }) => (
          <li key={key}>
            <Link href={to} quiet className="memory-place" aria-current={key === here ? 'page' : 'false'}>
              {label}
              {key === 'recherches' && news > 0 && (
                <span className="memory-news tabular" title={t.nouvelles(news)}>
                  {news}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
