import type { Content } from '../layout.ts'
import type { MailOf } from '../template.ts'
import { named, namedInSubject, quoted } from '../words.ts'

const NOT_FOR_YOU =
  'Si cette invitation ne vous est pas destinée, ignorez-la\u202f: sans votre accord, vous ne serez membre d’aucune structure, et l’invitation sera retirée.'

const asAdministrator = (structure: string): string =>
  `Vous recevez ce message parce que vous administrez la structure ${quoted(structure)} sur DORA.`
const NOT_ADMINISTRATOR =
  'Si ce n’est plus le cas, prévenez un autre administrateur de la structure, ou quittez-la depuis «\u00a0Mon compte\u00a0».'

export const invitation = ({ structure, invitePar, admin, lien }: MailOf<'invitation'>): Content => ({
  subject: '[DORA] Votre invitation sur DORA',
  title: `Une invitation à rejoindre ${quoted(structure)}`,
  paragraphs: [
    `${named(invitePar)} vous invite à rejoindre la structure ${quoted(structure)} sur DORA, le service qui réunit l’offre d’insertion de votre territoire.`,
    admin
      ? 'Vous en serez administrateur ou administratrice\u202f: vous pourrez tenir à jour ses services, ses informations et la liste de ses membres.'
      : 'Vous pourrez consulter les contacts réservés aux professionnels et tenir à jour les services de la structure.',
  ],
  action: { label: 'Voir l’invitation', lien },
  why: [`Vous recevez ce message parce que ${named(invitePar)} a indiqué votre adresse.`, NOT_FOR_YOU],
})

export const invitationRappel = ({ structure, lien, jours }: MailOf<'invitation-rappel'>): Content => ({
  subject: `Rappel\u202f: Acceptez l’invitation à rejoindre ${namedInSubject(structure)} sur DORA`,
  title: 'Votre invitation vous attend',
  paragraphs: [
    `Une invitation à rejoindre la structure ${quoted(structure)} sur DORA vous a été envoyée il y a ${jours === 1 ? 'un jour' : `${jours}\u00a0jours`}. Elle attend toujours votre réponse.`,
  ],
  action: { label: 'Répondre à l’invitation', lien },
  why: [`Vous recevez ce message parce que la structure ${quoted(structure)} a indiqué votre adresse.`, NOT_FOR_YOU],
})

export const invitationSansReponse = ({ structure, personne, lien }: MailOf<'invitation-sans-reponse'>): Content => ({
  subject: 'Invitation non acceptée\u202f: Action requise',
  title: 'Une invitation reste sans réponse',
  paragraphs: [
    `${named(personne)} n’a pas répondu à l’invitation à rejoindre ${quoted(structure)}, malgré plusieurs rappels.`,
    'Vérifiez l’adresse avec la personne, puis relancez l’invitation, ou annulez-la.',
  ],
  action: { label: 'Voir les invitations', lien },
  why: [asAdministrator(structure), NOT_ADMINISTRATOR],
})

export const invitationBientotRetiree = ({ structure, personne, lien }: MailOf<'invitation-bientot-retiree'>): Content => ({
  subject: 'Action requise\u202f: une de vos invitations sera bientôt désactivée',
  title: 'Une invitation sera bientôt retirée',
  paragraphs: [
    `L’invitation de ${named(personne)} à rejoindre ${quoted(structure)} attend depuis trois mois. Sans réponse, elle sera retirée dans un mois.`,
    'Si la personne doit rejoindre la structure, relancez l’invitation. Sinon, il n’y a rien à faire.',
  ],
  action: { label: 'Voir les invitations', lien },
  why: [asAdministrator(structure), NOT_ADMINISTRATOR],
})

export const invitationAcceptee = ({ structure, personne }: MailOf<'invitation-acceptee'>): Content => ({
  subject: 'Invitation acceptée',
  title: 'Invitation acceptée',
  paragraphs: [`${named(personne)} a accepté l’invitation et fait maintenant partie de ${quoted(structure)} sur DORA.`],
  action: null,
  why: [asAdministrator(structure), NOT_ADMINISTRATOR],
})
