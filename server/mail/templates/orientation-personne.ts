import { ANONYMISATION_JOURS, EXPIRATION_JOURS, PIECES_MOIS } from '#shared/orientation/clocks.ts'
import type { Content } from '../layout.ts'
import type { MailOf } from '../template.ts'
import { dayOf, named, namedInSubject, phoneOf, quotation, quoted } from '../words.ts'
import { brandOf, inCopy } from './orientation-envoi.ts'

/**
 * Letters to the person, in plain French: short sentences, what happens next, whom to call, what is kept on them. They repeat neither
 * their name nor how to reach them: others may read over their shoulder.
 */

type ToPerson = Pick<MailOf<'orientation-personne-refusee'>, 'marque' | 'numero' | 'service' | 'structure' | 'conseiller'>
type Section = NonNullable<Content['sections']>[number]

const NEXT = 'Et maintenant\u202f?'

const reach = ({ telephone, courriel }: ToPerson['conseiller']): string => {
  const ways = [...(telephone === '' ? [] : [`au ${phoneOf(telephone)}`]), ...(courriel === '' ? [] : [`à ${named(courriel)}`])]
  return ways.length === 0 ? '' : `, ${ways.join(' ou ')}`
}

/** @param answered who receives what is written back. */
const whom = (mail: ToPerson, answered: 'conseiller' | 'structure'): Section => ({
  title: 'Une question\u202f?',
  paragraphs: [
    `Contactez ${named(mail.conseiller.nom)}${reach(mail.conseiller)}. Donnez le numéro de la demande\u202f: ${mail.numero}.`,
    answered === 'conseiller'
      ? `Vous pouvez aussi répondre à ce message\u202f: ${named(mail.conseiller.nom)} le recevra.`
      : 'Vous pouvez aussi répondre à ce message\u202f: la structure le recevra.',
  ],
})

const MINE = ['votre nom', 'vos coordonnées', 'votre situation'] as const
const listed = (things: readonly string[]): string => `${things.slice(0, -1).join(', ')} et ${things.at(-1) ?? ''}`

/** @param gone the documents are no more: closed without being accepted. */
const data = ({ marque, conseiller }: ToPerson, files: string, gone = false): Section => ({
  title: 'Vos informations',
  paragraphs: [
    `Pour cette demande, ${marque === 'emplois' ? 'DORA, un service de la plateforme de l’inclusion,' : 'DORA'} garde ${listed(gone ? MINE : [...MINE, 'les documents joints'])}. Seules les personnes qui vous accompagnent et la structure peuvent les lire.`,
    files,
    `${gone ? 'Ces informations sont gardées' : 'Le reste est gardé'} ${ANONYMISATION_JOURS / 365}\u00a0ans après l’envoi de la demande. Ensuite, plus rien ne dit que cette demande était pour vous.`,
    `Vous avez le droit de voir ces informations, de les faire corriger ou effacer\u202f: demandez-le à ${named(conseiller.nom)}. En cas de désaccord, vous pouvez vous plaindre à la CNIL (cnil.fr).`,
  ],
})
const FILES_OPEN = `Les documents sont supprimés si la demande n’a pas de suite. Si elle est acceptée, ils sont supprimés ${PIECES_MOIS}\u00a0mois après.`
const FILES_ACCEPTED = `Les documents seront supprimés dans ${PIECES_MOIS}\u00a0mois.`
const FILES_GONE = 'Les documents joints ont été supprimés.'

const why = ({ conseiller }: ToPerson): readonly string[] => [
  `Vous recevez ce message parce que ${named(conseiller.nom)} a donné votre adresse pour cette demande.`,
  'Si ce message n’est pas pour vous, dites-le en y répondant, puis supprimez-le.',
]

const request = ({ service, structure }: ToPerson): string =>
  `pour le service ${quoted(service)}, de la structure ${quoted(structure)}`

export const orientationPersonneCreee = (mail: MailOf<'orientation-personne-creee'>): Content => ({
  subject: 'Une orientation a été effectuée en votre nom',
  brand: brandOf(mail.marque),
  title: 'Une demande a été envoyée pour vous',
  paragraphs: [
    `${named(mail.conseiller.nom)} vous accompagne. Une demande a été envoyée en votre nom, ${request(mail)}.`,
    'Vous n’avez rien à faire pour l’instant.',
  ],
  action: null,
  sections: [
    {
      title: NEXT,
      paragraphs: [
        `La structure lit la demande et donne sa réponse.${mail.jours_habituels === null ? '' : ` D’habitude, elle répond en ${days(mail.jours_habituels)}.`} Elle peut aussi vous appeler ou vous écrire.`,
        `Vous recevrez un message avec la réponse. Sans réponse après ${EXPIRATION_JOURS}\u00a0jours, la demande s’arrête, et vous recevrez un message pour vous le dire.`,
        `Vous n’êtes pas d’accord avec cette demande\u202f? Dites-le à ${named(mail.conseiller.nom)}. La demande peut être retirée.`,
      ],
    },
    whom(mail, 'conseiller'),
    data(mail, FILES_OPEN),
  ],
  why: why(mail),
})

const days = (count: number): string => {
  const whole = Math.max(1, Math.round(count))
  return whole === 1 ? 'un jour' : `${whole}\u00a0jours`
}

export const orientationPersonneAcceptee = (mail: MailOf<'orientation-personne-acceptee'>): Content => ({
  subject: 'Votre demande a été acceptée\u202f! 🎉',
  brand: brandOf(mail.marque),
  title: 'Votre demande est acceptée',
  paragraphs: [
    `Bonne nouvelle\u202f: la structure ${quoted(mail.structure)} accepte la demande faite pour vous. Le service est ${quoted(mail.service)}.`,
  ],
  messages: quotation('Le message de la structure', mail.message),
  action: null,
  sections: [
    {
      title: NEXT,
      paragraphs: [
        'La structure va vous contacter. Lisez bien son message, s’il y en a un.',
        ...(mail.adresse === '' ? [] : [`L’adresse du service\u202f: ${named(mail.adresse)}.`]),
        'Vous ne pouvez plus venir, ou vous avez changé d’avis\u202f? Prévenez la structure en répondant à ce message.',
      ],
    },
    whom(mail, 'structure'),
    data(mail, FILES_ACCEPTED),
  ],
  why: why(mail),
})

export const orientationPersonneRefusee = (mail: MailOf<'orientation-personne-refusee'>): Content => ({
  subject: 'Votre demande d’orientation a été refusée',
  brand: brandOf(mail.marque),
  title: 'La structure ne peut pas donner suite',
  paragraphs: [
    `Une demande avait été envoyée pour vous, ${request(mail)}. La structure ne peut pas y donner suite.`,
    `D’autres services peuvent vous aider. Parlez-en avec ${named(mail.conseiller.nom)}, qui a reçu la réponse de la structure.`,
  ],
  action: null,
  sections: [whom(mail, 'conseiller'), data(mail, FILES_GONE, true)],
  why: why(mail),
})

export const orientationPersonneExpiree = (mail: MailOf<'orientation-personne-expiree'>): Content => ({
  subject: 'Cette demande d’orientation a été annulée',
  brand: brandOf(mail.marque),
  title: 'La structure n’a pas répondu',
  paragraphs: [
    `Une demande avait été envoyée pour vous, ${request(mail)}. La structure n’a pas répondu en ${EXPIRATION_JOURS}\u00a0jours. La demande s’arrête là.`,
    'Ce n’est pas un refus, et vous n’y êtes pour rien.',
    `${named(mail.conseiller.nom)} le sait aussi, et peut chercher un autre service avec vous.`,
  ],
  action: null,
  sections: [whom(mail, 'conseiller'), data(mail, FILES_GONE, true)],
  why: why(mail),
})

export const orientationPersonneReportee = (mail: MailOf<'orientation-personne-reportee'>): Content => ({
  subject: 'Votre demande d’orientation sera traitée plus tard',
  brand: brandOf(mail.marque),
  title: `Pas avant le ${dayOf(mail.pas_avant)}`,
  paragraphs: [
    `Une demande a été envoyée pour vous, ${request(mail)}. La structure l’a bien reçue.`,
    `Elle ne peut pas vous recevoir avant le ${dayOf(mail.pas_avant)}. Ce n’est pas un refus\u202f: la demande attend.`,
  ],
  action: null,
  sections: [
    {
      title: NEXT,
      paragraphs: [
        'Vous recevrez un message avec la réponse.',
        `C’est trop tard pour vous\u202f? Dites-le à ${named(mail.conseiller.nom)}, qui peut chercher un autre service.`,
      ],
    },
    whom(mail, 'structure'),
    data(mail, FILES_OPEN),
  ],
  why: why(mail),
})

export const orientationPersonneRetiree = (mail: MailOf<'orientation-personne-retiree'>): Content => ({
  subject: 'Votre demande d’orientation a été retirée',
  brand: brandOf(mail.marque),
  title: 'La demande est retirée',
  paragraphs: [
    `Une demande avait été envoyée pour vous, ${request(mail)}. Elle vient d’être retirée\u202f: la structure ne vous contactera pas pour cette demande.`,
    `Vous ne savez pas pourquoi\u202f? Parlez-en avec ${named(mail.conseiller.nom)}.`,
  ],
  action: null,
  sections: [whom(mail, 'conseiller'), data(mail, FILES_GONE, true)],
  why: why(mail),
})

export const orientationPersonneMessage = (mail: MailOf<'orientation-personne-message'>): Content => ({
  subject:
    mail.marque === 'emplois'
      ? `Vous avez un nouveau message de la structure ${namedInSubject(mail.structure)}`
      : 'Vous avez un nouveau message 📩',
  brand: brandOf(mail.marque),
  title: `Un message de la structure ${quoted(mail.structure)}`,
  paragraphs: [`La structure vous écrit au sujet de la demande envoyée pour vous. Le service est ${quoted(mail.service)}.`],
  messages: quotation('Son message', mail.message),
  action: null,
  sections: [whom(mail, 'structure'), data(mail, FILES_OPEN)],
  why: [...why(mail), ...inCopy(mail.copie)],
})
