import { app } from '../../i18n/app.ts'
import { listingText } from '../../i18n/listing.ts'
import { panel } from '../../i18n/moderation.ts'
import { requests } from '../../i18n/orientations.ts'
import { folders } from '../../i18n/people-folders.ts'
import { planAtHand } from '../../i18n/plan-at-hand.ts'
import { searchHref } from '../../features/search/address-sync.ts'
import { useSearchStore } from '../../features/search/store.ts'
import { currentStructure, mayModerate } from '../../lib/account.ts'
import { useCall } from '../../lib/api.ts'
import { formatCount } from '../../lib/format.ts'
import { href, parseScreen, usePath, type Screen } from '../../lib/route.ts'
import { useAccount } from '../../lib/use-account.ts'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { Link } from '../../ui/Link.tsx'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { AccountEntry } from './AccountEntry.tsx'
import { ExchangeStatus } from './ExchangeStatus.tsx'

type Entry = { readonly to: string; readonly label: string; readonly icon: IconName; readonly screens: readonly Screen['name'][] }

const RailLink = ({ entry, here }: { readonly entry: Entry; readonly here: Screen['name'] }) => (
  <li>
    <Link href={entry.to} quiet className="rail-link" aria-current={entry.screens.includes(here) ? 'page' : 'false'}>
      <Icon name={entry.icon} size={20} />
      <span>{entry.label}</span>
    </Link>
  </li>
)

type CountedProps = {
  readonly to: string
  readonly label: string
  readonly icon: IconName
  readonly here: boolean
  readonly count: number
  /** The count in words. */
  readonly words: string
}

/** A screen where something waits: how much, as a number on its drawing and in words. */
const CountedLink = ({ to, label, icon, here, count, words }: CountedProps) => (
  <li>
    <Link href={to} quiet className="rail-link" aria-current={here ? 'page' : 'false'}>
      <span className="rail-badged">
        <Icon name={icon} size={20} />
        {count > 0 && (
          <span className="rail-badge tabular" aria-hidden="true">
            {count > 99 ? '99+' : formatCount(count)}
          </span>
        )}
      </span>
      <span>{label}</span>
      {count > 0 && <VisuallyHidden>{words}</VisuallyHidden>}
    </Link>
  </li>
)

/** What waits for the person among their requests. */
const RequestsLink = ({ here }: { readonly here: boolean }) => {
  const { data } = useCall('orientations.counts', undefined)
  const { a_traiter: toTreat, en_retard: late } = data ?? { a_traiter: 0, en_retard: 0 }
  const words = requests.badge(toTreat, late)
  return <CountedLink to={href.demandes()} label={requests.rail} icon="send" here={here} count={toTreat + late} words={words} />
}

/** What waits for a decision, for whoever moderates. Without network, how much there is is not known: no number. */
const PanelLink = ({ here }: { readonly here: boolean }) => {
  const total = useCall('moderation.queue', undefined).data?.total ?? 0
  return (
    <CountedLink to={href.moderation()} label={panel.title} icon="shield" here={here} count={total} words={panel.badge(total)} />
  )
}

/** The screens. Going back to the search finds it as it was left. */
export const Rail = () => {
  const here = parseScreen(usePath()).name
  const search = useSearchStore((state) => searchHref(state))
  const account = useAccount()
  const structure = account === undefined ? null : currentStructure(account)
  const offer: readonly Entry[] =
    structure === null
      ? []
      : [
          {
            to: href.offre(structure.structure_id),
            label: listingText.title,
            icon: 'building',
            screens: ['offre', 'importer', 'fiche', 'membres'],
          },
        ]
  const main: readonly Entry[] = [
    { to: search, label: app.recherche, icon: 'search', screens: ['recherche', 'service', 'structure'] },
    { to: href.plans(), label: planAtHand.plans, icon: 'list', screens: ['plans', 'plan'] },
    { to: href.favoris(), label: app.favoris, icon: 'star', screens: ['favoris', 'listes', 'liste', 'alertes', 'alerte'] },
    { to: href.personnes(), label: folders.title, icon: 'people', screens: ['personnes', 'personne'] },
    { to: href.brouillons(), label: app.brouillons, icon: 'document', screens: ['brouillons', 'brouillon'] },
  ]
  const foot: readonly Entry[] = [
    { to: href.aide(here), label: app.aide, icon: 'help', screens: ['aide', 'page-aide', 'a-propos'] },
    { to: href.reglages(), label: app.reglages, icon: 'settings', screens: ['reglages'] },
  ]
  return (
    <nav className="rail" aria-label={app.nav}>
      <ul>
        {main.map((entry) => (
          <RailLink key={entry.label} entry={entry} here={here} />
        ))}
        <RequestsLink here={here === 'demandes'} />
        {offer.map((entry) => (
          <RailLink key={entry.label} entry={entry} here={here} />
        ))}
        {mayModerate(account) && <PanelLink here={here === 'moderation'} />}
      </ul>
      <ul className="rail-foot">
        <li className="rail-exchanges">
          <ExchangeStatus here={here === 'echanges'} />
        </li>
        <li>
          <AccountEntry here={here} />
        </li>
        {foot.map((entry) => (
          <RailLink key={entry.label} entry={entry} here={here} />
        ))}
      </ul>
    </nav>
  )
}
