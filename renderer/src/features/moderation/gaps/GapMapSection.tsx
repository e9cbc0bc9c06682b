import { memo, useMemo } from 'react'
import { partInWords, themeLabel } from '#shared/gaps/say.ts'
import { THEMES } from '#shared/gaps/themes.ts'
import { gapsMap as t } from '../../../i18n/manques.ts'
import { useCall } from '../../../lib/api.ts'
import { formatCount } from '../../../lib/format.ts'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { GapLegend, GapMap } from './GapMap.tsx'
import { byWithout, type MapZone } from './look.ts'

const ROWS = 60

const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`
const decimal = (value: number): string => value.toLocaleString('fr-FR', { maximumFractionDigits: 1 })

const Table = memo(({ theme, zones }: { readonly theme: string; readonly zones: readonly MapZone[] }) => {
  const rows = zones.slice(0, ROWS)
  return (
    <>
      <div className="gaps-scroll" role="region" aria-label={t.table} {...(rows.length > 0 && { tabIndex: 0 })}>
        <table className="gaps-table">
          <caption>{themeLabel(theme)}</caption>
          <thead>
            <tr>
              <th scope="col">{t.columns.zone}</th>
              <th scope="col">{t.columns.habitants}</th>
              <th scope="col">{t.columns.besoin}</th>
              <th scope="col">{t.columns.sans}</th>
              <th scope="col">{t.columns.offre}</th>
              <th scope="col">{t.columns.taux}</th>
              <th scope="col">{t.columns.couverts}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ code, nom, departement, population, besoin, offre }) => (
              <tr key={code}>
                <th scope="row">
                  {nom} <span className="muted">({departement})</span>
                </th>
                <td>{formatCount(population)}</td>
                <td>{besoin === null ? t.few : formatCount(besoin.personnes)}</td>
                <td>{besoin === null ? '–' : (partInWords(besoin.sans, besoin.personnes) ?? t.notTold)}</td>
                <td>{formatCount(offre.sur_place)}</td>
                <td>{decimal(offre.pour_10000)}</td>
                <td>{percent(offre.couverts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted">{t.tableShown(rows.length, zones.length)}</p>
    </>
  )
})

type Props = {
  readonly trimestre: string
  readonly departement: string | null
  readonly theme: string
  readonly onTheme: (theme: string) => void
}

/** Need and supply of one theme, zone by zone: the map, and the same in a table. */
export const GapMapSection = ({ trimestre, departement, theme, onTheme }: Props) => {
  const { data, error, refetch } = useCall(
    'manques.carte',
    { trimestre, departement, thematique: theme },
    { fresh: true, keepPrevious: true },
  )
  const zones = useMemo(() => data?.zones.toSorted(byWithout) ?? [], [data])
  return (
    <section className="gaps-beside" aria-labelledby="gaps-map-title">
      <h2 id="gaps-map-title" tabIndex={-1}>
        {t.title}
      </h2>
      <Select
        label={t.theme}
        choices={THEMES.map((value) => ({ value, label: themeLabel(value) }))}
        value={theme}
        onChange={onTheme}
      />
      {error !== null && <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <div role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={6} />
        </div>
      )}
      {data !== undefined && (
        <>
          <p className="muted">{t.help}</p>
          <div className="gaps-map-box">
            <GapMap theme={data.thematique} zones={zones} />
            <GapLegend />
          </div>
          <Table theme={data.thematique} zones={zones} />
        </>
      )}
    </section>
  )
}
