import { ANONYMISATION_JOURS, EXPIRATION_JOURS, PIECES_MOIS } from '#shared/orientation/clocks.ts'
import type { DraftView } from '#shared/orientation/draft.ts'
import { displayName } from '#shared/text/names.ts'
import { fr } from '../../i18n/fr.ts'

export type NoticeBlock = { readonly title: string; readonly lines: readonly string[] }

const YEARS = Math.round(ANONYMISATION_JOURS / 365)

/** The structure asked and the service, as one says them. */
const asked = ({ nom, structure }: DraftView['service']): string => {
  const service = `« ${displayName(nom)} »`
  return structure === '' ? service : `${displayName(structure)}, pour ${service}`
}

const sent = ({ content, attachments }: Pick<DraftView, 'content' | 'attachments'>): string[] => {
  const files = attachments.map(({ nom }) => nom)
  return [
    'Votre nom, et comment vous joindre.',
    'Votre situation, et pourquoi cette aide vous serait utile.',
    ...(content.beneficiaire_numero_france_travail.trim() === ''
      ? []
      : ['Votre numéro France Travail : la structure ne le voit que si elle accepte.']),
    files.length === 0 ? 'Aucun document.' : `${files.length > 1 ? 'Ces documents' : 'Ce document'} : ${files.join(', ')}.`,
  ]
}

/** What the person is told of the request made for them, in plain French: short sentences, nothing they need not know. */
export const noticeBlocks = ({
  content,
  service,
  attachments,
}: Pick<DraftView, 'content' | 'service' | 'attachments'>): NoticeBlock[] => {
  const counsellor = `${content.referent_prenom.trim()} ${content.referent_nom.trim()}`.trim()
  const who = counsellor === '' ? 'Votre conseiller' : counsellor
  const of = displayName(content.structure_prescriptrice.trim())
  const phone = content.referent_telephone.trim()
  const blocks: NoticeBlock[] = [
    {
      title: 'Ce qui est demandé pour vous',
      lines: [
        `${who}${of === '' ? '' : ` (${of})`} demande une aide pour vous à ${asked(service)}.`,
        'C’est une demande : la structure peut accepter, ou refuser.',
      ],
    },
    { title: 'Ce qui est envoyé', lines: sent({ content, attachments }) },
    {
      title: 'Qui le lit',
      lines: [
        `La structure à qui l’on demande, votre conseiller et ses collègues${of === '' ? '' : ` de ${of}`}. Personne d’autre.`,
        'Vos informations servent à traiter cette demande, et à rien d’autre.',
      ],
    },
    {
      title: 'Combien de temps c’est gardé',
      lines: [
        `Les documents : supprimés si la demande n’aboutit pas, ou ${PIECES_MOIS} mois après si elle est acceptée.`,
        `Votre nom et vos coordonnées : effacés ${YEARS} ans après la demande.`,
      ],
    },
    {
      title: 'Et ensuite',
      lines: [
        'Si la structure accepte, elle vous contacte.',
        `Sans réponse au bout de ${EXPIRATION_JOURS} jours, la demande s’arrête et votre conseiller cherche une autre solution.`,
      ],
    },
    {
      title: 'Vos droits',
      lines: [
        'Vous pouvez dire non : rien n’est alors envoyé.',
        `Vous pouvez voir vos informations, les faire corriger ou effacer. Demandez-le à votre conseiller${phone === '' ? '' : `, au ${phone}`}.`,
        'En cas de difficulté, vous pouvez écrire à la CNIL (cnil.fr).',
      ],
    },
  ]
  return blocks.map(({ title, lines }) => ({ title, lines: lines.map(fr) }))
}
