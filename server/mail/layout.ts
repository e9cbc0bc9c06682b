/** How every message is laid out: the same words as text and as HTML, no image, nothing from elsewhere. */

export type Content = {
  /** On one line. */
  readonly subject: string
  /** Whose letter it is, above the title. */
  readonly brand?: string
  readonly title: string
  readonly paragraphs: readonly string[]
  /** What somebody typed, shown as theirs: its lines, '' between paragraphs. */
  readonly messages?: readonly { readonly title: string; readonly lines: readonly string[] }[]
  /** What it is about, one by one, each with where to go for it. */
  readonly lists?: readonly { readonly title: string; readonly items: readonly Item[] }[]
  readonly action: { readonly label: string; readonly lien: string } | null
  /** What comes next, whom to call… */
  readonly sections?: readonly { readonly title: string; readonly paragraphs: readonly string[] }[]
  /** Why the person receives it, then what to do when it is not for them. */
  readonly why: readonly string[]
  /** Where to say, without an account, that one wants no more of these. */
  readonly stop?: { readonly label: string; readonly lien: string }
}

/** `detail`: '' for none. */
export type Item = { readonly name: string; readonly detail: string; readonly lien: string | null }

export type Rendered = { readonly subject: string; readonly text: string; readonly html: string }

const WHY = 'Pourquoi ce message\u202f?'
const BY_HAND = 'Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur\u202f:'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string)

const after = (detail: string): string => (detail === '' ? '' : `, ${detail}`)
const itemAsText = ({ name, detail, lien }: Item): string => `- ${name}${after(detail)}${lien === null ? '' : `\n  ${lien}`}`
const lineAsText = (line: string): string => (line === '' ? '>' : `> ${line}`)

const asText = ({ brand, title, paragraphs, messages = [], lists = [], action, sections = [], why, stop }: Content): string =>
  [
    ...(brand === undefined ? [] : [brand]),
    title,
    ...paragraphs,
    ...lists.map((list) => [`${list.title}\u202f:`, ...list.items.map(itemAsText)].join('\n')),
    ...messages.map((message) => [`${message.title}\u202f:`, ...message.lines.map(lineAsText)].join('\n')),
    ...(action === null ? [] : [`${action.label}\u202f:\n${action.lien}`]),
    ...sections.map((section) => [section.title, ...section.paragraphs].join('\n')),
    `${'_'.repeat(30)}\n${WHY}`,
    ...why,
    ...(stop === undefined ? [] : [`${stop.label}\u202f:\n${stop.lien}`]),
  ].join('\n\n') + '\n'

// The reader's own colours, light or dark, but where both are set.
const BODY =
  'margin:0;padding:24px 16px;background:Canvas;color:CanvasText;font:16px/1.5 Verdana,Arial,sans-serif;overflow-wrap:anywhere'
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#0b5d66;color:#ffffff;font-weight:bold;text-decoration:underline'
const FOOT = 'margin-top:32px;padding-top:8px;border-top:1px solid #6b7280;font-size:14px'
const QUOTE = 'margin:0;padding:0 0 0 16px;border-left:4px solid #6b7280'
const H2 = '<h2 style="font-size:16px;margin:24px 0 8px">'

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`

const link = (text: string, lien: string): string => `<a href="${escaped(lien)}">${escaped(text)}</a>`
const item = ({ name, detail, lien }: Item): string =>
  `<li style="margin:8px 0">${lien === null ? escaped(name) : link(name, lien)}${escaped(after(detail))}</li>`

const titled = (title: string, ...inside: readonly string[]): readonly string[] => [`${H2}${escaped(title)}</h2>`, ...inside]

const asHtml = (content: Content): string => {
  const { subject, brand, title, paragraphs, messages = [], lists = [], action, sections = [], why, stop } = content
  return [
    '<!doctype html>',
    '<html lang="fr">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">',
    `<title>${escaped(subject)}</title></head>`,
    `<body style="${BODY}">`,
    '<main style="max-width:600px">',
    ...(brand === undefined ? [] : [`<p style="margin:0;font-weight:bold">${escaped(brand)}</p>`]),
    `<h1 style="font-size:22px;line-height:1.3">${escaped(title)}</h1>`,
    ...paragraphs.map(paragraph),
    ...lists.flatMap((list) => titled(list.title, `<ul style="padding-left:20px">${list.items.map(item).join('')}</ul>`)),
    ...messages.flatMap((message) =>
      titled(message.title, `<blockquote style="${QUOTE}">${message.lines.map(escaped).join('<br>')}</blockquote>`),
    ),
    ...(action === null
      ? []
      : [
          `<p style="margin:24px 0"><a href="${escaped(action.lien)}" style="${BUTTON}">${escaped(action.label)}</a></p>`,
          `<p style="font-size:14px">${BY_HAND}<br>${escaped(action.lien)}</p>`,
        ]),
    ...sections.flatMap((section) => titled(section.title, ...section.paragraphs.map(paragraph))),
    `<div style="${FOOT}">`,
    ...titled(WHY, ...why.map(paragraph)),
    ...(stop === undefined ? [] : [`<p>${link(stop.label, stop.lien)}</p>`]),
    '</div>',
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

export const laidOut = (content: Content): Rendered => ({
  subject: content.subject,
  text: asText(content),
  html: asHtml(content),
})
