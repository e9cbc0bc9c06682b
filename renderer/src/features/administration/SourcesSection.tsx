import type { SourceVue } from '#shared/administration/source.ts'
import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { administration, sources as t } from '../../i18n/administration.ts'
import { useCall } from '../../lib/api.ts'
import { formatCount, formatDate, formatDateTime } from '../../lib/format.ts'
import { href } from '../../lib/route.ts'
import { territoryName } from '../../lib/territories.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { Part } from './Part.tsx'
import { Table } from './Table.tsx'

const dayOf = (day: string): string => (day === UNKNOWN_DATE ? administration.none : formatDate(day))

const Row = ({ one }: { readonly one: SourceVue }) => {
  const { source, structures, services, tenues, premiere_maj, derniere_maj, regles } = one
  const hidden = [...new Set(regles.flatMap(({ departements }) => departements))]
  return (
    <tr>
      <th scope="row">
        {labelOf('sources', source)}
        <span className="muted">{source}</span>
      </th>
      <td className="admin-number">{formatCount(structures)}</td>
      <td className="admin-number">{formatCount(services)}</td>
      <td className="admin-number">{formatCount(tenues)}</td>
      <td>
        {derniere_maj === null || premiere_maj === null
          ? administration.none
          : t.between(dayOf(premiere_maj), dayOf(derniere_maj))}
      </td>
      <td>
        {hidden.length === 0 ? (
          <span className="muted">{t.nowhere}</span>
        ) : (
          <span title={hidden.map(territoryName).join(', ')}>{t.hiddenIn(hidden.length)}</span>
        )}
      </td>
    </tr>
  )
}

/** Where the sheets of this server come from. */
export const SourcesSection = () => {
  const read = useCall('administration.sources', undefined, { fresh: true })
  return (
    <Part
      title={t.title}
      intro={t.intro}
      failed={t.failed}
      read={read}
      actions={<Link href={href.moderation('deploiement')}>{t.rules}</Link>}
    >
      {({ sources, catalogue_du, pris_le }) =>
        sources.length === 0 ? (
          <EmptyState icon="list" title={t.empty} level={3}>
            {t.emptyText}
          </EmptyState>
        ) : (
          <>
            <p>
              {catalogue_du !== null && `${t.catalogueOf(formatDate(catalogue_du))} `}
              {pris_le === null ? t.neverTaken : t.takenOn(`le ${formatDateTime(pris_le)}`)}
            </p>
            <Table label={t.table} columns={Object.values(t.columns)} numbers={[1, 2, 3]}>
              {sources.map((one) => (
                <Row key={one.source} one={one} />
              ))}
            </Table>
          </>
        )
      }
    </Part>
  )
}
