import { useEffect, useRef } from 'react'
import type { MapCluster } from '#shared/contract/catalogue.ts'
import type { SearchQuery } from '#shared/search/query.ts'
import { mapText } from '../../i18n/map.ts'
import { useCall } from '../../lib/api.ts'
import { formatDistance } from '../../lib/format.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { displayName } from '#shared/text/names.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'

const LIMIT = 200

type Props = {
  readonly query: SearchQuery
  readonly cluster: MapCluster
  readonly zoom: number
  readonly selectedId: string | null
  readonly onSelect: (id: string) => void
  readonly onHover: (id: string | null) => void
  readonly onClose: () => void
  /** The list has changed size. */
  readonly onResize: () => void
}

/** Every service of one place, in one popup: what a marker with a figure stands for when zooming cannot split it. */
export const MembersList = ({ query, cluster, zoom, selectedId, onSelect, onHover, onClose, onResize }: Props) => {
  const { data, error, isPending, refetch } = useCall('map.members', { query, cle: cluster.cle, zoom, limit: LIMIT })
  const title = useRef<HTMLHeadingElement>(null)

  useEffect(onResize, [data, error, onResize])
  useEffect(() => {
    title.current?.focus({ preventScroll: true })
  }, [cluster])

  const first = data?.cards[0]
  const place = [first?.adresse, first?.commune].filter(Boolean).join(', ')
  return (
    <div
      role="dialog"
      aria-labelledby="map-members-title"
      aria-busy={isPending}
      className="map-members"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <div className="map-members-head">
        <div>
          <h3 id="map-members-title" ref={title} tabIndex={-1}>
            {mapText.liste.titre(data?.total ?? cluster.count)}
          </h3>
          {place !== '' && <p className="map-members-place">{place}</p>}
        </div>
        <IconButton label={mapText.liste.fermer} icon="close" size="s" onPress={onClose} />
      </div>
      {isPending && (
        <div className="map-members-wait">
          <span className="ui-hidden">{mapText.liste.chargement}</span>
          <Skeleton lines={3} />
        </div>
      )}
      {error !== null && (
        <Notice
          tone="bad"
          urgent
          actions={
            <Button size="s" onPress={() => void refetch()}>
              {mapText.etat.reessayer}
            </Button>
          }
        >
          {error.message}
        </Notice>
      )}
      {data !== undefined && (
        <ul className="map-members-list" onMouseLeave={() => onHover(null)}>
          {data.cards.map(({ id, nom, structure, distanceKm }) => (
            <li key={id}>
              <button
                type="button"
                className="map-member"
                aria-current={id === selectedId ? 'true' : undefined}
                onClick={() => onSelect(id)}
                onMouseEnter={() => onHover(id)}
                onFocus={() => onHover(id)}
                onBlur={() => onHover(null)}
              >
                <span className="map-member-name">{displayName(nom)}</span>
                {structure !== null && <span className="map-member-structure">{displayName(structure.nom)}</span>}
                {!cluster.memeLieu && distanceKm !== null && (
                  <span className="map-member-distance">{formatDistance(distanceKm)}</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
      {data !== undefined && data.total > data.cards.length && (
        <p className="map-members-more">{mapText.liste.premiers(data.cards.length, data.total)}</p>
      )}
    </div>
  )
}
