import type { Content } from '../layout.ts'
import type { MailOf } from '../template.ts'
import { namedInSubject, quoted } from '../words.ts'

export const suggestionRecue = ({ fiche, champ, lien }: MailOf<'suggestion-recue'>): Content => ({
  subject: `Signalement de modification pour votre fiche référencée sur DORA\u202f: ${namedInSubject(fiche)}`,
  title: 'Une professionnelle ou un professionnel propose une correction',
  paragraphs: [
    champ === null
      ? `Quelqu’un vous signale quelque chose à corriger dans la fiche ${quoted(fiche)}.`
      : `Quelqu’un vous signale que ${quoted(champ)} est à corriger dans la fiche ${quoted(fiche)}.`,
    'Dans DORA, acceptez la proposition en un clic, ou répondez-y.',
  ],
  action: { label: 'Voir la proposition', lien },
  why: [
    'Vous recevez ce message parce que cette fiche est la vôtre, ou donne votre adresse.',
    'Si cette fiche ne vous concerne pas, signalez-le à l’équipe qui tient ce serveur.',
  ],
})

export const suggestionReponse = ({ fiche, acceptee, texte, lien }: MailOf<'suggestion-reponse'>): Content => ({
  subject: `Votre proposition pour ${namedInSubject(fiche)}`,
  title: acceptee ? 'Votre proposition est acceptée' : 'Une réponse à votre proposition',
  paragraphs: [
    acceptee
      ? `La fiche ${quoted(fiche)} a été corrigée comme vous l’avez proposé. Merci.`
      : `La structure a répondu à votre proposition pour la fiche ${quoted(fiche)}.`,
    ...(texte === '' ? [] : [`Sa réponse\u202f: ${quoted(texte)}`]),
  ],
  action: { label: 'Ouvrir DORA', lien },
  why: [
    'Vous recevez ce message parce que vous avez proposé une correction dans DORA.',
    'Si vous n’avez rien proposé, signalez-le à l’équipe qui tient ce serveur.',
  ],
})
