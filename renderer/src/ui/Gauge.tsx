import './Chart.css'

/** A part of a whole, drawn beside its number, which says it: `<Gauge value={12} most={40} />` */
export const Gauge = ({ value, most }: { readonly value: number; readonly most: number }) => (
  <svg className="ui-gauge" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect className="ui-gauge-ground" width={100} height={10} />
    <rect className="ui-chart-bar" width={most === 0 ? 0 : (value / most) * 100} height={10} />
  </svg>
)
