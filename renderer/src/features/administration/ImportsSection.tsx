import type { Arrivee } from '#shared/administration/import.ts'
import { administration, imports as t, span } from '../../i18n/administration.ts'
import { useCall } from '../../lib/api.ts'
import { formatDate, formatDateTime } from '../../lib/format.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Part } from './Part.tsx'
import { Table } from './Table.tsx'

const LOOKS = {
  prise: { tone: 'good', icon: 'check' },
  retenue: { tone: 'warn', icon: 'warning' },
  illisible: { tone: 'bad', icon: 'error' },
  echouee: { tone: 'bad', icon: 'error' },
} as const

const heldBack = ({ structures, services }: NonNullable<Arrivee['pertes']>): string =>
  [
    ...(structures.retirees > 0 ? [t.losses(t.structures, structures.retirees, structures.connues)] : []),
    ...(services.retirees > 0 ? [t.losses(t.services, services.retirees, services.connues)] : []),
  ].join(', ')

const effectOf = ({ issue, ecrites, retirees, inchangees, pertes, code }: Arrivee): string => {
  if (issue === 'prise') return t.effect(ecrites ?? 0, retirees ?? 0, inchangees ?? 0)
  if (issue === 'retenue' && pertes !== null) return t.held(heldBack(pertes))
  return issue === 'illisible' ? t.unreadable : t.broken(code ?? administration.none)
}

const Row = ({ one }: { readonly one: Arrivee }) => (
  <tr>
    <td className="admin-nowrap">
      <time dateTime={one.le}>{formatDateTime(one.le)}</time>
    </td>
    <td>
      <Tag {...LOOKS[one.issue]}>{t.issues[one.issue]}</Tag>
    </td>
    <th scope="row" className="admin-details">
      {one.fichier ?? t.own}
      {one.genere_le !== null && <span className="muted">{t.madeOn(formatDate(one.genere_le))}</span>}
      {one.demonstration === true && <span className="muted">{t.demonstration}</span>}
    </th>
    <td>{effectOf(one)}</td>
    <td className="admin-number">{span(one.duree_ms)}</td>
  </tr>
)

/** What came into the catalogue, and what became of it. */
export const ImportsSection = () => {
  const read = useCall('administration.imports', undefined, { fresh: true })
  return (
    <Part title={t.title} intro={t.intro} failed={t.failed} read={read}>
      {({ arrivees }) =>
        arrivees.length === 0 ? (
          <EmptyState icon="download" title={t.empty} level={3}>
            {t.emptyText}
          </EmptyState>
        ) : (
          <Table label={t.table} columns={Object.values(t.columns)} numbers={[4]}>
            {arrivees.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </Table>
        )
      }
    </Part>
  )
}
