/** What the page of statistics adds to the style of the others: a wide page, figures, charts, tables. */
export const STATISTIQUES_STYLE = `
main { max-width: 64rem }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: 0.75rem; margin: 1rem 0; padding: 0; list-style: none }
.tiles li { padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem }
.tiles strong { display: block; font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.5rem; margin: 1rem 0 }
figure { margin: 0; break-inside: avoid }
figcaption { font-weight: 600 }
.chart { display: block; width: 100%; height: auto }
.chart text { font: 10px system-ui, 'Segoe UI', Roboto, Verdana, sans-serif; fill: var(--text); text-anchor: middle }
.chart .axis { stroke: var(--line) }
.bar { fill: var(--accent) }
.kept { fill: none; stroke: var(--line); stroke-dasharray: 2 2 }
.gauge { display: inline-block; width: 6rem; height: 0.75rem; vertical-align: middle }
.gauge .ground { fill: var(--note) }
table { width: 100%; border-collapse: collapse; font-size: 1rem }
caption { margin-bottom: 0.5rem; text-align: left; font-weight: 600 }
th, td { padding: 0.375rem 1rem 0.375rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: middle }
tbody th { min-width: 8rem; font-weight: 400; overflow-wrap: break-word }
thead th { overflow-wrap: normal }
td, thead th:not(:first-child) { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal }
.scroll { overflow-x: auto; margin: 1rem 0 }
summary { padding: 0.5rem 0; color: var(--accent); cursor: pointer }
.scroll:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
.downloads { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; padding: 0; list-style: none }
@media (max-width: 34rem) { main { padding-inline: 1rem } caption { max-width: calc(100vw - 2rem) } th, td { padding-right: 0.5rem } .gauge { width: 2.5rem } tbody th { min-width: 7rem } }
@media print { main { max-width: none; padding-top: 1rem } tr, .tiles li { break-inside: avoid } .bar { print-color-adjust: exact } }`
