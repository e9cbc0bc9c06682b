import type { EtatDeploiement } from '#shared/deployment/state.ts'
import { cx } from '../../../lib/cx.ts'
import './deployment.css'

export type Known = EtatDeploiement | null

/** Side of a tile, in the units of the drawing. */
const SIDE = 44
const MARK_HEIGHT = 24

const Steps = ({ etat, y }: { readonly etat: Known; readonly y: number }) =>
  etat === null
    ? null
    : [0, 1, 2, 3].map((at) => (
        <rect
          key={at}
          className={cx('deploy-step', at < etat && 'deploy-step-on')}
          x={5 + at * 9}
          y={y}
          width={7}
          height={8}
          rx={1.5}
        />
      ))

const look = (etat: Known) => cx('deploy-tile', `deploy-${etat ?? 'inconnu'}`)

/**
 * A state by its shape as well as by its colour: as many full steps as it says; unknown has none, not even empty ones. Decorative: the
 * words are beside.
 */
export const StateTile = ({ etat, code }: { readonly etat: Known; readonly code: string }) => (
  <g className={look(etat)}>
    <rect className="deploy-ground" width={SIDE} height={SIDE} rx={6} />
    <text x={SIDE / 2} y={etat === null ? 28 : 22}>
      {code}
    </text>
    <Steps etat={etat} y={30} />
  </g>
)

/** The same without its code, beside words. */
export const StateMark = ({ etat }: { readonly etat: Known }) => (
  <svg className="deploy-mark" viewBox={`-1 -1 ${SIDE + 2} ${MARK_HEIGHT + 2}`} aria-hidden="true">
    <g className={look(etat)}>
      <rect className="deploy-ground" width={SIDE} height={MARK_HEIGHT} rx={5} />
      <Steps etat={etat} y={8} />
    </g>
  </svg>
)
