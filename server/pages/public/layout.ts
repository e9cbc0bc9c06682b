import { address, html, type Html, textOf } from '../html.ts'
import { feedLink, type Page } from '../page.ts'
import { PUBLIC_STYLE, PUBLIC_STYLE_HASH } from './style.ts'

export type PublicPage = {
  readonly title: string
  /** One line for search engines and messages, in plain text; '' for none. */
  readonly summary: string
  /** Whole address of this page. */
  readonly canonical: string
  /** What machines read of it (schema.org). */
  readonly data: object
  readonly body: Html
  readonly foot: Html
  /** Kept from search engines: it is invented. */
  readonly invented: boolean
  /** News of its territory; null when it has none. */
  readonly feed: NonNullable<Page['feed']> | null
}

const SUMMARY_MAX = 300

/** JSON that an HTML parser reads as one text: nothing in it can end the element it stands in. */
export const inlineJson = (data: object): string =>
  JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A page that anybody may keep: it is the same for everyone, runs nothing and loads nothing. */
export const publicHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src '${PUBLIC_STYLE_HASH}'`,
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
}

export const renderPublicPage = ({ title, summary, canonical, data, body, foot, invented, feed }: PublicPage): string => {
  const described = summary.length > SUMMARY_MAX ? `${summary.slice(0, SUMMARY_MAX - 1)}…` : summary
  const robots = invented ? html`<meta name="robots" content="noindex" /> ` : null
  const description =
    described === ''
      ? null
      : html`<meta name="description" content="${described}" />
          <meta property="og:description" content="${described}" /> `
  const head = html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${robots}<title>${title} – DORA</title>
${description}<link rel="canonical" href="${address(canonical)}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="DORA">
<meta property="og:locale" content="fr_FR">
<meta property="og:title" content="${title}">
<meta property="og:url" content="${canonical}">
${feed === null ? null : feedLink(feed)}
<style>`
  const rest = html`</script>
</head>
<body>
<a class="skip" href="#contenu">Aller au contenu</a>
<header><a href="/ouvrir">DORA</a></header>
<main id="contenu" tabindex="-1">
${invented ? html`<p class="note">Fiche de démonstration : tout y est inventé.</p>` : null}
${body}
</main>
<footer>
${foot}
</footer>
</body>
</html>
`
  return `${textOf(head)}${PUBLIC_STYLE}</style>\n<script type="application/ld+json">${inlineJson(data)}${textOf(rest)}`
}
