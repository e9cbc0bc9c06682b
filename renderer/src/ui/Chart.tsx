import { useId, useState } from 'react'
import { ui } from '../i18n/ui.ts'
import { formatCount } from '../lib/format.ts'
import { Button } from './Button.tsx'
import './Chart.css'

export type ChartPoint = {
  /** « octobre 2026 » */
  readonly label: string
  /** « oct. », under its bar. */
  readonly short: string
  /** Null: kept back; drawn as such, never as zero. */
  readonly value: number | null
}

type Props = {
  readonly title: string
  readonly points: readonly ChartPoint[]
  /** What a null is, in words. */
  readonly kept: string
  readonly kind?: 'bar' | 'line'
  /** Head of the first column of the table. */
  readonly of: string
}

const [WIDTH, HEIGHT, TOP, FOOT] = [400, 150, 18, 20] as const
const GROUND = HEIGHT - FOOT
const shortOf = (value: number): string =>
  value < 10_000 ? formatCount(value) : `${formatCount(Math.round(value / 1_000))}\u00a0k`

type DrawingProps = Pick<Props, 'points' | 'kind'> & { readonly labelledBy: string }

const Drawing = ({ points, kind, labelledBy }: DrawingProps) => {
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0))
  const step = WIDTH / Math.max(1, points.length)
  const placed = points.map(({ short, value }, at) => ({
    short,
    value,
    middle: (at + 0.5) * step,
    top: GROUND - ((value ?? 0) / most) * (GROUND - TOP),
  }))
  // A month that is kept back cuts the line: nothing is drawn through it.
  const line = placed
    .map(({ value, middle, top }, at) =>
      value === null ? '' : `${placed[at - 1]?.value == null ? 'M' : 'L'}${middle.toFixed(1)} ${top.toFixed(1)}`,
    )
    .join(' ')
  // Under so many, each figure has the room to be written.
  const dense = points.length > 13
  return (
    <svg className="ui-chart-drawing" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={labelledBy}>
      {kind === 'line' && <path className="ui-chart-line" d={line} />}
      {placed.map(({ short, value, middle, top }, at) => (
        <g key={at}>
          {value === null ? (
            <rect className="ui-chart-kept" x={middle - step * 0.36} y={GROUND - 12} width={step * 0.72} height={12} />
          ) : kind === 'line' ? (
            <circle className="ui-chart-point" cx={middle} cy={top} r={3} />
          ) : (
            <rect className="ui-chart-bar" x={middle - step * 0.36} y={top} width={step * 0.72} height={GROUND - top} />
          )}
          {!dense && (
            <text x={middle} y={value === null ? GROUND - 16 : top - 5}>
              {value === null ? '–' : shortOf(value)}
            </text>
          )}
          {(!dense || at % 3 === 0) && (
            <text className="ui-chart-under" x={middle} y={HEIGHT - 5}>
              {short}
            </text>
          )}
        </g>
      ))}
      <line className="ui-chart-ground" x1={0} x2={WIDTH} y1={GROUND} y2={GROUND} />
    </svg>
  )
}

/** Figures by month, as a drawing or as the table that says the same: `<Chart title="Recherches" points={…} kept="secret" of="Mois" />` */
export const Chart = ({ title, points, kept, kind = 'bar', of }: Props) => {
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  const words = (value: number | null): string => (value === null ? kept : formatCount(value))
  return (
    <figure className="ui-chart">
      <div className="ui-chart-head">
        <figcaption id={id}>{title}</figcaption>
        <Button
          size="s"
          variant="quiet"
          aria-label={`${asTable ? ui.asDrawing : ui.asTable}, ${title}`}
          onPress={() => setAsTable(!asTable)}
        >
          {asTable ? ui.asDrawing : ui.asTable}
        </Button>
      </div>
      {asTable ? (
        <table className="ui-figures" aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{of}</th>
              <th scope="col">{title}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{words(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <>
          <Drawing points={points} kind={kind} labelledBy={`${id} ${id}-said`} />
          <p id={`${id}-said`} hidden>
            {points.map(({ label, value }) => `${label}\u202f: ${words(value)}`).join('\u202f; ')}
          </p>
        </>
      )}
    </figure>
  )
}
