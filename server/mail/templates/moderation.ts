import type { Content } from '../layout.ts'
import type { MailOf } from '../template.ts'
import { named, namedInSubject, quotation, quoted } from '../words.ts'

export const moderationRejetee = ({ motif }: MailOf<'moderation-rejetee'>): Content => ({
  subject: '[DORA] Décision de modération concernant votre compte',
  title: 'Votre compte a été fermé par la modération',
  paragraphs: [
    'L’équipe de modération n’a pas pu reconnaître la structure que vous avez déclarée sur DORA. Votre compte est désactivé, et votre rattachement à cette structure est retiré.',
    'Les demandes d’orientation qui attendaient cette vérification ne sont pas transmises. Leurs documents joints ont été supprimés.',
  ],
  messages: quotation('La raison donnée', motif),
  action: null,
  why: [
    'Vous recevez ce message parce qu’un compte DORA à votre adresse, ou une invitation, était lié à cette structure.',
    'Si cette décision est une erreur, adressez-vous à l’équipe qui tient ce serveur.',
  ],
})

const LONGEST_MESSAGE = 5_000
const MOST_LINES = 200

export const moderationMessage = ({ structure, par, objet, message }: MailOf<'moderation-message'>): Content => ({
  subject: `[DORA] ${namedInSubject(objet)}`,
  title: named(objet),
  paragraphs: [
    `${named(par)}, qui suit la structure ${quoted(structure)} sur DORA, vous écrit. Répondez à ce message pour lui répondre.`,
  ],
  messages: quotation('Son message', message, { letters: LONGEST_MESSAGE, lines: MOST_LINES }),
  action: null,
  why: [
    `Vous recevez ce message parce que vous administrez la structure ${quoted(structure)} sur DORA.`,
    'Si vous n’en êtes plus chargé, transmettez-le à la personne concernée, ou dites-le en répondant.',
  ],
})
