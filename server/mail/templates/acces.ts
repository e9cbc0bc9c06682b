import type { Content } from '../layout.ts'
import type { MailOf } from '../template.ts'
import { named, quoted } from '../words.ts'

const asAdministrator = (structure: string): readonly string[] => [
  `Vous recevez ce message parce que vous administrez la structure ${quoted(structure)} sur DORA.`,
  'Si vous ne connaissez pas cette personne, refusez sa demande\u202f: elle n’a accès à rien tant que personne ne l’a acceptée.',
]
const asRequester = (structure: string): readonly string[] => [
  `Vous recevez ce message parce qu’un compte DORA à votre adresse a demandé à rejoindre ${quoted(structure)}.`,
  'Si vous n’avez rien demandé, signalez-le à l’équipe qui tient ce serveur.',
]

export const demandeAcces = ({ structure, personne, lien }: MailOf<'demande-acces'>): Content => ({
  subject: 'Demande d’accès à votre structure',
  title: 'Une personne demande à rejoindre votre structure',
  paragraphs: [
    `${named(personne)} demande à rejoindre ${quoted(structure)} sur DORA.`,
    'Acceptez sa demande si la personne travaille dans votre structure, ou refusez-la.',
  ],
  action: { label: 'Répondre à la demande', lien },
  why: asAdministrator(structure),
})

export const demandeRappel = ({ structure, personne, lien }: MailOf<'demande-rappel'>): Content => ({
  subject: 'Rappel\u202f: Demande de rattachement en attente',
  title: 'Une demande de rattachement attend votre réponse',
  paragraphs: [
    `${named(personne)} attend toujours de pouvoir rejoindre ${quoted(structure)} sur DORA.`,
    'Acceptez sa demande si la personne travaille dans votre structure, ou refusez-la.',
  ],
  action: { label: 'Répondre à la demande', lien },
  why: asAdministrator(structure),
})

export const accesAccorde = ({ structure, lien }: MailOf<'acces-accorde'>): Content => ({
  subject: 'Accès accordé',
  title: 'Votre demande est acceptée',
  paragraphs: [
    `Vous faites maintenant partie de ${quoted(structure)} sur DORA. Vous pouvez consulter les contacts réservés aux professionnels et tenir à jour les services de la structure.`,
  ],
  action: { label: 'Ouvrir DORA', lien },
  why: asRequester(structure),
})

export const accesRefuse = ({ structure }: MailOf<'acces-refuse'>): Content => ({
  subject: 'Accès refusé',
  title: 'Votre demande n’a pas été acceptée',
  paragraphs: [
    `Un administrateur de ${quoted(structure)} n’a pas accepté votre demande de rattachement sur DORA.`,
    'S’il s’agit d’une erreur, rapprochez-vous directement de la structure\u202f: un administrateur peut vous inviter. Vous pouvez aussi rejoindre une autre structure.',
  ],
  action: null,
  why: asRequester(structure),
})
