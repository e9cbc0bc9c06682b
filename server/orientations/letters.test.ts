import { expect, test } from 'vitest'
import { acceptanceMessage, acceptanceToPerson, refusalMessage } from '#shared/orientation/answers.ts'
import { Courrier, numeroOf, Orientation } from '#shared/orientation/model.ts'
import { mailBenches, seal, START } from '../mail/testing/bench.ts'
import { PERSON, PRESCRIBER, REFERENT, sampleOfEmplois, sampleRequest, STRUCTURE } from '../mail/testing/sample.ts'
import type { Delivered } from '../mail/testing/smtp.ts'
import {
  accepted,
  cancelled,
  contact,
  created,
  expired,
  handedOver,
  held,
  type LetterParts,
  linkRenewed,
  moderationRejected,
  nudged,
  postponed,
  refused,
  reminder,
} from './letters.ts'

/** Each letter through the real queue and a real mail server. */

const { start } = mailBenches()
const URL = 'https://dora.exemple.test'
const SECRET = 'un-secret_de-Lien-0123456789'

type Write = (parts: LetterParts, o: Orientation) => Promise<Courrier[]>
type Sent = { readonly trace: readonly Courrier[]; readonly letters: readonly Delivered[] }

const sent = async (
  write: Write,
  o = sampleRequest(),
  at: { readonly publicUrl: string | undefined } = { publicUrl: URL },
): Promise<Sent> => {
  const { store, smtp, send } = await start()
  const { value } = await store.write((writer) => write({ writer, seal, now: START, ...at }, o))
  await send()
  return { trace: value, letters: smtp.delivered }
}
const to = ({ letters }: Sent, address: string): Delivered => {
  const found = letters.filter(({ to: [one] }) => one === address)
  expect([address, found.length]).toEqual([address, 1])
  return found[0] as Delivered
}
const readers = ({ letters }: Sent): readonly string[] => letters.flatMap((one) => one.to).sort()

const about = { personne: 'Zélie Quintard', service: 'Réparer son vélo', structure: 'L’Atelier de la roue' }
const answered = (message: string, motifs: string[] = []): Partial<Orientation> => ({
  reponse: { le: '2026-11-20T10:00:00.000Z', par: 'Omar Diallo', par_id: 'u-omar', message, motifs },
  traitee_le: '2026-11-20T10:00:00.000Z',
})
const ACCEPTED = sampleRequest({
  etat: 'VALIDÉE',
  ...answered(`${acceptanceMessage(about)}\nQUINTARD Zélie, 06 98 76 54 32, ${PERSON}, n° 123 456 789 01`),
})
const REFUSED = sampleRequest({
  etat: 'REFUSÉE',
  ...answered(refusalMessage(['session-complète', 'autre'], about), ['session-complète', 'autre']),
})
const EXPIRED = sampleRequest({ etat: 'EXPIRÉE', traitee_le: '2026-12-12T09:30:00.000Z' })
const TYPED = 'Mme Quintard (Zélie) au +33 6 98.76.54.32 <script>alert("x")</script> & co'

/** What each event writes. */
const EVENTS: readonly (readonly [string, Write, Orientation, readonly string[]])[] = [
  ['created', (p, o) => created(p, o, SECRET), sampleRequest(), [STRUCTURE, PRESCRIBER, REFERENT, PERSON]],
  ['held by moderation', held, sampleRequest({ etat: 'MODÉRATION_EN_COURS' }), [PRESCRIBER]],
  ['accepted', (p, o) => accepted(p, o, SECRET, acceptanceToPerson(about)), ACCEPTED, [STRUCTURE, PRESCRIBER, REFERENT, PERSON]],
  ['refused', refused, REFUSED, [STRUCTURE, PRESCRIBER, REFERENT, PERSON]],
  ['expired', (p, o) => expired(p, o, SECRET), EXPIRED, [STRUCTURE, PRESCRIBER, REFERENT, PERSON]],
  ['reminded', (p, o) => reminder(p, o, SECRET), sampleRequest(), [STRUCTURE]],
  ['nudged', (p, o) => nudged(p, o, SECRET, TYPED), sampleRequest(), [STRUCTURE]],
  ['postponed', (p, o) => postponed(p, o, TYPED), sampleRequest({ pas_avant: '2027-01-12' }), [PRESCRIBER, PERSON]],
  ['withdrawn', (p, o) => cancelled(p, o, TYPED), sampleRequest({ etat: 'ANNULÉE' }), [STRUCTURE, PERSON]],
  [
    'a message to the one who sent it',
    (p, o) => contact(p, o, { a: 'prescripteur', message: TYPED, copies: ['referent'] }),
    sampleRequest(),
    [PRESCRIBER, REFERENT],
  ],
  ['another link', (p, o) => linkRenewed(p, o, SECRET), sampleRequest(), [STRUCTURE]],
  [
    'handed over, sent',
    (p, o) => handedOver(p, o, { courriel: 'collegue@exemple.test', sens: 'envoi' }),
    sampleRequest(),
    ['collegue@exemple.test'],
  ],
  [
    'handed over, received',
    (p, o) => handedOver(p, o, { courriel: 'collegue@exemple.test', sens: 'reception' }),
    sampleRequest(),
    ['collegue@exemple.test'],
  ],
]

test.each(EVENTS)('%s: to whom, and what is kept of it', async (_, write, o, expected) => {
  const done = await sent(write, o)
  expect(readers(done)).toEqual([...expected].sort())
  expect(done.trace).toHaveLength(expected.length)
  expect(done.trace.map((one) => Courrier.parse(one))).toEqual(done.trace)
  expect(done.trace.map(({ objet }) => objet).sort()).toEqual(done.letters.map(({ subject }) => subject).sort())
  // No server to lead to: no letter.
  for (const publicUrl of [undefined, '']) expect(await sent(write, o, { publicUrl })).toEqual({ trace: [], letters: [] })
})

test.each(EVENTS)('%s: no letter says more than it must', async (_, write, o) => {
  const { letters } = await sent(write, o)
  for (const {
    to: [address],
    subject,
    text,
    html,
    headers,
  } of letters) {
    const all = [subject, text, html, ...headers.values()].join('\n')
    // To the person, the message of the structure is theirs.
    const own = address === PERSON ? all.replaceAll('Zélie Quintard', '') : all
    for (const hidden of [
      '12345678901',
      '123 456 789 01',
      '98765432',
      '98 76 54 32',
      '98.76.54.32',
      'gardien',
      'usine',
      'Demandeur',
      'Vit loin',
    ])
      expect([address, own.includes(hidden)]).toEqual([address, false])
    for (const hidden of ['Quintard', 'QUINTARD', 'Zélie', 'zelie.quintard'].filter(
      (one) => address !== PERSON || one !== 'zelie.quintard',
    ))
      expect([address, hidden, own.includes(hidden)]).toEqual([address, hidden, false])
    // Whom it is about: a number, to all; initials, to those who sent it.
    expect(all).toContain(numeroOf(o.id))
    expect(text.includes('Z. Q.')).toBe(
      address === PRESCRIBER ||
        address === REFERENT ||
        (address === 'collegue@exemple.test' && text.includes('L’Atelier de la roue')),
    )
    if (address === STRUCTURE) expect(all).not.toContain(PERSON)
  }
})

test('the structure receives the link in the name of the one who asks, who receives what it writes back', async () => {
  for (const [write, o] of EVENTS.map(([, one, request]) => [one, request] as const)) {
    const { letters } = await sent(write, o)
    for (const letter of letters.filter(({ to: [address] }) => address === STRUCTURE)) {
      expect(letter.header('from')).toBe('Nadia Benali via DORA <ne-pas-repondre@exemple.test>')
      expect(letter.header('reply-to')).toBe(PRESCRIBER)
    }
  }
  const created_ = to(await sent((p, o) => created(p, o, SECRET)), STRUCTURE)
  expect(created_.link).toBe(`${URL}/demande/${sampleRequest().id}/${SECRET}`)
  expect(created_.text).toContain('«\u00a0Réparer son vélo pour aller travailler\u00a0»')
  expect(created_.text).toContain('Nadia Benali, de la structure «\u00a0Mission locale de l’Exemple\u00a0»')
})

test('the others hear from the structure; the person writes back to whom they need', async () => {
  const born = await sent((p, o) => created(p, o, SECRET))
  expect(to(born, PRESCRIBER).header('from')).toBe('L’Atelier de la roue via DORA <ne-pas-repondre@exemple.test>')
  expect(to(born, PRESCRIBER).header('reply-to')).toBe(STRUCTURE)
  expect(to(born, PRESCRIBER).link).toBe(`${URL}/ouvrir?vers=accueil`)
  expect([to(born, REFERENT).header('from'), to(born, REFERENT).header('reply-to'), to(born, REFERENT).link]).toEqual([
    'Nadia Benali via DORA <ne-pas-repondre@exemple.test>',
    PRESCRIBER,
    null,
  ])
  expect([to(born, PERSON).header('from'), to(born, PERSON).header('reply-to'), to(born, PERSON).link]).toEqual([
    'Camille Roux via DORA <ne-pas-repondre@exemple.test>',
    REFERENT,
    null,
  ])
  const yes = to(await sent((p, o) => accepted(p, o, SECRET, 'Venez lundi.'), ACCEPTED), PERSON)
  expect([yes.header('from'), yes.header('reply-to')]).toEqual([
    'L’Atelier de la roue via DORA <ne-pas-repondre@exemple.test>',
    STRUCTURE,
  ])
  const no = to(await sent(refused, REFUSED), PERSON)
  expect([no.header('from'), no.header('reply-to')]).toEqual([
    'L’Atelier de la roue via DORA <ne-pas-repondre@exemple.test>',
    REFERENT,
  ])
  // Held: the structure knows nothing of it.
  const waiting = to(await sent(held), PRESCRIBER)
  expect([waiting.header('from'), waiting.headers.has('reply-to')]).toEqual(['DORA <ne-pas-repondre@exemple.test>', false])
})

test('reasons and message of a refusal are for those who sent it, never for the person', async () => {
  const done = await sent(refused, REFUSED)
  for (const address of [PRESCRIBER, REFERENT]) {
    const { text } = to(done, address)
    expect(text).toContain('- Session complète\n- Autre (détails dans le message ci-dessous)')
    expect(text).toContain('> Nous avons étudié votre demande pour [Z. Q.]')
  }
  for (const address of [PERSON, STRUCTURE]) expect(to(done, address).text).not.toMatch(/Session complète|étudié/)
})

test('what people type is a quotation, escaped, without the name of the person', async () => {
  const { text, html } = to(await sent((p, o) => nudged(p, o, SECRET, TYPED)), STRUCTURE)
  expect(text).toContain('> Mme [la personne]) au [téléphone] <script>alert("x")</script> & co')
  expect(html).toContain('au [téléphone] &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co')
  expect(html).not.toContain('<script')
})

test('a message to the person is as it was typed, with copies that everyone sees', async () => {
  const message = 'Bonjour Zélie,\nvenez lundi.'
  const done = await sent((p, o) => contact(p, o, { a: 'beneficiaire', message, copies: ['prescripteur', 'referent'] }))
  expect(readers(done)).toEqual([PERSON, PRESCRIBER, REFERENT].sort())
  for (const letter of done.letters) {
    expect(letter.text).toContain('> Bonjour Zélie,\n> venez lundi.')
    expect([letter.header('to'), letter.header('cc'), letter.header('reply-to')]).toEqual([
      PERSON,
      `${PRESCRIBER}, ${REFERENT}`,
      STRUCTURE,
    ])
  }
  expect(done.trace.map(({ a }) => a)).toEqual(['beneficiaire', 'prescripteur', 'referent'])
})

test('each address once, whatever its capitals; none for whom has no address', async () => {
  const o = sampleRequest({
    referent: { nom: 'Benali', prenom: 'Nadia', telephone: '', courriel: PRESCRIBER.toUpperCase() },
    personne: { ...sampleRequest().personne, courriel: '' },
  })
  expect(readers(await sent((p, one) => created(p, one, SECRET), o))).toEqual([STRUCTURE, PRESCRIBER].sort())
  expect(readers(await sent((p, one) => expired(p, one, SECRET), { ...o, etat: 'EXPIRÉE' }))).toEqual(
    [STRUCTURE, PRESCRIBER].sort(),
  )
  const copied = await sent(
    (p, one) => contact(p, one, { a: 'prescripteur', message: 'x', copies: ['referent', 'beneficiaire'] }),
    o,
  )
  expect([readers(copied), copied.letters[0]?.headers.has('cc')]).toEqual([[PRESCRIBER], false])
  // The same mailbox keeps the service and sends: it hears of both.
  const both = await sent((p, one) => created(p, one, SECRET), { ...o, destinataire: PRESCRIBER })
  expect(both.letters.map(({ subject }) => subject.split(' (')[0]).sort()).toEqual([
    'Nouvelle demande d’orientation reçue',
    'Votre demande a bien été transmise\u202f!',
  ])
})

test('begun in Les Emplois: the platform writes to all but the structure, and leads to no desk', async () => {
  const dora = await sent((p, o) => created(p, o, SECRET))
  const done = await sent((p, o) => created(p, o, SECRET), sampleOfEmplois())
  expect(to(done, STRUCTURE).text).toBe(to(dora, STRUCTURE).text)
  for (const address of [PRESCRIBER, REFERENT, PERSON]) {
    const letter = to(done, address)
    expect(letter.header('from')).toBe('La plateforme de l’inclusion <ne-pas-repondre@exemple.test>')
    expect(letter.text.split('\n')[0]).toBe('La plateforme de l’inclusion')
    expect(letter.link).toBe(null)
  }
  const message = await sent((p, o) => contact(p, o, { a: 'beneficiaire', message: 'x', copies: [] }), sampleOfEmplois())
  expect(to(message, PERSON).subject).toBe('Vous avez un nouveau message de la structure L’Atelier de la roue')
})

test('what is usual is told when enough answers tell', async () => {
  const told = async (reponses: number): Promise<string> =>
    to(await sent((p, o) => created(p, o, SECRET), sampleRequest({ delai_habituel: { jours: 4, reponses } })), PERSON).text
  expect(await told(3)).toContain('elle répond en 4\u00a0jours')
  expect(await told(2)).not.toContain('elle répond en')
})

test('a reminder says since when, and until when', async () => {
  const { text, subject } = to(await sent((p, o) => reminder(p, o, SECRET)), STRUCTURE)
  expect(subject).toBe(`Relance – Demande d’orientation en attente (${numeroOf(sampleRequest().id)})`)
  expect(text).toContain('depuis le 12 novembre 2026')
  expect(text).toContain('d’ici le 12 décembre 2026')
  // Closed meanwhile: nothing to remind.
  expect(await sent((p, o) => reminder(p, o, SECRET), EXPIRED)).toEqual({ trace: [], letters: [] })
})

test('handed over: by whom, and nothing of the person on the side of the structure', async () => {
  const event = {
    le: '2026-11-20T10:00:00.000Z',
    quoi: 'confiee',
    cote: 'structure',
    par: 'Omar Diallo',
    par_id: 'u-omar',
    texte: 'Une collègue',
  } as const
  const o = sampleRequest({ evenements: [...sampleRequest().evenements, event] })
  const letter = (sens: 'envoi' | 'reception') => sent((p, one) => handedOver(p, one, { courriel: 'a@exemple.test', sens }), o)
  for (const sens of ['envoi', 'reception'] as const)
    expect(to(await letter(sens), 'a@exemple.test').text).toContain('Omar Diallo vous confie')
  expect([(await letter('reception')).trace[0]?.a, (await letter('envoi')).trace[0]?.a]).toEqual(['structure', 'prescripteur'])
})

test('a rejection by moderation reaches each member once, with its reason', async () => {
  const done = await sent((p) => moderationRejected(p, [PRESCRIBER, REFERENT, PRESCRIBER.toUpperCase()], 'Structure <inconnue>'))
  expect(readers(done)).toEqual([REFERENT, PRESCRIBER].sort())
  for (const { subject, text, html } of done.letters) {
    expect(subject).toBe('[DORA] Décision de modération concernant votre compte')
    expect(text).toContain('> Structure <inconnue>')
    expect(html).toContain('Structure &lt;inconnue&gt;')
  }
})

test('what waits is sealed: nothing of the person, of the link or of the addresses is in the file of the store', async () => {
  const { store } = await start()
  await store.write((writer) => created({ writer, seal, now: START, publicUrl: URL }, sampleRequest(), SECRET))
  const bytes = await store.serialize()
  for (const hidden of [SECRET, PERSON, PRESCRIBER, 'Quintard', 'Benali', 'Atelier']) expect(bytes.includes(hidden)).toBe(false)
})

test('every field is text, whatever it holds', async () => {
  const wild = '"><img src=x onerror=alert(1)>\r\nBcc: pirate@exemple.test\u202e{{ 7*7 }}${7}'
  const base = sampleRequest()
  const o = sampleRequest({
    service: { ...base.service, nom: wild, structure_nom: wild, adresse: wild },
    prescripteur: { ...base.prescripteur, nom: wild, structure_nom: wild },
    referent: { ...base.referent, nom: wild, prenom: wild, telephone: wild },
    personne: { ...base.personne, nom: wild, prenom: wild },
    pas_avant: '2027-01-12',
    ...answered(wild, [wild]),
  })
  const writes: readonly Write[] = [
    (p, one) => created(p, one, SECRET),
    held,
    (p, one) => accepted(p, one, SECRET, wild),
    refused,
    (p, one) => expired(p, one, SECRET),
    (p, one) => reminder(p, one, SECRET),
    (p, one) => nudged(p, one, SECRET, wild),
    (p, one) => postponed(p, one, wild),
    (p, one) => cancelled(p, one, wild),
    (p, one) => contact(p, one, { a: 'beneficiaire', message: wild, copies: ['prescripteur'] }),
    (p, one) => contact(p, one, { a: 'prescripteur', message: wild, copies: ['beneficiaire'] }),
    (p, one) => linkRenewed(p, one, SECRET),
    (p, one) => handedOver(p, one, { courriel: REFERENT, sens: 'envoi' }),
    (p) => moderationRejected(p, [REFERENT], wild),
  ]
  for (const source of ['DORA', 'EMPLOIS'] as const)
    for (const write of writes) {
      const { letters } = await sent(write, { ...o, source })
      expect(letters.length).toBeGreaterThan(0)
      for (const { html, text, headers, subject } of letters) {
        expect(headers.has('bcc')).toBe(false)
        expect(subject).not.toMatch(/[\r\n\u202e]/)
        expect(html).not.toMatch(/<img|<[^>]*onerror/)
        expect(html + text).not.toMatch(/\u202e/)
      }
    }
}, 60_000)

test('the sample is a request as they are kept', () => {
  for (const one of [sampleRequest(), sampleOfEmplois(), ACCEPTED, REFUSED]) expect(Orientation.parse(one)).toEqual(one)
})
