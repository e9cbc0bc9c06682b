import { createHash } from 'node:crypto'
import type { Page } from './page.ts'
import { STYLE } from './style.ts'

/** Whole headers of a page that holds the widget: the script of this server, what it asks of this server, and nothing else. */
export const withWidget = (page: Page): Page => {
  const hash = createHash('sha256')
    .update(STYLE + (page.style ?? ''))
    .digest('base64')
  return {
    ...page,
    headers: {
      ...page.headers,
      'content-security-policy': [
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        `style-src 'sha256-${hash}'`,
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ].join('; '),
    },
  }
}

/** What the widget's place in a page adds to the style of the others. */
export const WIDGET_STYLE = `
main { max-width: 72rem }
main > p, main > ul, main > h2, main > form, main > section > p, main > section > ul { max-width: 44rem }
dora-services { display: block; margin: 1.5rem 0 }
.search { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; margin: 1rem 0 }
.search label, .builder label { display: block; font-weight: 600; font-size: 1rem }
input { box-sizing: border-box; min-height: 2.75rem; padding: 0.25rem 0.5rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--ground); color: var(--text); font: inherit; max-width: 100% }
input:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
.found { padding-left: 1.5rem }
.found li { margin: 0 0 0.75rem }
pre { margin: 1rem 0; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--note); white-space: pre-wrap; overflow-wrap: anywhere; font: 1rem/1.5 ui-monospace, 'Cascadia Mono', Consolas, monospace }
code { font: 1rem/1.5 ui-monospace, 'Cascadia Mono', Consolas, monospace }
.builder { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 1rem; margin: 1rem 0 }
.builder select, .builder input { width: 100% }
.builder .button { justify-self: start; align-self: end }
.builder > div { align-self: end }
.links dt { margin-top: 0.75rem }
.links dd { margin: 0 }`
