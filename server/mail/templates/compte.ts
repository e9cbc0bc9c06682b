import type { Content } from '../layout.ts'
import type { MailOf } from '../template.ts'
import { dayOf } from '../words.ts'

const HAS_ACCOUNT = 'Vous recevez ce message parce qu’un compte DORA existe à votre adresse.'
const NO_STRUCTURE = 'Votre compte DORA n’est rattaché à aucune structure.'
const NO_NEED =
  'Si vous n’utilisez pas DORA, il n’y a rien à faire\u202f: le compte sera supprimé, avec ce que le serveur sait de vous.'

export const sansStructureRappel = ({ lien }: MailOf<'sans-structure-rappel'>): Content => ({
  subject: 'Rappel\u202f: Identifiez votre structure sur DORA',
  title: 'Identifiez votre structure',
  paragraphs: [
    `${NO_STRUCTURE} Sans elle, vous pouvez chercher des services, mais pas consulter les contacts réservés aux professionnels ni publier d’offre.`,
    'Cherchez votre structure par son nom ou son numéro SIRET\u202f: cela prend moins de deux minutes.',
  ],
  action: { label: 'Identifier ma structure', lien },
  why: [
    HAS_ACCOUNT,
    'Si vous n’utilisez pas DORA, il n’y a rien à faire\u202f: un compte sans structure finit par être supprimé.',
  ],
})

export const sansStructureDernier = ({ lien, suppressionLe }: MailOf<'sans-structure-dernier'>): Content => ({
  subject: 'Dernier rappel avant suppression',
  title: 'Dernier rappel avant la suppression de votre compte',
  paragraphs: [
    `${NO_STRUCTURE} Il sera supprimé le ${dayOf(suppressionLe)} si rien ne change d’ici là.`,
    'Pour le garder, cherchez votre structure par son nom ou son numéro SIRET.',
  ],
  action: { label: 'Identifier ma structure', lien },
  why: [HAS_ACCOUNT, NO_NEED],
})

export const compteInactif = ({ lien, suppressionLe }: MailOf<'compte-inactif'>): Content => ({
  subject: 'DORA - Suppression prochaine de votre compte',
  title: 'Votre compte sera bientôt supprimé',
  paragraphs: [
    `Votre compte DORA n’a pas servi depuis deux ans. Il sera supprimé le ${dayOf(suppressionLe)}.`,
    'Pour le garder, il suffit de vous connecter avant cette date.',
  ],
  action: { label: 'Se connecter à DORA', lien },
  why: [HAS_ACCOUNT, NO_NEED],
})

const REASONS: Readonly<Record<MailOf<'compte-supprime'>['motif'], string>> = {
  demande: 'Vous avez demandé sa suppression.',
  'sans-structure': 'Il n’était rattaché à aucune structure, malgré plusieurs rappels.',
  inactivite: 'Il n’avait pas servi depuis plus de deux ans.',
  'invitation-sans-suite': 'Il avait été créé par une invitation restée sans réponse.',
  equipe: 'L’équipe qui tient ce serveur l’a supprimé.',
}

export const compteSupprime = ({ motif }: MailOf<'compte-supprime'>): Content => ({
  subject: '[DORA] Votre compte a été supprimé',
  title: 'Votre compte a été supprimé',
  paragraphs: [
    `Votre compte DORA a été supprimé, avec vos favoris et vos rattachements. ${REASONS[motif]}`,
    'La recherche de services reste ouverte sans compte. Vous pourrez en créer un nouveau quand vous le voudrez.',
  ],
  action: null,
  why: [
    'Vous recevez ce dernier message parce que ce compte était à votre adresse.',
    'Si cette suppression est une erreur, signalez-le à l’équipe qui tient ce serveur.',
  ],
})
