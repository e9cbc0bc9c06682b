import { labelOf } from '#shared/reference/labels.ts'
import { nextStatuses } from '#shared/listing/status.ts'
import type { ServiceLine } from '#shared/contract/listing.ts'
import { tableText as t } from '../../../i18n/listing.ts'
import { Button } from 'react-aria-components/Button'
import { Icon, type IconName } from '../../../ui/Icon.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { useServices } from './context.ts'

type Status = ServiceLine['statut']

export const STATUS_ICONS: Readonly<Record<Status, IconName>> = {
  PUBLISHED: 'check',
  DRAFT: 'pencil',
  ARCHIVED: 'lock',
  SUGGESTION: 'help',
}
const DO: Readonly<Record<Status, string>> = {
  PUBLISHED: t.publish,
  DRAFT: t.draft,
  ARCHIVED: t.archive,
  SUGGESTION: t.takeSuggestion,
}

export const statusAct = (from: Status, to: Status): string => (from === 'ARCHIVED' && to === 'DRAFT' ? t.unarchive : DO[to])

/** The status of a service, and those it may take. */
export const StatusCell = ({ line: { id, statut } }: { readonly line: ServiceLine }) => {
  const { acts } = useServices()
  const label = labelOf('status', statut)
  return (
    <Menu
      label={t.statusOf(label)}
      trigger={
        <Button className="listing-cell-edit" data-status={statut} aria-label={t.statusOf(label)}>
          <Icon name={STATUS_ICONS[statut]} size={14} />
          <span>{label}</span>
          <Icon name="chevron-down" size={14} />
        </Button>
      }
      entries={nextStatuses(statut).map((to) => ({
        id: to,
        label: statusAct(statut, to),
        icon: STATUS_ICONS[to],
        onAction: () => void acts.setStatus([id], to),
      }))}
    />
  )
}
