/** What the page of the deployment adds to the style of the others: a wide page, tiles, a table. */
export const DEPLOIEMENT_STYLE = `
main { max-width: 60rem }
.map { display: block; width: 100%; max-width: 46rem; height: auto; margin: 1.5rem 0 }
.map text { font: 600 15px system-ui, 'Segoe UI', Roboto, Verdana, sans-serif; fill: var(--text); text-anchor: middle }
.tile { fill: var(--ground); stroke: var(--line); stroke-width: 1.5 }
.e- .tile { stroke-dasharray: 3 4 }
.e1 .tile, .e2 .tile { fill: var(--note) }
.e3 .tile, .e4 .tile { fill: var(--accent); stroke: var(--accent) }
.map .e3 text, .map .e4 text { fill: var(--onAccent) }
.step { fill: none; stroke: var(--line); stroke-width: 1 }
.step.on { fill: var(--text); stroke: var(--text) }
.e3 .step, .e4 .step { stroke: var(--onAccent) }
.e3 .step.on, .e4 .step.on { fill: var(--onAccent); stroke: var(--onAccent) }
.legend { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; padding: 0; list-style: none }
.legend li { display: flex; align-items: center; gap: 0.5rem }
.legend svg, td svg { width: 2rem; height: 2rem; flex: none }
table { width: 100%; border-collapse: collapse }
caption { margin-bottom: 0.5rem; text-align: left; font-weight: 600 }
th, td { padding: 0.375rem 1rem 0.375rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: middle }
td svg { margin-right: 0.5rem; vertical-align: middle }
tbody th { font-weight: 400 }
.region th { padding-top: 1.5rem; font-weight: 600 }
.scroll { overflow-x: auto }
@media print { .map { max-width: 14cm } tr { break-inside: avoid } }`
