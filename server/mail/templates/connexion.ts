import type { Content } from '../layout.ts'
import type { MailOf } from '../template.ts'
import { minuteOf, quoted } from '../words.ts'

export const lienConnexion = ({ lien }: MailOf<'lien-connexion'>): Content => ({
  subject: 'Votre lien de connexion pour DORA',
  title: 'Votre lien de connexion',
  paragraphs: [
    'Ouvrez ce lien sur le poste où vous avez demandé à vous connecter. Il est valable cinq minutes et ne sert qu’une fois.',
    'Sur un autre appareil, la page vous donnera un code à saisir dans l’application.',
  ],
  action: { label: 'Se connecter à DORA', lien },
  why: [
    'Une connexion à DORA vient d’être demandée avec votre adresse.',
    'Si vous n’avez rien demandé, ignorez ce message\u202f: sans ce lien, personne ne peut entrer. Ne le transférez pas, et ne communiquez pas le code.',
  ],
})

export const sessionSuspecte = ({ poste, le }: MailOf<'session-suspecte'>): Content => ({
  subject: '[DORA] Une de vos sessions a été fermée par sécurité',
  title: 'Une de vos sessions a été fermée par sécurité',
  paragraphs: [
    `La session du poste ${quoted(poste)} a servi à deux endroits, comme si elle avait été copiée. Elle a été fermée le ${minuteOf(le)}.`,
    'Cela peut arriver après la restauration d’une sauvegarde du poste. Dans ce cas, il suffit de vous connecter de nouveau. Ce qui attendait sur le poste y est encore.',
    'Sinon, vérifiez dans «\u00a0Mon compte\u00a0» la liste de vos postes connectés, fermez ceux que vous ne reconnaissez pas, et changez votre mot de passe si vous en avez un.',
  ],
  action: null,
  why: [
    'Vous recevez ce message parce que cette session est celle de votre compte DORA.',
    'Si vous n’utilisez pas DORA, signalez-le à l’équipe qui tient ce serveur.',
  ],
})
