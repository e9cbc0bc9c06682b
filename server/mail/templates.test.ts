import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MailTemplate, type MailKind } from './template.ts'
import { renderMail } from './templates.ts'
import { orientationMails } from './testing/orientations.ts'
import { namedInSubject } from './words.ts'

const lien = 'https://dora.exemple.test/rejoindre?structure=s-1&de=x'
const arret = 'https://dora.exemple.test/rappels?jeton=a.b'
const suppressionLe = '2027-01-05T23:30:00.000Z'

/** Of two paragraphs. */
const MESSAGE = 'Bonjour,\n\nNous le recevrons lundi.\nCordialement'

/** One of each kind, with the names given. */
const each = (name: string, message = MESSAGE): readonly MailTemplate[] => [
  { kind: 'lien-connexion', lien },
  { kind: 'invitation', structure: name, invitePar: name, admin: true, lien },
  { kind: 'invitation', structure: name, invitePar: name, admin: false, lien },
  { kind: 'invitation-rappel', structure: name, lien, jours: 5 },
  { kind: 'invitation-sans-reponse', structure: name, personne: name, lien },
  { kind: 'invitation-bientot-retiree', structure: name, personne: name, lien },
  { kind: 'invitation-acceptee', structure: name, personne: name },
  { kind: 'demande-acces', structure: name, personne: name, lien },
  { kind: 'demande-rappel', structure: name, personne: name, lien },
  { kind: 'acces-accorde', structure: name, lien },
  { kind: 'acces-refuse', structure: name },
  { kind: 'antenne-creee', structure: name, antenne: name, lien },
  { kind: 'suggestion-recue', fiche: name, champ: 'Courriel', lien },
  { kind: 'suggestion-reponse', fiche: name, acceptee: false, texte: 'Merci, c’est noté.', lien },
  { kind: 'sans-structure-rappel', lien },
  { kind: 'sans-structure-dernier', lien, suppressionLe },
  { kind: 'compte-inactif', lien, suppressionLe: '2027-01-05' },
  ...(['demande', 'sans-structure', 'inactivite', 'invitation-sans-suite', 'equipe'] as const).map((motif) => ({
    kind: 'compte-supprime' as const,
    motif,
  })),
  { kind: 'session-suspecte', poste: name, le: '2026-12-12T13:05:00.000Z' },
  { kind: 'structure-orpheline', structure: name, lien, arret },
  { kind: 'premier-service', structure: name, lien, arret },
  {
    kind: 'offre-a-jour',
    brouillons: [{ nom: name, structure: name, creeLe: '2026-11-01' }],
    services: [
      { nom: name, structure: name, surLe: '2026-01-05', lien: `${lien}&un` },
      { nom: name, structure: name, surLe: '2000-01-01', lien: `${lien}&deux` },
    ],
    autres: 3,
    tout: `${lien}&tout`,
    bureau: lien,
    arret,
  },
  {
    kind: 'offre-a-jour',
    brouillons: [{ nom: name, structure: name, creeLe: null }],
    services: [],
    autres: 1,
    tout: null,
    bureau: lien,
    arret,
  },
  {
    kind: 'disponibilite-expire',
    structure: name,
    services: [{ nom: name, etat: 'Liste d’attente', jusquAu: '2026-12-12', lien: `${lien}&un` }],
    lien,
    arret,
  },
  {
    kind: 'recherches',
    recherches: [
      {
        nom: name,
        criteres: [name],
        nouveaux: [{ nom: name, structure: name, lien: `${lien}&un` }],
        modifies: [{ nom: name, structure: name, champs: ['horaires'], lien: `${lien}&deux` }],
        disparus: [{ nom: name, structure: name }],
        autres: 2,
      },
    ],
    lien,
    arret,
  },
  { kind: 'moderation-message', structure: name, par: name, objet: name, message },
  ...orientationMails(name, message, lien),
]

/** Every address that a message leads to, in its order. */
const linksOf = (template: MailTemplate): readonly string[] => [
  ...('services' in template ? template.services.map((one) => one.lien) : []),
  ...('recherches' in template
    ? template.recherches.flatMap(({ nouveaux, modifies }) => [...nouveaux, ...modifies].map((one) => one.lien))
    : []),
  ...('tout' in template
    ? [template.tout ?? template.bureau]
    : 'lien' in template && template.lien !== null
      ? [template.lien]
      : []),
  ...('arret' in template ? [template.arret] : []),
]

/** Of the letters of DORA, to the one who sent it where both have one. */
const SUBJECTS: Readonly<Record<MailKind, string>> = {
  'lien-connexion': 'Votre lien de connexion pour DORA',
  invitation: '[DORA] Votre invitation sur DORA',
  'invitation-rappel': 'Rappel\u202f: Acceptez l’invitation à rejoindre Mission Exemple sur DORA',
  'invitation-sans-reponse': 'Invitation non acceptée\u202f: Action requise',
  'invitation-bientot-retiree': 'Action requise\u202f: une de vos invitations sera bientôt désactivée',
  'invitation-acceptee': 'Invitation acceptée',
  'demande-acces': 'Demande d’accès à votre structure',
  'demande-rappel': 'Rappel\u202f: Demande de rattachement en attente',
  'acces-accorde': 'Accès accordé',
  'acces-refuse': 'Accès refusé',
  'antenne-creee': 'Votre antenne a été créée',
  'suggestion-recue': 'Signalement de modification pour votre fiche référencée sur DORA\u202f: Mission Exemple',
  'suggestion-reponse': 'Votre proposition pour Mission Exemple',
  'sans-structure-rappel': 'Rappel\u202f: Identifiez votre structure sur DORA',
  'sans-structure-dernier': 'Dernier rappel avant suppression',
  'compte-inactif': 'DORA - Suppression prochaine de votre compte',
  'compte-supprime': '[DORA] Votre compte a été supprimé',
  'session-suspecte': '[DORA] Une de vos sessions a été fermée par sécurité',
  'structure-orpheline': 'Votre structure n’a pas encore de membre actif sur DORA (Mission Exemple)',
  'premier-service': 'Votre structure n’a pas encore publié de service sur DORA (Mission Exemple)',
  'offre-a-jour': 'Des mises à jour de votre offre de service sur DORA sont nécessaires',
  'disponibilite-expire': 'Vos disponibilités sur DORA vont expirer (Mission Exemple)',
  recherches: 'Du nouveau dans vos recherches gardées sur DORA',
  // dora-backend.md §3.5, then ours.
  'orientation-recue': 'Nouvelle demande d’orientation reçue (7F3K-Q2)',
  'orientation-rappel': 'Relance – Demande d’orientation en attente (7F3K-Q2)',
  'orientation-validee': 'Vous venez de valider une demande 🎉 (7F3K-Q2)',
  'orientation-declinee': 'Vous venez de refuser une demande (7F3K-Q2)',
  'orientation-close': 'Cette demande d’orientation a expiré (7F3K-Q2)',
  'orientation-transmise': 'Votre demande a bien été transmise\u202f! (7F3K-Q2)',
  'orientation-notifiee': 'Notification d’une demande d’orientation (7F3K-Q2)',
  'orientation-acceptee': 'Votre demande a été acceptée\u202f! 🎉 (7F3K-Q2)',
  'orientation-refusee': 'Votre demande d’orientation a été refusée (7F3K-Q2)',
  'orientation-expiree': 'Votre demande d’orientation a expiré (7F3K-Q2)',
  'orientation-message': 'Vous avez un nouveau message 📩 (7F3K-Q2)',
  'orientation-personne-creee': 'Une orientation a été effectuée en votre nom',
  'orientation-personne-acceptee': 'Votre demande a été acceptée\u202f! 🎉',
  'orientation-personne-refusee': 'Votre demande d’orientation a été refusée',
  'orientation-personne-expiree': 'Cette demande d’orientation a été annulée',
  'orientation-personne-message': 'Vous avez un nouveau message 📩',
  'moderation-message': '[DORA] Mission Exemple',
  'moderation-rejetee': '[DORA] Décision de modération concernant votre compte',
  'orientation-relance': 'Relance – Mission Exemple attend votre réponse (7F3K-Q2)',
  'orientation-lien': 'Nouveau lien pour répondre à une demande d’orientation (7F3K-Q2)',
  'orientation-retiree': 'Demande d’orientation retirée (7F3K-Q2)',
  'orientation-retenue': 'Votre demande sera vérifiée avant d’être transmise (7F3K-Q2)',
  'orientation-reportee': 'Votre demande sera traitée plus tard (7F3K-Q2)',
  'orientation-confiee': 'Une demande d’orientation vous est confiée (7F3K-Q2)',
  'orientation-personne-reportee': 'Votre demande d’orientation sera traitée plus tard',
  'orientation-personne-retiree': 'Votre demande d’orientation a été retirée',
}
/** Where it is another. */
const subjectOf = (template: MailTemplate): string => {
  if (template.kind === 'orientation-acceptee' && template.a === 'referent')
    return 'Notification de l’acceptation d’une demande d’orientation (7F3K-Q2)'
  if (template.kind === 'orientation-message' && template.marque === 'emplois')
    return 'Vous avez un nouveau message de la structure Mission Exemple (7F3K-Q2)'
  if (template.kind === 'orientation-personne-message' && template.marque === 'emplois')
    return 'Vous avez un nouveau message de la structure Mission Exemple'
  return SUBJECTS[template.kind]
}

const tagsOf = (html: string): readonly string[] => [...html.matchAll(/<(\/?[a-z0-9!]+)/gi)].map(([, tag]) => tag as string)
/** What no name may change: lines, tags and attributes. */
const shapeOf = ({ text, html }: { readonly text: string; readonly html: string }): string =>
  [text.split('\n').length, html.split('"').length, ...tagsOf(html)].join(' ')
const unescaped = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

test('every kind has its subject, and says in French why it came and what to do', () => {
  const all = each('Mission Exemple')
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(Object.keys(SUBJECTS)))
  for (const template of all) {
    expect(MailTemplate.parse(template)).toEqual(template)
    const { subject, text, html } = renderMail(template)
    expect(subject).toBe(subjectOf(template))
    expect(text).toContain('Pourquoi ce message\u202f?')
    expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|NaN|Invalid|\[object| [:;?!]/)
    expect(text).toMatch(/Si .+/)
  }
})

test('as HTML: a French document, headings in order, its own links alone, nothing from elsewhere, the words of the text', () => {
  for (const template of each('Mission Exemple')) {
    const { text, html } = renderMail(template)
    expect(html).toMatch(/^<!doctype html>\n<html lang="fr">/)
    const tags = tagsOf(html)
    expect(tags.filter((tag) => /^h\d$/.test(tag)).join(' ')).toMatch(/^h1( h2)+$/)
    const links = [...html.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => unescaped(href as string))
    expect(links).toEqual(linksOf(template))
    expect(html).not.toMatch(/<img|<link|<script|<style|src=|url\(|@import/i)
    const words = unescaped(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ')
    for (const paragraph of text
      .split('\n')
      .map((line) => line.replace(/^> ?/, ''))
      .filter((line) => line !== '' && !line.startsWith('___') && !line.endsWith('\u202f:'))
      .filter((line) => !linksOf(template).includes(line.trim())))
      expect(words.replaceAll(' , ', ', ')).toContain(paragraph.replace(/^- /, '').replace(/\s+/g, ' '))
  }
})

test('dates are those of Paris, in words', () => {
  expect(renderMail({ kind: 'sans-structure-dernier', lien, suppressionLe }).text).toContain('supprimé le 6 janvier 2027')
  expect(renderMail({ kind: 'compte-inactif', lien, suppressionLe: '2027-01-05' }).text).toContain('supprimé le 5 janvier 2027')
  expect(renderMail({ kind: 'compte-inactif', lien, suppressionLe: '2027-02-01' }).text).toContain('supprimé le 1er février 2027')
  expect(renderMail({ kind: 'session-suspecte', poste: 'PC', le: '2026-12-12T13:05:00Z' }).text).toContain(
    'le 12 décembre 2026 à 14:05 (heure de Paris)',
  )
  expect(renderMail({ kind: 'invitation-rappel', structure: 'x', lien, jours: 1 }).text).toContain('il y a un jour')
})

test('a link is an address of the web, and nothing else', () => {
  for (const wrong of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc',
    'ftp://exemple.test',
    '/relatif',
    '',
    'https://',
  ])
    expect(MailTemplate.safeParse({ kind: 'lien-connexion', lien: wrong }).success).toBe(false)
})

describe('names that people chose', () => {
  const subjectWith = (structure: string): string => renderMail({ kind: 'invitation-rappel', structure, lien, jours: 1 }).subject
  const textOf = (invitePar: string): string =>
    renderMail({ kind: 'invitation', structure: 'S', invitePar, admin: false, lien }).text

  test.each([
    ['line ends', 'Mission\r\nBcc: x@exemple.test', 'Mission Bcc: x@exemple.test'],
    ['a line end of Unicode', 'Mission\u2028locale\u0085', 'Mission locale'],
    ['direction marks', '\u202eMission\u2066 locale\u200f', 'Mission locale'],
    ['invisible characters', 'Mis\u200bsion\ufeff lo\u00adcale', 'Mission locale'],
    ['half a pair', 'Mission \ud800', 'Mission \ufffd'],
    ['nothing visible', '\u200b\r\n', '(sans nom)'],
    ['quotes', '"Mission" <locale>', '"Mission" <locale>'],
    ['right to left', 'جمعية', '\u2068جمعية\u2069'],
    ['an emoji made of several', '👩‍👧 Familles', '👩‍👧 Familles'],
  ])('%s', (_, name, shown) => {
    expect(subjectWith(name)).toBe(`Rappel\u202f: Acceptez l’invitation à rejoindre ${shown} sur DORA`)
  })

  test('a long name is cut, between letters', () => {
    expect(namedInSubject('é'.repeat(101))).toBe(`${'é'.repeat(99)}…`)
    expect(namedInSubject('👩'.repeat(101))).toBe(`${'👩'.repeat(99)}…`)
    expect(textOf('a'.repeat(300))).toContain(`${'a'.repeat(254)}…`)
  })

  test('no name is a link, and an address can still be copied', () => {
    expect(textOf('Gagnez sur https://piege.example/x')).not.toMatch(/https:\/\/piege|piege\.example/)
    expect(textOf('Gagnez sur www.piege.example')).not.toMatch(/www\.piege|piege\.example/)
    expect(textOf('alice@exemple.test')).toContain('alice@exemple.test vous invite')
    expect(textOf('A.D.I.E. n° 3.5')).toContain('A.D.I.E. n° 3.5 vous invite')
  })

  // Every letter, a hundred times, on a machine that does other things.
  test('whatever they are, they are words: no tag, no header, no line', { timeout: 120_000 }, () => {
    const plain = each('x').map((template) => shapeOf(renderMail(template)))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.string({ unit: fc.constantFrom(...'<>&"\'\r\n\0:=?/a \u202e\u2028\ud800'), maxLength: 60 }),
        ),
        (name) => {
          const wrong = each(name).filter((template, at) => {
            const { subject, text, html } = renderMail(template)
            return !(
              /^[^\p{Cc}\p{Zl}\p{Zp}]+$/u.test(subject) &&
              !/[\p{Zl}\p{Zp}\r\0]/u.test(text + html) &&
              [subject, text, html].every((words) => words.isWellFormed()) &&
              shapeOf({ text, html }) === plain[at]
            )
          })
          expect(wrong).toEqual([])
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('messages that people typed', () => {
  const quotedBy = (message: string): readonly string[] =>
    renderMail({ kind: 'moderation-rejetee', motif: message })
      .text.split('\n')
      .filter((line) => line.startsWith('>'))

  test.each([
    ['paragraphs', 'Bonjour,\r\n\r\n\r\n\r\nMerci.\n\n', ['> Bonjour,', '>', '> Merci.']],
    ['line ends of Unicode', 'un\u2028deux\u0085trois\u2029quatre\vcinq', ['> un', '> deux', '> trois', '> quatre', '> cinq']],
    [
      'what looks like the foot of the letter',
      '______________________________\nPourquoi ce message ?',
      ['> ______________________________', '> Pourquoi ce message ?'],
    ],
    ['direction marks', '\u202eecnatsissa', ['> ecnatsissa']],
    [
      'an address to register at',
      'Inscrivez-vous sur https://exemple.test/rdv',
      ['> Inscrivez-vous sur https://exemple.test/rdv'],
    ],
    ['nothing', ' \n\u200b\n', []],
  ])('%s', (_, message, lines) => {
    expect(quotedBy(message)).toEqual(lines)
  })

  test('one that goes on for ever is cut', () => {
    expect(quotedBy('a\n'.repeat(500))).toHaveLength(60)
    expect(quotedBy('é'.repeat(5_000))).toEqual([`> ${'é'.repeat(999)}…`])
    const letter = { kind: 'moderation-message' as const, structure: 's', par: 'p', objet: 'o', message: 'é'.repeat(6_000) }
    expect(renderMail(letter).text).toContain(`> ${'é'.repeat(4_999)}…`)
  })

  test('whatever they are, they are lines of a quotation: no tag, no header, nothing of the letter', { timeout: 120_000 }, () => {
    const shape = (message: string): readonly string[] =>
      orientationMails('x', message, lien).map((template) => {
        const { subject, text, html } = renderMail(template)
        const rest = text.split('\n').filter((line) => !line.startsWith('>'))
        return [subject, ...rest, html.replace(/<blockquote([^>]*)>.*?<\/blockquote>/gs, '<q$1>')].join('\n')
      })
    const plain = shape('x')
    fc.assert(
      fc.property(
        fc
          .oneof(
            fc.string({ unit: 'binary', maxLength: 300 }),
            fc.string({ unit: fc.constantFrom(...'<>&"\'\r\n\0:=?/a \u202e\u2028\ud800>'), maxLength: 60 }),
          )
          .map((message) => `a${message}`),
        (message) => {
          expect(shape(message)).toEqual(plain)
          for (const template of orientationMails('x', message, lien)) {
            const { text, html } = renderMail(template)
            const [, quote = ''] = /<blockquote[^>]*>(.*)<\/blockquote>/s.exec(html) ?? []
            expect(quote.replaceAll('<br>', '')).not.toMatch(/[<>"']|[\p{Zl}\p{Zp}\r\0]/u)
            expect(text.isWellFormed() && html.isWellFormed()).toBe(true)
          }
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('letters about requests', () => {
  const all = orientationMails('Mission Exemple', MESSAGE, lien)

  test('wear the dress of the platform when they began there, but to the structure', () => {
    for (const template of all) {
      const { text } = renderMail(template)
      const brand = text.split('\n')[0]
      if (template.kind === 'moderation-rejetee') expect(brand).toBe('Votre compte a été fermé par la modération')
      else expect(brand).toBe('marque' in template && template.marque === 'emplois' ? 'La plateforme de l’inclusion' : 'DORA')
    }
  })

  test('tell the person what is kept, for how long and whom to ask, in short sentences', () => {
    const letters = all.filter(({ kind }) => kind.startsWith('orientation-personne-'))
    expect(letters).toHaveLength(14)
    for (const template of letters) {
      const { text } = renderMail(template)
      for (const said of [
        'Vos informations',
        '2\u00a0ans',
        'CNIL',
        '01\u00a023\u00a045\u00a067\u00a089',
        'camille.roux@exemple.test',
        '7F3K-Q2',
      ])
        expect(text).toContain(said)
      const sentences = text
        .split('\n')
        .filter((line) => !line.startsWith('>'))
        .flatMap((line) => line.split(/(?<=[.!?])\s/))
      for (const sentence of sentences) expect([sentence, sentence.split(/\s+/).length <= 28]).toEqual([sentence, true])
    }
  })

  test('give no reason to the person', () => {
    const { text, html } = renderMail(all.find(({ kind }) => kind === 'orientation-personne-refusee') as MailTemplate)
    expect(text + html).not.toMatch(/raison|motif|éligible|blockquote/i)
  })
})
