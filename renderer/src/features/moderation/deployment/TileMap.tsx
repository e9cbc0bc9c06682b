import { memo } from 'react'
import { TILE_COLUMNS, TILE_LINES, TILES } from '#shared/deployment/tiles.ts'
import { deployment as t } from '../../../i18n/deploiement.ts'
import { type Known, StateTile } from './StateTile.tsx'
import './deployment.css'

/** From a tile to the next, in the units of the drawing. */
const STEP = 50

type Props = { readonly etatOf: (code: string) => Known; readonly isShown: (code: string) => boolean }

/** The départements as equal tiles, coloured and shaped by their state; those that the filters leave out are pale. */
export const TileMap = memo(({ etatOf, isShown }: Props) => (
  <svg className="deploy-map" role="img" aria-label={t.mapLabel} viewBox={`-2 -2 ${TILE_COLUMNS * STEP} ${TILE_LINES * STEP}`}>
    {TILES.map(({ code, ligne, colonne }) => (
      <g
        key={code}
        transform={`translate(${colonne * STEP} ${ligne * STEP})`}
        {...(!isShown(code) && { className: 'deploy-pale' })}
      >
        <StateTile etat={etatOf(code)} code={code} />
      </g>
    ))}
  </svg>
))
