/** What the pages of a request add to the style of the others: the answer beside it, forms, and what is wrong in them. */
export const DEMANDE_STYLE = `
:root { --wrong: #a1081f }
@media (prefers-color-scheme: dark) { :root { --wrong: #ff9d9d } }
html { scroll-padding-top: 1rem }
main { padding: 2rem 1.25rem 4rem }
h3 { margin: 1.5rem 0 0.25rem; font-size: 1.0625rem; line-height: 1.35 }
ul, ol { margin: 0 0 1rem; padding-left: 1.25rem }
section { margin-top: 2rem }
.over { margin: 0 0 0.25rem; color: var(--soft); font-size: 1rem }
.note { margin-top: 0; margin-bottom: 1.5rem }
.note p:last-child { margin: 0 }
.card { margin: 1.5rem 0 0; padding: 1rem 1rem 1.25rem; border: 1px solid var(--line); border-radius: 0.75rem }
.card h2, .card p { margin: 0 0 0.5rem }
.answers { display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem; margin: 1rem 0 0; padding: 0; list-style: none }
.answers li, .answers form { display: grid; margin: 0 }
.outcomes { grid-template-columns: 1fr }
.answers .button { display: grid; place-items: center; padding-inline: 0.25rem; text-align: center }
.button { hyphens: manual }
.facts { display: block }
.facts dt { margin-top: 0.5rem }
.facts dd { margin: 0 }
.facts dd ul, .facts dd p { margin: 0 }
.tag { display: inline-block; padding: 0 0.5rem; border: 1px solid var(--accent); border-radius: 1rem; color: var(--accent); font-size: 0.9375rem; font-weight: 600 }
.asis { white-space: pre-line }
.malgre { margin: 0 0 0.75rem; padding: 0.25rem 0 0.25rem 0.75rem; border-left: 4px solid var(--line) }
.malgre p { margin: 0 }
.story { padding: 0; list-style: none }
.story li { margin: 0 0 0.75rem; padding-left: 0.75rem; border-left: 2px solid var(--line) }
.story p { margin: 0 }
.field { margin: 1.5rem 0 0; padding: 0; border: 0 }
fieldset.field { display: block; border-radius: 0 }
.field > label:not(.choice), .field > legend { display: block; padding: 0; font-weight: 600 }
.hint { margin: 0 0 0.25rem; color: var(--soft); font-size: 1rem }
.field textarea, .field input[type=date] { box-sizing: border-box; width: 100%; padding: 0.5rem 0.75rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--ground); color: var(--text); font: inherit }
.field input[type=date] { max-width: 16rem; min-height: 2.75rem }
.field textarea { min-height: 10rem; max-height: 30rem; resize: vertical; field-sizing: content }
textarea:focus-visible, input:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.choice { display: grid; grid-template-columns: 1.5rem 1fr; gap: 0.75rem; align-items: start; min-height: 2.75rem; padding: 0.375rem 0; box-sizing: border-box; cursor: pointer }
.choice input { width: 1.5rem; height: 1.5rem; margin: 0.125rem 0 0; accent-color: var(--accent) }
.wrong { margin: 0 0 0.25rem; color: var(--wrong); font-weight: 600 }
.field.bad { padding-left: 1rem; border-left: 4px solid var(--wrong) }
.field.bad textarea, .field.bad input[type=date] { border-color: var(--wrong) }
.problem { margin: 0 0 1.5rem; padding: 0.75rem 1rem; border: 2px solid var(--wrong); border-radius: 0.5rem }
.problem h2 { margin: 0 0 0.25rem }
.problem ul { margin: 0 }
.problem a { color: var(--wrong) }
@media (min-width: 36rem) {
  .facts { display: grid; grid-template-columns: minmax(9rem, 1fr) 3fr; gap: 0.25rem 1.5rem }
  .facts dt { margin: 0 }
}
@media (min-width: 56rem) {
  main:has(.demande) { max-width: 62rem }
  .demande { display: grid; grid-template-columns: minmax(0, 1fr) 21rem; column-gap: 3rem; align-items: start }
  .demande .card { grid-column: 2; grid-row: 1; position: sticky; top: 1.5rem; margin-top: 0 }
  .demande .body { grid-column: 1; grid-row: 1 }
  .to-answer { display: none }
  .body > section:first-child { margin-top: 0; border-top: 0 }
  .body > section:first-child h2 { margin-top: 0 }
}
@media print {
  :root { color-scheme: light; --ground: #fff; --text: #000; --soft: #333; --line: #777; --accent: #000; --note: #fff; font-size: 11pt }
  .no-print, .card { display: none }
}`
