import { mapText } from '../../i18n/map.ts'
import { useCall } from '../../lib/api.ts'
import type { TilesState } from '../../lib/map/online-tiles.ts'

type Props = {
  /** Undefined before the first answer. */
  readonly total: number | undefined
  /** The failure itself is said elsewhere, with what to do. */
  readonly failed: boolean
  readonly sansPoint: number
  readonly nothingInView: boolean
  readonly tiles: TilesState
  readonly streetsMissing: boolean
  readonly baseFailed: boolean
}

/** What the map shows, what it cannot show, and where its drawing comes from. */
export const MapStatus = ({ total, failed, sansPoint, nothingInView, tiles, streetsMissing, baseFailed }: Props) => {
  const credits = useCall('geo.credits', undefined)
  const remarks = [
    ...(nothingInView ? [mapText.etat.horsVue] : []),
    ...(tiles === 'panne' ? [mapText.etat.tuilesEnPanne] : []),
    ...(streetsMissing ? [mapText.etat.sansRues] : []),
    ...(baseFailed ? [mapText.etat.fondEnPanne] : []),
  ]
  return (
    <div className="map-status">
      {!failed && (
        <p className="map-status-count tabular">
          {total === undefined ? mapText.etat.charge : total === 0 ? mapText.etat.aucun : mapText.etat.surLaCarte(total)}
        </p>
      )}
      {sansPoint > 0 && (
        <p>
          {mapText.etat.sansPoint(sansPoint)}. <span className="map-status-why">{mapText.etat.pourquoiSansPoint}</span>
        </p>
      )}
      {remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
      <details className="map-credits">
        <summary aria-label={mapText.sources}>{mapText.sourcesCourt}</summary>
        <ul>
          {tiles !== 'eteint' && <li>{mapText.ign}</li>}
          {credits.data?.map((credit) => (
            <li key={credit}>{credit}</li>
          ))}
        </ul>
      </details>
    </div>
  )
}
