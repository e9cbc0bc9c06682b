import './Chart.css'

export type FigureTile = {
  readonly key: string
  readonly name: string
  readonly value: string
  /** Under it: how it changed, of how many. */
  readonly detail?: string | null
  /** The value is words, for want of a figure. */
  readonly kept?: boolean
}

/** Figures that are read at a glance: `<FigureTiles tiles={[{ key, name, value, detail }]} />` */
export const FigureTiles = ({ tiles }: { readonly tiles: readonly FigureTile[] }) => (
  <dl className="ui-tiles">
    {tiles.map(({ key, name, value, detail, kept }) => (
      <div key={key} className="ui-tile">
        <dt>{name}</dt>
        <dd className={kept === true ? 'ui-tile-kept' : undefined}>{value}</dd>
        {detail != null && <dd className="ui-tile-detail">{detail}</dd>}
      </div>
    ))}
  </dl>
)
