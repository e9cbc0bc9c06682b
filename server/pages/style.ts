/** Colours of the pages, in light and in dark; each text on its ground is held to WCAG AA by a test. */
export const COLOURS = {
  light: {
    ground: '#ffffff',
    text: '#1f2430',
    soft: '#4b5563',
    line: '#6b7280',
    accent: '#0b5d66',
    onAccent: '#ffffff',
    note: '#e1f0f0',
  },
  dark: {
    ground: '#14171c',
    text: '#e8eaed',
    soft: '#b4bac4',
    line: '#8b93a1',
    accent: '#6ac7cf',
    onAccent: '#04252a',
    note: '#14373b',
  },
} as const

const tokens = (colours: (typeof COLOURS)[keyof typeof COLOURS]): string =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ')

/** Nothing is loaded: the fonts are those of the machine. Sizes in rem follow the reader's own. */
export const STYLE = `:root { color-scheme: light dark; ${tokens(COLOURS.light)} font: 1.125rem/1.6 system-ui, 'Segoe UI', Roboto, Verdana, sans-serif }
@media (prefers-color-scheme: dark) { :root { ${tokens(COLOURS.dark)} } }
body { margin: 0; background: var(--ground); color: var(--text) }
header { border-bottom: 1px solid var(--line); padding: 1rem 1.5rem; font-weight: 600 }
main { max-width: 36rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; overflow-wrap: anywhere }
h1 { margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.25 }
h2 { margin: 2.5rem 0 0.5rem; font-size: 1.25rem; line-height: 1.3 }
p { margin: 0 0 1rem }
a { color: var(--accent) }
form { margin: 0 }
.action { margin: 1.75rem 0 }
.button { display: inline-block; box-sizing: border-box; min-height: 2.75rem; padding: 0.5rem 1.25rem; border: 2px solid transparent; border-radius: 0.5rem; background: var(--accent); color: var(--onAccent); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer }
.button:hover { text-decoration: underline }
.button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
.second { border-color: var(--accent); background: var(--ground); color: var(--accent) }
section { margin: 2.5rem 0 0; border-top: 1px solid var(--line) }
section h2 { margin-top: 1.5rem }
section form { margin: 1rem 0 }
.facts { display: grid; grid-template-columns: minmax(8rem, 1fr) 2fr; gap: 0.25rem 1rem; margin: 0 0 1rem }
.facts dt { font-weight: 600 }
.facts dd { margin: 0 }
fieldset { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; margin: 0; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem }
select { min-height: 2.75rem; padding: 0.25rem 0.5rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--ground); color: var(--text); font: inherit }
select:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
.code { margin: 1rem 0; font: 600 2rem/1.2 ui-monospace, 'Cascadia Mono', Consolas, monospace; letter-spacing: 0.06em; user-select: all }
.note { margin: 2rem 0 0; padding: 0.75rem 1rem; border-left: 4px solid var(--accent); background: var(--note) }
.note + p { margin-top: 1rem }
.soft { color: var(--soft); font-size: 1rem }`
