import { EXPIRATION_JOURS, LIEN_JOURS } from '#shared/orientation/clocks.ts'
import type { Content } from '../layout.ts'
import type { MailOf } from '../template.ts'
import { dayOf, named, namedInSubject, quotation, quoted } from '../words.ts'

/** Letters to the structure: who asks, for which service, and the link. Never a word of the person, whom the page of the link shows. */

const BRAND = 'DORA'

const from = ({ prescripteur, organisme }: { readonly prescripteur: string; readonly organisme: string }): string =>
  `${named(prescripteur)}, de la structure ${quoted(organisme)},`

const why = (service: string): readonly string[] => [
  `Vous recevez ce message parce que le service ${quoted(service)} donne cette adresse sur DORA.`,
  'Si ce service n’est pas le vôtre, dites-le en répondant à ce message, puis supprimez-le.',
]
const LINK_CARE =
  'Le lien ouvre la demande sans compte\u202f: ne le transférez qu’à une personne de votre structure qui doit y répondre.'
const answering = (prescripteur: string): string =>
  `Si vous répondez à ce message, votre réponse ira à ${named(prescripteur)}. Elle ne remplace pas votre décision sur la page de la demande.`

const AHEAD = [
  'La page s’ouvre sans compte, aussi sur un téléphone. Vous pouvez y accepter la demande, la refuser, écrire à la personne ou au professionnel qui vous l’adresse, ou indiquer que vous ne pouvez pas la recevoir avant une date.',
  `Le lien est valable ${LIEN_JOURS}\u00a0jours. Passé ce délai, la page vous en propose un nouveau, envoyé à cette adresse.`,
]
const ANSWER = 'Lire la demande et répondre'
type Linked = {
  readonly service: string
  readonly prescripteur: string
  readonly organisme: string
  readonly lien: string
}
const linked = (mail: Linked, rest: Pick<Content, 'subject' | 'title' | 'paragraphs' | 'messages'>): Content => ({
  ...rest,
  brand: BRAND,
  action: { label: ANSWER, lien: mail.lien },
  sections: [{ title: 'Comment répondre', paragraphs: [...AHEAD, LINK_CARE, answering(mail.prescripteur)] }],
  why: why(mail.service),
})

export const orientationRecue = (mail: MailOf<'orientation-recue'>): Content =>
  linked(mail, {
    subject: `Nouvelle demande d’orientation reçue (${mail.numero})`,
    title: 'Une personne vous est adressée',
    paragraphs: [
      `${from(mail)} vous adresse une personne pour votre service ${quoted(mail.service)}.`,
      `Numéro de la demande\u202f: ${mail.numero}. Sans réponse sous ${EXPIRATION_JOURS}\u00a0jours, la demande sera close.`,
    ],
  })

export const orientationRappel = (mail: MailOf<'orientation-rappel'>): Content =>
  linked(mail, {
    subject: `Relance – Demande d’orientation en attente (${mail.numero})`,
    title: 'Une personne attend votre réponse',
    paragraphs: [
      `${from(mail)} attend votre réponse depuis le ${dayOf(mail.depuis)} pour votre service ${quoted(mail.service)}.`,
      `Numéro de la demande\u202f: ${mail.numero}. Sans réponse d’ici le ${dayOf(mail.close_le)}, la demande sera close.`,
    ],
  })

export const orientationRelance = (mail: MailOf<'orientation-relance'>): Content =>
  linked(mail, {
    subject: `Relance – ${namedInSubject(mail.prescripteur)} attend votre réponse (${mail.numero})`,
    title: 'Une personne attend votre réponse',
    paragraphs: [
      `${from(mail)} vous relance au sujet de la demande ${mail.numero}, pour votre service ${quoted(mail.service)}.`,
      'Si vous ne pouvez pas encore décider, indiquez sur la page que la demande est bien reçue, ou la date avant laquelle vous ne pouvez pas recevoir la personne.',
    ],
    messages: quotation('Son message', mail.message),
  })

export const orientationLien = (mail: MailOf<'orientation-lien'>): Content =>
  linked(mail, {
    subject: `Nouveau lien pour répondre à une demande d’orientation (${mail.numero})`,
    title: 'Voici un nouveau lien',
    paragraphs: [
      `Le lien de la demande ${mail.numero} avait expiré, et un nouveau vient d’être demandé depuis sa page.`,
      `La demande vient de ${named(mail.prescripteur)}, de la structure ${quoted(mail.organisme)}, pour votre service ${quoted(mail.service)}.`,
    ],
  })

export const orientationValidee = (mail: MailOf<'orientation-validee'>): Content => ({
  subject: `Vous venez de valider une demande 🎉 (${mail.numero})`,
  brand: BRAND,
  title: 'Vous avez accepté la demande',
  paragraphs: [
    `La demande ${mail.numero}, pour votre service ${quoted(mail.service)}, est acceptée. Un message part à ${named(mail.prescripteur)}, et à la personne si elle a une adresse e-mail.`,
  ],
  action: { label: 'Ouvrir la demande', lien: mail.lien },
  sections: [
    {
      title: 'Et maintenant\u202f?',
      paragraphs: [
        'Prenez contact avec la personne, par le moyen qu’elle préfère. Ses coordonnées sont sur la page de la demande et, pour les membres de votre structure, dans DORA.',
        'Quand l’accompagnement commence, se termine, ou si la personne ne vient pas, dites-le d’un clic au même endroit.',
        `Pour écrire à ${named(mail.prescripteur)}, répondez à ce message.`,
      ],
    },
  ],
  why: [
    `Vous recevez ce message parce que cette demande, adressée au service ${quoted(mail.service)}, vient d’être acceptée.`,
    `Si personne de votre structure ne l’a fait, répondez à ce message pour prévenir ${named(mail.prescripteur)}.`,
  ],
})

export const orientationDeclinee = ({ numero, service }: MailOf<'orientation-declinee'>): Content => ({
  subject: `Vous venez de refuser une demande (${numero})`,
  brand: BRAND,
  title: 'Vous avez refusé la demande',
  paragraphs: [
    `La demande ${numero}, pour votre service ${quoted(service)}, est refusée. La personne qui vous l’avait adressée reçoit vos raisons et votre message, et peut chercher une autre solution.`,
    'La personne concernée apprend que la demande n’a pas de suite, sans les raisons. Les documents joints ont été supprimés.',
  ],
  action: null,
  why: [
    `Vous recevez ce message parce que cette demande, adressée au service ${quoted(service)}, vient d’être refusée.`,
    'Si personne de votre structure ne l’a fait, répondez à ce message pour prévenir la personne qui l’avait envoyée.',
  ],
})

export const orientationClose = (mail: MailOf<'orientation-close'>): Content => ({
  subject: `Cette demande d’orientation a expiré (${mail.numero})`,
  brand: BRAND,
  title: 'Une demande est close, faute de réponse',
  paragraphs: [
    `${from(mail)} vous avait adressé une personne pour votre service ${quoted(mail.service)} (demande ${mail.numero}). Sans réponse après ${EXPIRATION_JOURS}\u00a0jours, la demande est close et les documents joints sont supprimés.`,
    `Si vous pouvez tout de même recevoir la personne, répondez à ce message\u202f: ${named(mail.prescripteur)} le lira.`,
    'Si vous l’avez déjà reçue, après un appel par exemple, dites-le d’un clic.',
    'Si votre service n’a plus de place, dites-le sur sa fiche dans DORA\u202f: on le verra avant de vous adresser quelqu’un.',
  ],
  action: { label: 'Dire ce qu’il en est', lien: mail.lien },
  why: why(mail.service),
})

export const orientationRetiree = (mail: MailOf<'orientation-retiree'>): Content => ({
  subject: `Demande d’orientation retirée (${mail.numero})`,
  brand: BRAND,
  title: 'Une demande est retirée',
  paragraphs: [
    `${from(mail)} a retiré la demande ${mail.numero}, pour votre service ${quoted(mail.service)}. Vous n’avez plus rien à faire.`,
    'Les documents joints ont été supprimés.',
  ],
  messages: quotation('Son message', mail.message),
  action: null,
  why: why(mail.service),
})
