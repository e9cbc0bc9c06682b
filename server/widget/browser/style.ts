/**
 * The look, inside the shadow root alone: the site's own rules do not come in, but for the font and what `--dora-…` says. Colours are
 * held to WCAG AA by a test, in light and in dark.
 */
export const COLOURS = {
  clair: {
    fond: '#ffffff',
    texte: '#1f2430',
    discret: '#4b5563',
    ligne: '#6b7280',
    accent: '#0b5d66',
    'sur-accent': '#ffffff',
    terre: '#eef1f3',
    territoire: '#e1f0f0',
    mer: '#dfe3e6',
    erreur: '#9b1c1c',
  },
  sombre: {
    fond: '#14171c',
    texte: '#e8eaed',
    discret: '#b4bac4',
    ligne: '#8b93a1',
    accent: '#6ac7cf',
    'sur-accent': '#04252a',
    terre: '#232830',
    territoire: '#14373b',
    mer: '#0e1115',
    erreur: '#f4a5a5',
  },
} as const

type Name = keyof typeof COLOURS.clair

const tokens = (colour: (name: Name) => string): string =>
  (Object.keys(COLOURS.clair) as readonly Name[]).map((name) => `--${name}: var(--dora-${name}, ${colour(name)});`).join(' ')

/** Without `theme`, light or dark as the site's `color-scheme` says: one that is never dark has no dark box in its middle. */
export const STYLE = `
:host { ${tokens((name) => COLOURS.clair[name])} display: block; container-type: inline-size; border-radius: var(--dora-arrondi, 0.5rem); color: var(--texte); background: var(--fond); font-family: var(--dora-police, inherit); line-height: 1.5; text-align: start }
:host([theme="clair"]) { color-scheme: light }
:host([theme="sombre"]) { color-scheme: dark; ${tokens((name) => COLOURS.sombre[name])} }
:host([theme="auto"]) { color-scheme: light dark }
@supports (color: light-dark(#000, #fff)) { :host { ${tokens((name) => `light-dark(${COLOURS.clair[name]}, ${COLOURS.sombre[name]})`)} } }
:host([hidden]) { display: none }
* { box-sizing: border-box }
section { padding: 1rem; border: 1px solid var(--ligne); border-radius: var(--dora-arrondi, 0.5rem); overflow-wrap: anywhere }
h2, h3, h4, h5, h6, p, ol { margin: 0; font-size: 1rem }
.title { font-size: 1.375rem; line-height: 1.25; margin-bottom: 0.75rem }
form { display: grid; gap: 0.75rem; margin-bottom: 1rem }
.field { display: flex; flex-direction: column; gap: 0.25rem; min-width: 0 }
label { font-weight: 600; font-size: 0.9375rem }
input, select, button { font: inherit; color: inherit; min-height: 2.75rem; border-radius: var(--dora-arrondi, 0.5rem) }
input, select { width: 100%; padding: 0.25rem 0.625rem; border: 1px solid var(--ligne); background: var(--fond) }
button { padding: 0.25rem 1rem; border: 2px solid var(--accent); background: var(--accent); color: var(--sur-accent); font-weight: 600; cursor: pointer; align-self: end }
button.second { background: var(--fond); color: var(--accent) }
button:hover { text-decoration: underline }
button:disabled { border-color: var(--ligne); color: var(--discret); cursor: default; text-decoration: none }
a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.count { font-weight: 600; margin-bottom: 0.75rem }
.count:focus { outline: none }
.wrong { color: var(--erreur) }
.wrong:empty { display: none }
.failure { padding: 0.75rem 1rem; border-left: 4px solid var(--erreur); background: var(--terre) }
.failure p + p { margin-top: 0.75rem; display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: center }
ol { list-style: none; padding: 0; display: grid; gap: 1rem }
li { display: flex; gap: 0.75rem; align-items: flex-start; padding-bottom: 1rem; border-bottom: 1px solid var(--ligne) }
li:last-child { border-bottom: 0 }
.body { min-width: 0; display: grid; gap: 0.125rem }
.rank { flex: none; min-width: 2rem; padding: 0 0.25rem; border: 1px solid var(--ligne); border-radius: 0.875rem; text-align: center; font-weight: 600; font-size: 0.875rem; line-height: 1.625rem; font-variant-numeric: tabular-nums }
.rank.placed { background: var(--accent); border-color: var(--accent); color: var(--sur-accent) }
.who { font-weight: 600 }
.facts, .themes, .foot, figcaption { color: var(--discret); font-size: 0.9375rem }
figure { margin: 0 0 1.25rem }
small { display: block; font-size: 0.8125rem }
svg { display: block; width: 100%; height: auto; border: 1px solid var(--ligne); border-radius: var(--dora-arrondi, 0.5rem) }
.sea { fill: var(--mer) }
.land { fill: var(--terre); stroke: var(--ligne); stroke-width: 0.75; stroke-linejoin: round }
.land.own { fill: var(--territoire); stroke-width: 1.5 }
.town { fill: var(--texte); font-size: 12px; text-anchor: middle; paint-order: stroke; stroke: var(--terre); stroke-width: 3px; stroke-linejoin: round }
.town.asked { font-weight: 700 }
.here { fill: none; stroke: var(--texte); stroke-width: 2; stroke-dasharray: 3 2 }
.mark { cursor: pointer }
.mark rect { fill: var(--accent); stroke: var(--fond); stroke-width: 1.5 }
.mark text { fill: var(--sur-accent); font-size: 13px; font-weight: 700; text-anchor: middle }
nav { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; margin-top: 1rem }
.foot { margin-top: 1rem; display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem }
[aria-busy="true"] ol, [aria-busy="true"] figure { opacity: 0.5 }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@container (min-width: 36rem) { form { grid-template-columns: repeat(2, minmax(0, 1fr)) } .wide { grid-column: 1 / -1 } button[type="submit"] { justify-self: start } }
@container (min-width: 56rem) {
  form { grid-template-columns: repeat(4, minmax(0, 1fr)) }
  .results.with-map { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem; align-items: start }
  .with-map figure { grid-column: 2; grid-row: 1; position: sticky; top: 1rem }
  .with-map .texts { grid-column: 1; grid-row: 1 }
}
@media (prefers-reduced-motion: no-preference) { ol, figure { transition: opacity 150ms } }
@media (forced-colors: active) { .mark rect, .rank.placed { forced-color-adjust: none } }
@media print { form, nav, .foot { display: none } }
`
