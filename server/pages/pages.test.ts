import { describe, expect, it } from 'vitest'
import { CONFIRM_FOREIGN, CONFIRM_OVER, CONFIRM_REVOKED, CONFIRM_UNCLEAR, confirmPage } from './confirm.ts'
import type { Confirmable } from '../listing/confirm.ts'
import { address, html, type Html, textOf } from './html.ts'
import { openDesk } from './open.ts'
import { type Page, renderPage } from './page.ts'
import * as signIn from './sign-in.ts'
import { COLOURS } from './style.ts'
import { STOP_UNKNOWN, stopPage } from './unsubscribe.ts'

const HOSTILE = `"><script>alert('x')</script>&amp;`
const service = (fait: boolean): Confirmable => ({
  fait,
  service: {
    id: `dora--${HOSTILE}`,
    source: 'dora',
    structure_id: null,
    nom: HOSTILE,
    date_maj: '2026-01-05',
    frais_precisions: HOSTILE,
    zone_eligibilite: ['59350', '200093201', HOSTILE],
    courriel: HOSTILE,
    dora: {
      short_desc: HOSTILE,
      recurrence: HOSTILE,
      disponibilite: { etat: 'places', jusqu_au: '2026-12-03', dit_le: '2026-11-20' },
    },
  },
})
const drawn = { action: '/confirmer', token: HOSTILE, desk: '/ouvrir?vers=accueil', today: '2026-12-01' }
const pages: Readonly<Record<string, Page>> = {
  ...Object.fromEntries(
    Object.entries(signIn).flatMap(([name, page]) => (typeof page === 'function' ? [] : [[name, page as Page] as const])),
  ),
  providerSilent: signIn.providerSilent(HOSTILE, `/auth/v1/oidc/start?a=${HOSTILE}`),
  linkOpened: signIn.linkOpened('/auth/v1/link/confirm', HOSTILE),
  linkConfirmed: signIn.linkConfirmed(`dora://connexion?code=${HOSTILE}`, HOSTILE),
  tooMany: signIn.TOO_MANY('60'),
  signedOut: signIn.signedOut(true),
  confirm: confirmPage(drawn, [service(false), service(true)], null),
  confirmed: confirmPage(drawn, [service(true)], { done: true, sentence: 'Cette fiche est confirmée.' }),
  CONFIRM_FOREIGN,
  CONFIRM_OVER,
  CONFIRM_REVOKED,
  CONFIRM_UNCLEAR,
  stop: stopPage('/rappels', HOSTILE, { campaign: 'offre-a-jour', stopped: false }, false),
  stopped: stopPage('/rappels', HOSTILE, { campaign: 'disponibilite', stopped: true }, true),
  STOP_UNKNOWN,
  accueil: openDesk(undefined),
  membres: openDesk('membres'),
  rejoindre: openDesk('rejoindre'),
  compte: openDesk('compte'),
}

describe('HTML', () => {
  it('escapes every part, wherever it stands', () => {
    expect(textOf(html`<p title="${HOSTILE}">${[HOSTILE, 3, null, html`<b>${'<'}</b>`]}</p>`)).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;3<b>&lt;</b></p>',
    )
  })
  it('is not made by an object that looks like it', () => {
    const forged = JSON.parse('{"html":"<b>","content":"<b>"}') as Html
    expect(() => textOf(html`${forged}`)).toThrow()
  })
  it.each(['javascript:alert(1)', '//mechant.exemple.org', 'http://mechant.exemple.org', 'data:text/html,a', ' /a', ''])(
    '%j is no address to follow',
    (text) => expect(() => address(text)).toThrow(),
  )
})

describe.each(Object.entries(pages))('the page %s', (_, page) => {
  const { html: text, headers } = renderPage(page)

  it('is in French, with one title, and readable on a telephone', () => {
    expect(text.startsWith('<!doctype html>\n<html lang="fr">')).toBe(true)
    expect(text.match(/<h1>/g)).toHaveLength(1)
    expect(text).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">')
    expect(text).toMatch(/<title>.+ – DORA sur le bureau<\/title>/)
    // A space before these signs does not break; what is no sentence has none.
    expect(text.slice(text.indexOf('<main>'))).not.toMatch(/ [?!;:»]|« /)
  })
  it('runs nothing and loads nothing', () => {
    expect(text).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|url\(|@import|style="/)
    const nonce = /<style nonce="([^"]+)">/.exec(text)?.[1] ?? ''
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'nonce-${nonce}'; form-action ${text.includes('<form') ? "'self'" : "'none'"}; frame-ancestors 'none'; base-uri 'none'`,
    )
    expect(renderPage(page).html).not.toContain(nonce)
  })
  it('is kept by nobody, and says nothing to other sites', () => {
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect(headers['referrer-policy']).toBe(text.includes('<form') ? 'same-origin' : 'no-referrer')
  })
})

it('a landing page leads to the screen that its address says, and to the first for anything else', () => {
  const target = (screen: unknown): string => /href="([^"]*)"/.exec(renderPage(openDesk(screen)).html)?.[1] ?? ''
  expect(['membres', 'rejoindre', 'compte', 'accueil'].map(target)).toEqual([
    'dora://membres',
    'dora://rejoindre',
    'dora://compte',
    'dora://accueil',
  ])
  for (const other of [undefined, null, '', 'autre', '__proto__', 'toString', '"><b>', ['membres']])
    expect(target(other)).toBe('dora://accueil')
})

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

it.each(Object.entries(COLOURS))(
  'colours of %s are told apart (WCAG AA)',
  (_, { ground, text, soft, line, accent, onAccent, note }) => {
    for (const [one, other] of [
      [text, ground],
      [soft, ground],
      [accent, ground],
      [onAccent, accent],
      [text, note],
    ] as const)
      expect(contrast(one, other)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(line, ground)).toBeGreaterThanOrEqual(3)
  },
)
