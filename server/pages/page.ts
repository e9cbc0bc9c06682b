import { randomBytes } from 'node:crypto'
import { address, html, textOf, type Html } from './html.ts'
import { STYLE } from './style.ts'

/** A page for people who come by a browser: it needs no script and loads nothing. */
export type Page = {
  readonly status: number
  readonly title: string
  readonly body: Html
  /** Search engines may tell of it; by default they may not. */
  readonly indexed?: boolean
  /** Whole address of this page. */
  readonly canonical?: string
  /** What its site says lately: path of a feed, and its name. */
  readonly feed?: { readonly path: string; readonly title: string }
  /** It holds a form of this server. */
  readonly form?: boolean
  /** Rules that it adds to those of every page. */
  readonly style?: string
  readonly headers?: Readonly<Record<string, string>>
}

export type RenderedPage = { readonly html: string; readonly headers: Readonly<Record<string, string>> }

/** For readers of feeds to find it by. */
export const feedLink = ({ path, title }: NonNullable<Page['feed']>): Html =>
  html`<link rel="alternate" type="application/rss+xml" title="${title}" href="${address(path)}" />`

/** The whole page, and the headers that hold it to what it is. */
export const renderPage = (page: Page): RenderedPage => {
  const { title, body, indexed = false, canonical, feed, form = false, style = '', headers = {} } = page
  const nonce = randomBytes(18).toString('base64url')
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `form-action ${form ? "'self'" : "'none'"}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]
  const head = html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${indexed ? null : html`<meta name="robots" content="noindex" />`}
<title>${title} – DORA sur le bureau</title>
${canonical === undefined ? null : html`<link rel="canonical" href="${address(canonical)}" />`}
${feed === undefined ? null : feedLink(feed)}
<style nonce="${nonce}">`
  const rest = html`</style>
</head>
<body>
<header>DORA sur le bureau</header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`
  return {
    html: textOf(head) + STYLE + style + textOf(rest),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      // A form told to send no referrer sends no origin either, and could not be told from one of another site.
      'referrer-policy': form ? 'same-origin' : 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      ...headers,
    },
  }
}

export const paragraph = (text: string): Html => html`<p>${text}</p>`
