import { app } from '../../i18n/app.ts'
import { listingText } from '../../i18n/listing.ts'
import { requests } from '../../i18n/orientations.ts'
import { searchHref } from '../../features/search/address-sync.ts'
import { useSearchStore } from '../../features/search/store.ts'
import { currentStructure } from '../../lib/account.ts'
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

/** What waits for the person among their requests, as a number on its drawing and in words. */
const RequestsLink = ({ here }: { readonly here: boolean }) => {
  const { data } = useCall('orientations.counts', undefined)
  const { a_traiter: toTreat, en_retard: late } = data ?? { a_traiter: 0, en_retard: 0 }
  const waiting = toTreat + late
  return (
    <li>
      <Link href={href.demandes()} quiet className="rail-link" aria-current={here ? 'page' : 'false'}>
        <span className="rail-badged">
          <Icon name="send" size={20} />
          {waiting > 0 && (
            <span className="rail-badge tabular" aria-hidden="true">
              {waiting > 99 ? '99+' : formatCount(waiting)}
            </span>
          )}
        </span>
        <span>{requests.rail}</span>
        {waiting > 0 && <VisuallyHidden>{requests.badge(toTreat, late)}</VisuallyHidden>}
      </Link>
    </li>
  )
}

/** The screens. Going back to the search finds it as it was left. */
export const Rail = ({ onHelp }: { readonly onHelp: () => void }) => {
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
    { to: href.favoris(), label: app.favoris, icon: 'star', screens: ['favoris'] },
    { to: href.brouillons(), label: app.brouillons, icon: 'document', screens: ['brouillons', 'brouillon'] },
  ]
  const foot: readonly Entry[] = [
    { to: href.reglages(), label: app.reglages, icon: 'settings', screens: ['reglages'] },
    { to: href.aPropos(), label: app.aPropos, icon: 'info', screens: ['a-propos'] },
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
      </ul>
      <ul className="rail-foot">
        <li className="rail-exchanges">
          <ExchangeStatus here={here === 'echanges'} />
        </li>
        <li>
          <AccountEntry here={here} />
        </li>
        <li>
          <button type="button" className="ui-link rail-link" onClick={onHelp} aria-haspopup="dialog">
            <Icon name="keyboard" size={20} />
            <span>{app.aide}</span>
          </button>
        </li>
        {foot.map((entry) => (
          <RailLink key={entry.label} entry={entry} here={here} />
        ))}
      </ul>
    </nav>
  )
}
