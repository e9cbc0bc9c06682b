import { openSqliteStore } from '#server/store/sqlite.ts'
import { createSeal } from '#server/sync/seal.ts'
import type { Rendered } from '#server/mail/layout.ts'
import { type QueuedMail, waitingMail } from '#server/mail/queue.ts'
import { renderMail } from '#server/mail/templates.ts'
import { SENT_AT } from '#server/mail/testing/sample.ts'
import { OTHERS } from './others.ts'
import { DORA_EVENTS, EMPLOIS_EVENTS, type Event } from './requests.ts'

/** Every message of the server as it is written, by name of file: what `npm run mails` puts under docs/courriels. */

const PUBLIC_URL = 'https://dora.exemple.test'
const READERS = { structure: 'structure', prescripteur: 'prescripteur', referent: 'référent', beneficiaire: 'personne' } as const

type Preview = {
  readonly name: string
  readonly to: string
  readonly rendered: Rendered
  readonly from: string
  readonly replyTo: string
}

const stored = async (event: Event): Promise<readonly { readonly a: keyof typeof READERS; readonly mail: QueuedMail }[]> => {
  const store = await openSqliteStore({ file: ':memory:' })
  const seal = createSeal(new Uint8Array(32))
  try {
    const { value: trace } = await store.write((writer) =>
      event.write({ writer, seal, now: Date.parse(SENT_AT), publicUrl: PUBLIC_URL }),
    )
    const { waiting } = await store.read((reader) => waitingMail(reader, seal))
    // Copies are the same message.
    const firsts = waiting.filter(({ mail }) => mail.pour === null).map(({ mail }) => mail)
    return trace.flatMap(({ a, objet }) => {
      const at = firsts.findIndex((mail) => renderMail(mail.template).subject === objet && readerOf(mail) === a)
      return at < 0 ? [] : firsts.splice(at, 1).map((mail) => ({ a, mail }))
    })
  } finally {
    await store.close()
  }
}

/** Letters of an event have different readers, which their kinds tell. */
const readerOf = ({ template }: QueuedMail): keyof typeof READERS => {
  const { kind } = template
  if (kind.startsWith('orientation-personne-')) return 'beneficiaire'
  if (kind === 'orientation-notifiee' || ('a' in template && template.a === 'referent')) return 'referent'
  if (/^orientation-(recue|rappel|relance|lien|validee|declinee|close|retiree)$/.test(kind)) return 'structure'
  return kind === 'orientation-confiee' && template.sens === 'reception' ? 'structure' : 'prescripteur'
}

const previewsOf = async (events: readonly Event[], dress: string): Promise<readonly (readonly [string, readonly Preview[]])[]> =>
  Promise.all(
    events.map(async (event) => {
      const letters = await stored(event)
      const previews = letters.map(({ a, mail }) => ({
        name: `orientation-${event.name}-${a}${dress}`,
        to: mail.cc.length === 0 ? READERS[a] : `${READERS[a]} (copie\u202f: ${mail.cc.length})`,
        rendered: renderMail(mail.template),
        from: mail.de ?? 'DORA',
        replyTo: mail.replyTo ?? '',
      }))
      return [event.title, previews] as const
    }),
  )

const cell = (text: string): string => text.replaceAll('|', '\\|')
const row = ({ name, to, rendered, from, replyTo }: Preview): string =>
  `| ${[to, rendered.subject, from, replyTo, `[texte](${name}.txt) · [HTML](${name}.html)`].map(cell).join(' | ')} |`
const table = (previews: readonly Preview[]): string =>
  ['| à | objet | au nom de | réponse à | |', '| --- | --- | --- | --- | --- |', ...previews.map(row)].join('\n')

const section = (title: string, parts: readonly (readonly [string, readonly Preview[]])[], only = false): string =>
  [
    `## ${title}`,
    ...parts
      .filter(([, previews]) => !only || previews.length > 0)
      .map(([name, previews]) => `### ${name}\n\n${table(previews)}`),
  ].join('\n\n')

/** Name of file → what it holds. */
export const previews = async (): Promise<ReadonlyMap<string, string>> => {
  const dora = await previewsOf(DORA_EVENTS, '')
  // The structure reads the same, wherever the request began.
  const emplois = (await previewsOf(EMPLOIS_EVENTS, '-emplois')).map(
    ([title, all]) => [title, all.filter(({ to }) => to !== READERS.structure)] as const,
  )
  const others = OTHERS.map(({ name, to, template, from = 'DORA', replyTo = '' }) => ({
    name,
    to,
    rendered: renderMail(template),
    from,
    replyTo,
  }))
  const index = [
    '# E-mails of the server',
    'Every message, with invented people, written by `npm run mails` (a test keeps these files as the templates write them). What they say of whom, and who receives what is written back: `server/orientations/letters.ts`. How they leave: [server.md](../server.md).',
    section('Demandes d’orientation', dora),
    section('Commencées dans Les Emplois', emplois, true),
    `## Comptes et fiches\n\n${table(others)}`,
  ]
  const all = [...dora, ...emplois].flatMap(([, some]) => some)
  return new Map([
    ['index.md', `${index.join('\n\n')}\n`],
    ...[...all, ...others].flatMap(({ name, rendered }): readonly (readonly [string, string])[] => [
      [`${name}.txt`, `${rendered.subject}\n\n${rendered.text}`],
      [`${name}.html`, rendered.html],
    ]),
  ])
}
