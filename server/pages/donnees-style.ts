import { STATISTIQUES_STYLE } from './statistiques-style.ts'

/** Tables as those of the statistics, and addresses among the words. */
export const DONNEES_STYLE = `${STATISTIQUES_STYLE}
code { font: 0.9375em ui-monospace, 'Cascadia Mono', Consolas, monospace; overflow-wrap: anywhere }
td .text, th .text { display: block; text-align: left; white-space: normal }
main ol, main ul:not(.tiles, .downloads) { padding-left: 1.5rem }
main li { margin-bottom: 0.25rem }`
