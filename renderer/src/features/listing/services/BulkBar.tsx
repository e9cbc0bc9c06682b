import type { ServiceLine } from '#shared/contract/listing.ts'
import { entriesOf } from '#shared/reference/labels.ts'
import { tableText as t } from '../../../i18n/listing.ts'
import { Button } from '../../../ui/Button.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import type { ModelAct } from '../acts.ts'
import { useServices } from './context.ts'
import { STATUS_ICONS } from './StatusCell.tsx'

const ACTS = Object.keys(t.modelActs) as ModelAct[]

type Props = { readonly lines: readonly ServiceLine[]; readonly onClear: () => void }

/** What may be done to all the chosen services at once. The ones it does not suit are told, and left alone. */
export const BulkBar = ({ lines, onClear }: Props) => {
  const { acts, ask } = useServices()
  const ids = lines.map(({ id }) => id)
  const followers = lines.filter(({ modele }) => modele !== null).map(({ id }) => id)
  return (
    <div className="listing-bulk" role="toolbar" aria-label={t.bulk}>
      <strong className="tabular">{t.selected(lines.length)}</strong>
      <Button size="s" icon="check" variant="primary" onPress={() => void acts.verify(ids)}>
        {t.exact}
      </Button>
      <Menu
        label={t.statusDo}
        trigger={
          <Button size="s" icon="sort">
            {t.statusDo}
          </Button>
        }
        entries={entriesOf('status')
          .filter(({ value }) => value !== 'SUGGESTION')
          .map(({ value, label }) => ({
            id: value,
            label,
            icon: STATUS_ICONS[value as ServiceLine['statut']],
            onAction: () => void acts.setStatus(ids, value as ServiceLine['statut']),
          }))}
      />
      <Button size="s" icon="people" onPress={() => ask({ what: 'disponibilite', ids })}>
        {t.availabilityDo}
      </Button>
      <Button size="s" icon="phone" onPress={() => ask({ what: 'contact', ids })}>
        {t.contactDo}
      </Button>
      <Button size="s" icon="refresh" onPress={() => ask({ what: 'frequence', ids })}>
        {t.frequencyDo}
      </Button>
      <Button size="s" icon="clock" onPress={() => ask({ what: 'horaires', ids })}>
        {t.hoursDo}
      </Button>
      {followers.length > 0 && (
        <Menu
          label={t.modelDo}
          trigger={
            <Button size="s" icon="copy">
              {t.modelDo}
            </Button>
          }
          entries={ACTS.map((acte) => ({
            id: acte,
            label: t.modelActs[acte],
            onAction: () => void acts.followModel(followers, acte),
          }))}
        />
      )}
      <Button size="s" icon="lock" onPress={() => void acts.setStatus(ids, 'ARCHIVED')}>
        {t.archive}
      </Button>
      <Button size="s" variant="quiet" icon="close" onPress={onClear}>
        {t.unselect}
      </Button>
    </div>
  )
}
