import { html, type Html } from './html.ts'

export type Cell = string | Html

/** Scrolls on its own when it is too wide. The first cell of a row names it. @param id unique in the page */
export const table = (id: string, caption: string, head: readonly Cell[], rows: readonly (readonly Cell[])[]): Html =>
  html`<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">
    <table>
      <caption id="${id}">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head.map((one) => html`<th scope="col">${one}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name = '', ...cells]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${cells.map((one) => html`<td>${one}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`
