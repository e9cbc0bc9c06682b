import { EXPIRATION_JOURS, PIECES_MOIS, RAPPEL_JOURS } from '#shared/orientation/clocks.ts'
import type { Content } from '../layout.ts'
import type { MailOf } from '../template.ts'
import { dayOf, named, namedInSubject, quotation, quoted } from '../words.ts'

/** Letters to the one who sent a request, and to the referent: a number and initials, in case the mailbox is read by others. */

type Marque = MailOf<'orientation-transmise'>['marque']
const BRANDS: Readonly<Record<Marque, string>> = { dora: 'DORA', emplois: 'La plateforme de l’inclusion' }
export const brandOf = (marque: Marque): string => BRANDS[marque]

type About = Pick<MailOf<'orientation-transmise'>, 'marque' | 'numero' | 'initiales' | 'service' | 'structure'>
type Whose = 'prescripteur' | 'referent'

const who = (initiales: string): string => (initiales === '' ? 'la personne' : named(initiales))
const about = ({ numero, initiales, service, structure }: About): string =>
  `Demande ${numero}, pour ${who(initiales)}\u202f: service ${quoted(service)}, structure ${quoted(structure)}.`

const why = (marque: Marque, a: Whose): readonly string[] => [
  a === 'referent'
    ? 'Vous recevez ce message parce que la demande dit que vous accompagnez la personne (conseiller référent).'
    : marque === 'emplois'
      ? 'Vous recevez ce message parce que cette demande a été envoyée en votre nom depuis Les Emplois de l’inclusion.'
      : 'Vous recevez ce message parce que cette demande a été envoyée avec votre compte DORA, ou vous a été confiée.',
  'Si ce n’est pas le cas, signalez-le à l’équipe qui tient ce serveur, puis supprimez ce message.',
]

const open = (lien: string | null, label: string): Content['action'] => (lien === null ? null : { label, lien })

const REPLY = 'Pour écrire à la structure, répondez à ce message.'
export const inCopy = (copie: boolean): readonly string[] =>
  copie ? ['Les personnes en copie le reçoivent parce que la structure l’a choisi\u202f: chacune voit l’adresse des autres.'] : []

const ELSEWHERE =
  'DORA propose d’autres services qui peuvent convenir\u202f: la nouvelle demande reprend ce que vous aviez écrit.'

export const orientationRetenue = (mail: MailOf<'orientation-retenue'>): Content => ({
  subject: `Votre demande sera vérifiée avant d’être transmise (${mail.numero})`,
  brand: brandOf('dora'),
  title: 'Votre demande sera vérifiée avant d’être transmise',
  paragraphs: [
    about({ ...mail, marque: 'dora' }),
    `Votre structure ${quoted(mail.organisme)} n’a pas encore été vérifiée par l’équipe de DORA. Votre demande est enregistrée\u202f; elle partira dès que ce sera fait, et un message vous le dira.`,
    'La structure à qui elle s’adresse et la personne n’en savent encore rien. Si la situation est urgente, appelez la structure.',
  ],
  action: open(mail.lien, 'Suivre ma demande'),
  why: why('dora', 'prescripteur'),
})

export const orientationTransmise = (mail: MailOf<'orientation-transmise'>): Content => ({
  subject: `Votre demande a bien été transmise\u202f! (${mail.numero})`,
  brand: brandOf(mail.marque),
  title: 'Votre demande a bien été transmise',
  paragraphs: [
    about(mail),
    `La structure a reçu un lien pour y répondre sans compte. Elle est relancée tous les ${RAPPEL_JOURS}\u00a0jours, et sans réponse la demande est close après ${EXPIRATION_JOURS}\u00a0jours.`,
    'La personne est prévenue si elle a une adresse e-mail. Sinon, prévenez-la vous-même.',
    REPLY,
  ],
  action: open(mail.lien, 'Suivre ma demande'),
  why: why(mail.marque, 'prescripteur'),
})

export const orientationNotifiee = (mail: MailOf<'orientation-notifiee'>): Content => ({
  subject: `Notification d’une demande d’orientation (${mail.numero})`,
  brand: brandOf(mail.marque),
  title: 'Une demande pour une personne que vous accompagnez',
  paragraphs: [
    `${named(mail.prescripteur)}, de la structure ${quoted(mail.organisme)}, vient d’envoyer une demande d’orientation, qui donne votre nom comme conseiller référent.`,
    about(mail),
    `La réponse de la structure vous sera envoyée aussi. Pour écrire à ${named(mail.prescripteur)}, répondez à ce message.`,
  ],
  action: null,
  why: why(mail.marque, 'referent'),
})

const durations = ({ duree }: MailOf<'orientation-acceptee'>): readonly string[] => {
  if (duree === null) return []
  const { heures, semaines } = duree
  const parts = [
    ...(heures === null ? [] : [`${heures}\u00a0${heures < 2 ? 'heure' : 'heures'} par semaine`]),
    ...(semaines === null ? [] : [`${semaines}\u00a0${semaines < 2 ? 'semaine' : 'semaines'}`]),
  ]
  return parts.length === 0 ? [] : [`Durée habituelle\u202f: ${parts.join(', ')}.`]
}

export const orientationAcceptee = (mail: MailOf<'orientation-acceptee'>): Content => ({
  subject:
    mail.a === 'referent'
      ? `Notification de l’acceptation d’une demande d’orientation (${mail.numero})`
      : `Votre demande a été acceptée\u202f! 🎉 (${mail.numero})`,
  brand: brandOf(mail.marque),
  title: 'La structure accepte la demande',
  paragraphs: [
    about(mail),
    ...durations(mail),
    `La structure va prendre contact avec la personne. Les documents joints seront supprimés dans ${PIECES_MOIS}\u00a0mois.`,
    REPLY,
  ],
  messages: quotation('Message de la structure', mail.message),
  action: open(mail.lien, 'Dire ce que devient la personne'),
  why: why(mail.marque, mail.a),
})

export const orientationRefusee = (mail: MailOf<'orientation-refusee'>): Content => ({
  subject: `Votre demande d’orientation a été refusée (${mail.numero})`,
  brand: brandOf(mail.marque),
  title: 'La structure ne peut pas donner suite',
  paragraphs: [
    about(mail),
    'La personne apprend que la demande n’a pas de suite, sans les raisons\u202f: parlez-en avec elle. Les documents joints ont été supprimés.',
    ...(mail.lien === null ? [] : [ELSEWHERE]),
    REPLY,
  ],
  messages: quotation('Message de la structure', mail.message),
  lists:
    mail.motifs.length === 0
      ? []
      : [{ title: 'Raisons', items: mail.motifs.map((motif) => ({ name: named(motif), detail: '', lien: null })) }],
  action: open(mail.lien, 'Voir les services qui peuvent convenir'),
  why: why(mail.marque, mail.a),
})

export const orientationExpiree = (mail: MailOf<'orientation-expiree'>): Content => ({
  subject: `Votre demande d’orientation a expiré (${mail.numero})`,
  brand: brandOf(mail.marque),
  title: 'La structure n’a pas répondu',
  paragraphs: [
    about(mail),
    `Sans réponse après ${EXPIRATION_JOURS}\u00a0jours, la demande est close. La personne en est prévenue si elle a une adresse e-mail, et les documents joints ont été supprimés.`,
    ...(mail.lien === null ? [] : [ELSEWHERE]),
    REPLY,
  ],
  action: open(mail.lien, 'Choisir un autre service'),
  why: why(mail.marque, mail.a),
})

export const orientationReportee = (mail: MailOf<'orientation-reportee'>): Content => ({
  subject: `Votre demande sera traitée plus tard (${mail.numero})`,
  brand: brandOf(mail.marque),
  title: `Pas avant le ${dayOf(mail.pas_avant)}`,
  paragraphs: [
    about(mail),
    `La structure a bien reçu la demande, et ne peut pas recevoir la personne avant le ${dayOf(mail.pas_avant)}. Les relances et la clôture attendent cette date.`,
    'Si c’est trop tard pour la personne, retirez la demande et adressez-la ailleurs.',
    REPLY,
  ],
  messages: quotation('Message de la structure', mail.message),
  action: open(mail.lien, 'Ouvrir DORA'),
  why: why(mail.marque, mail.a),
})

export const orientationMessage = (mail: MailOf<'orientation-message'>): Content => ({
  subject:
    mail.marque === 'emplois'
      ? `Vous avez un nouveau message de la structure ${namedInSubject(mail.structure)} (${mail.numero})`
      : `Vous avez un nouveau message 📩 (${mail.numero})`,
  brand: brandOf(mail.marque),
  title: `Un message de la structure ${quoted(mail.structure)}`,
  paragraphs: [about(mail), REPLY],
  messages: quotation('Son message', mail.message),
  action: open(mail.lien, 'Ouvrir DORA'),
  why: [...why(mail.marque, 'prescripteur'), ...inCopy(mail.copie)],
})

export const orientationConfiee = (mail: MailOf<'orientation-confiee'>): Content => ({
  subject: `Une demande d’orientation vous est confiée (${mail.numero})`,
  brand: brandOf('dora'),
  title: 'Une demande vous est confiée',
  paragraphs: [
    `${named(mail.par)} vous confie le suivi d’une demande d’orientation.`,
    mail.sens === 'envoi'
      ? about({ ...mail, marque: 'dora' })
      : `Demande ${mail.numero}, adressée par ${named(mail.prescripteur)}, de la structure ${quoted(mail.organisme)}, pour votre service ${quoted(mail.service)}.`,
    'Elle est dans DORA, avec son histoire et ce qu’elle attend.',
  ],
  action: { label: 'Ouvrir DORA', lien: mail.lien },
  why: [
    `Vous recevez ce message parce que vous travaillez dans la même structure que ${named(mail.par)}.`,
    'Si vous ne pouvez pas vous en occuper, confiez-la à une autre personne depuis DORA.',
  ],
})
