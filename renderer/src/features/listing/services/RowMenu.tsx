import { renewed } from '#shared/listing/availability.ts'
import { nextStatuses } from '#shared/listing/status.ts'
import type { ServiceLine } from '#shared/contract/listing.ts'
import { tableText as t } from '../../../i18n/listing.ts'
import { href, navigate } from '../../../lib/route.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../../ui/Menu.tsx'
import { nameOf } from '../lines.ts'
import { isLive, useServices, type Services } from './context.ts'
import { statusAct, STATUS_ICONS } from './StatusCell.tsx'

const entriesOf = (line: ServiceLine, { acts, ask, create, today, listing }: Services): readonly MenuEntry[] => {
  const { id, statut, envoi, disponibilite, modele } = line
  const live = isLive(line)
  const structureId = listing.structure.id
  return [
    ...(statut === 'PUBLISHED'
      ? [{ id: 'ouvrir', label: t.open, icon: 'document' as const, onAction: () => navigate(href.service(id)) }]
      : []),
    { id: 'modifier', label: t.modify, icon: 'pencil', onAction: () => navigate(href.modifier('service', structureId, id)) },
    ...(live
      ? [
          { id: 'exact', label: t.exact, icon: 'check' as const, onAction: () => void acts.verify([id]) },
          { id: 'verifier', label: t.check, icon: 'list' as const, onAction: () => ask({ what: 'verifier', id }) },
          {
            id: 'disponibilite',
            label: t.available,
            icon: 'people' as const,
            onAction: () => ask({ what: 'disponibilite', ids: [id] }),
          },
        ]
      : []),
    ...(live && disponibilite !== null
      ? [
          {
            id: 'renouveler',
            label: t.renew,
            icon: 'refresh' as const,
            onAction: () => {
              const { dit_le: _, ...again } = renewed(disponibilite, today)
              void acts.setAvailability([id], again)
            },
          },
        ]
      : []),
    { id: 'dupliquer', label: t.duplicate, icon: 'copy', onAction: () => create({ kind: 'service', id }) },
    ...(modele === null
      ? live
        ? [{ id: 'modele', label: t.toModel, icon: 'plus' as const, onAction: () => create({ kind: 'service', id }, 'modele') }]
        : []
      : [{ id: 'comparer', label: t.seeModel, icon: 'exchange' as const, onAction: () => ask({ what: 'modele', id }) }]),
    ...nextStatuses(statut).map((to) => ({
      id: to,
      label: statusAct(statut, to),
      icon: STATUS_ICONS[to],
      onAction: () => void acts.setStatus([id], to),
    })),
    ...(statut === 'SUGGESTION'
      ? [
          {
            id: 'supprimer',
            label: t.remove,
            icon: 'trash' as const,
            danger: true,
            onAction: () => ask({ what: 'supprimer', id }),
          },
        ]
      : []),
    ...(envoi === 'local'
      ? []
      : [
          {
            id: 'historique',
            label: t.history,
            icon: 'clock' as const,
            onAction: () => navigate(href.modifier('service', structureId, id, 'historique')),
          },
        ]),
  ]
}

export const RowMenu = ({ line }: { readonly line: ServiceLine }) => {
  const services = useServices()
  const label = t.menu(nameOf(line))
  return <Menu label={label} trigger={<IconButton label={label} icon="more" size="s" />} entries={entriesOf(line, services)} />
}
