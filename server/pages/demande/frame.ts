import { address, html, type Html, type Part } from '../html.ts'
import type { Page } from '../page.ts'
import { DEMANDE_STYLE } from './style.ts'

/**
 * What all pages of a request share. Nothing of the person is ever in a title: browsers keep titles in their history. They send no
 * referrer at all, the secret being in their address.
 */

const HEADERS = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' } as const

type Told = {
  readonly status?: number
  readonly title: string
  readonly body: Html
  readonly form?: boolean
  readonly headers?: Readonly<Record<string, string>>
}

export const demandePage = ({ status = 200, headers = {}, form = true, ...page }: Told): Page => ({
  ...page,
  status,
  form,
  style: DEMANDE_STYLE,
  headers: { ...HEADERS, ...headers },
})

/** Where a request answers: the address of its page, with the secret. */
export type Place = { readonly path: string }

/** A form of this page, or of one under it. */
export const form = (place: Place, to: string, body: Part): Html =>
  html`<form method="post" action="${address(place.path + to)}" novalidate>${body}</form>`

export const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}" />`

export const submit = (label: string, second = false): Html =>
  second
    ? html`<button class="button second" type="submit">${label}</button>`
    : html`<button class="button" type="submit">${label}</button>`

/** A single button that does something at once. `quoi`: what. */
export const act = (
  place: Place,
  quoi: string,
  label: string,
  more: { readonly fields?: Readonly<Record<string, string>>; readonly second?: boolean } = {},
): Html =>
  form(
    place,
    '',
    html`${hidden('quoi', quoi)}${Object.entries(more.fields ?? {}).map(([name, value]) => hidden(name, value))}${submit(
      label,
      more.second === true,
    )}`,
  )

/** A link that looks like a button: it only opens another page. */
export const door = (place: Place, to: string, label: string, second = false): Html =>
  second
    ? html`<a class="button second" href="${address(place.path + to)}">${label}</a>`
    : html`<a class="button" href="${address(place.path + to)}">${label}</a>`
