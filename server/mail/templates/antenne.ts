import type { Content } from '../layout.ts'
import type { MailOf } from '../template.ts'
import { quoted } from '../words.ts'

export const antenneCreee = ({ structure, antenne, lien }: MailOf<'antenne-creee'>): Content => ({
  subject: 'Votre antenne a été créée',
  title: 'Une antenne de votre structure a été créée',
  paragraphs: [
    `L’antenne ${quoted(antenne)} de la structure ${quoted(structure)} est dans DORA. Vous en êtes administrateur.`,
    'Ajoutez ses services, ou suivez les modèles de la structure.',
  ],
  action: { label: 'Ouvrir DORA', lien },
  why: [
    `Vous recevez ce message parce que vous administrez la structure ${quoted(structure)} sur DORA.`,
    'Si cette antenne n’existe pas, signalez-le à l’équipe qui tient ce serveur.',
  ],
})
