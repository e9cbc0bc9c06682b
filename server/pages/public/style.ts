import { createHash } from 'node:crypto'
import { STYLE } from '../style.ts'

/** What the public pages add to the style of the others: room for a sheet, a card beside it, and paper. */
const SHEET = `
main, footer { box-sizing: content-box; max-width: 60rem }
main { padding-top: 2rem }
header { padding-inline: max(1.5rem, calc((100% - 60rem) / 2)) }
header a { color: inherit; text-decoration: none }
header a:hover { text-decoration: underline }
.skip { position: absolute; left: -100rem; top: 0; padding: 0.75rem 1rem; background: var(--ground); color: var(--accent); z-index: 1 }
.skip:focus { left: 0 }
main:focus { outline: none }
h3 { margin: 1.75rem 0 0.5rem; font-size: 1.0625rem; line-height: 1.35 }
ul, ol { margin: 0 0 1rem; padding-left: 1.25rem }
li { margin: 0.25rem 0 }
.over { margin: 0 0 0.25rem; color: var(--soft); font-size: 1rem }
.lead { font-size: 1.25rem; line-height: 1.45 }
.marks { display: flex; flex-wrap: wrap; gap: 0.5rem; padding: 0; list-style: none }
.marks li { margin: 0; padding: 0.125rem 0.625rem; border: 1px solid var(--line); border-radius: 1rem; font-size: 0.9375rem }
.card { margin: 2rem 0; padding: 0.25rem 1.25rem 0.75rem; border: 1px solid var(--line); border-radius: 0.75rem }
.card h2 { margin-top: 1rem }
dl { margin: 0 }
dt { margin-top: 1rem; font-weight: 600 }
dd { margin: 0.125rem 0 0 }
dd > p, dd > ul { margin-bottom: 0.25rem }
.rows { padding: 0; list-style: none }
.rows > li { margin: 0; padding: 0.75rem 0; border-top: 1px solid var(--line) }
.rows a { font-weight: 600 }
.rows p { margin: 0.25rem 0 0 }
.state { display: inline-block; padding: 0 0.625rem; border-left: 4px solid var(--accent); background: var(--note) }
.hours { border-collapse: collapse; font-variant-numeric: tabular-nums }
.hours th, .hours td { padding: 0.125rem 1rem 0.125rem 0; text-align: left; font-weight: 400; vertical-align: top }
.hours th, .hours span { white-space: nowrap }
.asis { white-space: pre-line }
.aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.share { display: flex; flex-wrap: wrap; align-items: center; gap: 1rem 1.5rem }
.share p { flex: 1 1 12rem; margin: 0 }
.share + p { margin-top: 1.5rem }
.qr { flex: none; width: 10rem; height: 10rem; border: 1px solid var(--line) }
footer { margin: 0 auto; padding: 0 1.5rem 3rem; color: var(--soft); font-size: 1rem }
@media (min-width: 60rem) {
  .sheet { display: grid; grid-template-columns: minmax(0, 1fr) 22rem; column-gap: 3rem; align-items: start }
  .sheet .card { grid-column: 2; grid-row: 1; margin-top: 0.5rem }
  .sheet .body { grid-column: 1; grid-row: 1 }
  .body > section:first-child > h2 { margin-top: 1.5rem }
}
@media print {
  :root { color-scheme: light; --ground: #fff; --text: #000; --soft: #333; --line: #777; --accent: #000; --note: #fff; font-size: 11pt }
  .skip, .no-print { display: none }
  main, footer { max-width: none; padding: 0 }
  .rows > li, .card, .share, tr { break-inside: avoid }
  h2, h3 { break-after: avoid }
}`

export const PUBLIC_STYLE = STYLE + SHEET

/** The bytes of a page are then the same for everyone, which a nonce would forbid. */
export const PUBLIC_STYLE_HASH = `sha256-${createHash('sha256').update(PUBLIC_STYLE).digest('base64')}`
