/** How every message is laid out: the same words as text and as HTML, no image, nothing from elsewhere. */

export type Content = {
  /** On one line. */
  readonly subject: string
  readonly title: string
  readonly paragraphs: readonly string[]
  /** What it is about, one by one, each with where to go for it. */
  readonly lists?: readonly { readonly title: string; readonly items: readonly Item[] }[]
  readonly action: { readonly label: string; readonly lien: string } | null
  /** Why the person receives it, then what to do when it is not for them. */
  readonly why: readonly string[]
  /** Where to say, without an account, that one wants no more of these. */
  readonly stop?: { readonly label: string; readonly lien: string }
}

export type Item = { readonly name: string; readonly detail: string; readonly lien: string | null }

export type Rendered = { readonly subject: string; readonly text: string; readonly html: string }

const WHY = 'Pourquoi ce message\u202f?'
const BY_HAND = 'Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur\u202f:'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string)

const itemAsText = ({ name, detail, lien }: Item): string => `- ${name}, ${detail}${lien === null ? '' : `\n  ${lien}`}`

const asText = ({ title, paragraphs, lists = [], action, why, stop }: Content): string =>
  [
    title,
    ...paragraphs,
    ...lists.map((list) => [`${list.title}\u202f:`, ...list.items.map(itemAsText)].join('\n')),
    ...(action === null ? [] : [`${action.label}\u202f:\n${action.lien}`]),
    `${'_'.repeat(30)}\n${WHY}`,
    ...why,
    ...(stop === undefined ? [] : [`${stop.label}\u202f:\n${stop.lien}`]),
  ].join('\n\n') + '\n'

const BODY = 'margin:0;padding:24px 16px;background:#ffffff;color:#1f2430;font:16px/1.5 Verdana,Arial,sans-serif'
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#0b5d66;color:#ffffff;font-weight:bold;text-decoration:underline'
const FOOT = 'margin-top:32px;padding-top:8px;border-top:1px solid #6b7280;font-size:14px'

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`

const link = (text: string, lien: string): string => `<a href="${escaped(lien)}">${escaped(text)}</a>`
const item = ({ name, detail, lien }: Item): string =>
  `<li style="margin:8px 0">${lien === null ? escaped(name) : link(name, lien)}, ${escaped(detail)}</li>`

const asHtml = ({ subject, title, paragraphs, lists = [], action, why, stop }: Content): string =>
  [
    '<!doctype html>',
    '<html lang="fr">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>`,
    `<body style="${BODY}">`,
    '<main style="max-width:600px">',
    `<h1 style="font-size:22px;line-height:1.3">${escaped(title)}</h1>`,
    ...paragraphs.map(paragraph),
    ...lists.flatMap((list) => [
      `<h2 style="font-size:16px">${escaped(list.title)}</h2>`,
      `<ul style="padding-left:20px">${list.items.map(item).join('')}</ul>`,
    ]),
    ...(action === null
      ? []
      : [
          `<p style="margin:24px 0"><a href="${escaped(action.lien)}" style="${BUTTON}">${escaped(action.label)}</a></p>`,
          `<p style="font-size:14px;overflow-wrap:anywhere">${BY_HAND}<br>${escaped(action.lien)}</p>`,
        ]),
    `<div style="${FOOT}">`,
    `<h2 style="font-size:16px">${WHY}</h2>`,
    ...why.map(paragraph),
    ...(stop === undefined ? [] : [`<p>${link(stop.label, stop.lien)}</p>`]),
    '</div>',
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')

export const laidOut = (content: Content): Rendered => ({
  subject: content.subject,
  text: asText(content),
  html: asHtml(content),
})
