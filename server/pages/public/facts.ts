import { html, type Html, type Part } from '../html.ts'

/** A term and what is known of it; null when nothing is. */
export const fact = (term: string, value: Part): Html | null =>
  value === null || value === '' || (Array.isArray(value) && value.every((one) => one === null))
    ? null
    : html`<dt>${term}</dt>
        <dd>${value}</dd>`

export const list = (items: readonly Part[]): Html | null =>
  items.length === 0
    ? null
    : html`<ul>
        ${items.map((item) => html`<li>${item}</li>`)}
      </ul>`

/** A part of the page with its title; nothing when it holds nothing. */
export const section = (title: string, body: Part): Html | null =>
  body === null || body === '' || (Array.isArray(body) && body.every((one) => one === null))
    ? null
    : html`<section>
        <h2>${title}</h2>
        ${body}
      </section>`

/** Lines as they were typed. */
export const lines = (text: string | null | undefined): Html | null =>
  text == null || text.trim() === '' ? null : html`<p class="asis">${text.trim()}</p>`
