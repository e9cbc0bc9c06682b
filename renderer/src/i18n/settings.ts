import { fr } from './fr.ts'

const NN = '\u202f'
const morning = new Intl.DateTimeFormat('fr-FR', { weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric' })

export const settingsText = {
  title: 'Réglages',
  subtitle: 'Ces réglages ne valent que pour ce poste.',
  display: 'Affichage',
  theme: 'Thème',
  themes: { systeme: 'Comme le système', clair: 'Clair', sombre: 'Sombre', contraste: 'Contraste élevé' },
  density: 'Densité',
  densities: { confortable: 'Confortable', compacte: 'Compacte' },
  size: 'Taille du texte',
  sizes: { normale: 'Normale', grande: 'Grande', 'tres-grande': 'Très grande' },
  session: 'À l’ouverture',
  resume: 'Reprendre où j’en étais',
  resumeHelp: 'Le dernier écran, et les fiches ou cartes ouvertes dans leur fenêtre. Rien d’une personne n’est gardé pour cela.',
  keyboard: 'Clavier',
  oneKey: 'Raccourcis à une touche',
  oneKeyHelp: `J, K, F, M, «${NN}/${NN}»… À désactiver si vous utilisez une commande vocale ou s’ils vous gênent. Ils ne s’appliquent jamais pendant une saisie.`,
  notices: {
    title: 'Notifications',
    help: fr(
      'Une notification ne nomme jamais une personne : elle dit qu’une demande attend, et rien de plus. Elles sont peu nombreuses et groupées. Pour une seule demande, coupez-les depuis la demande.',
    ),
    which: 'Vous prévenir',
    choices: {
      toutes: {
        label: 'De toutes les demandes',
        detail: 'Celles que votre structure reçoit, les réponses à celles que vous envoyez et celles qui tardent.',
      },
      recues: { label: 'Des demandes reçues seulement', detail: 'Celles qui attendent une réponse de votre structure.' },
      aucune: { label: 'Jamais', detail: 'Les demandes restent signalées dans l’application.' },
    },
    suspend: 'Suspendre les notifications',
    active: 'Les notifications sont actives.',
    suspended: (until: Date) => fr(`Suspendues jusqu’au ${morning.format(until)}.`),
    tomorrow: 'Suspendre jusqu’à demain matin',
    monday: 'Suspendre jusqu’à lundi matin',
    resume: 'Reprendre maintenant',
    quiet: 'Heures calmes',
    quietHelp: 'Aucune notification à ces heures : ce qui attend est dit en une fois à la fin.'.replace(' :', `${NN}:`),
    quietFrom: 'De',
    quietTo: 'À',
    weekEnd: 'Tout le samedi et le dimanche',
  },
  online: 'En ligne, si vous le voulez',
  onlineHelp:
    'La recherche, les fiches, la carte et les brouillons n’utilisent jamais le réseau. Ces options, désactivées au départ, l’utilisent.',
  tiles: 'Fond de carte détaillé de l’IGN',
  tilesHelp:
    'Ce qui est envoyé à data.geopf.fr : les zones de la carte que vous regardez, et l’adresse de votre connexion. Rien sur vos recherches ni sur les personnes.'.replace(
      ' :',
      `${NN}:`,
    ),
  addresses: 'Recherche d’adresses précises',
  addressesHelp:
    'Ce qui est envoyé à data.geopf.fr : le texte tapé dans le champ Lieu quand il ressemble à une adresse. N’y mettez jamais de nom de personne.'.replace(
      ' :',
      `${NN}:`,
    ),
  place: 'Mon lieu',
  placeHelp: 'Votre lieu de travail, proposé en premier dans le champ Lieu. Il reste sur ce poste.',
  placeNone: 'Aucun lieu enregistré.',
  placeForget: 'Oublier ce lieu',
  placeLastForget: (label: string) => `Oublier le dernier lieu cherché (${label})`,
  placeSaved: (label: string) => `«${NN}${label}${NN}» est maintenant votre lieu.`,
  synonyms: 'Vos mots',
  synonymsHelp:
    'Les mots que vous employez, et les besoins qu’ils désignent. Ils s’ajoutent à ceux que l’application connaît déjà (permis, dettes, papiers, garde d’enfant…).',
  synonymsNone: 'Aucun mot ajouté.',
  synonymsWords: 'Mots',
  synonymsWordsHelp: 'Par exemple : permis B, mob, AGEPI'.replace(' :', `${NN}:`),
  synonymsNeed: 'Besoin ou thématique',
  synonymsAddNeed: 'Ajouter un besoin ou une thématique',
  synonymsAdd: 'Ajouter',
  synonymsWhole: 'Thématique entière',
  synonymsRemove: (words: string) => `Retirer «${NN}${words}${NN}»`,
  synonymsRemoved: (words: string) => `«${NN}${words}${NN}» retiré de vos mots.`,
  synonymsRemoveNeed: (label: string) => `Retirer ${label}`,
  synonymsShort: 'Deux caractères au moins.',
  synonymsKnown: 'Ces mots sont déjà dans votre liste.',
  synonymsNoNeed: 'Choisissez au moins un besoin ou une thématique.',
  synonymsFull: 'La liste est complète (500). Retirez des mots pour en ajouter.',
  undo: 'Annuler',
  data: 'Données de ce poste',
  folder: 'Dossier des données',
  folderHelp:
    'À indiquer à votre support en cas de difficulté. Il contient vos brouillons, vos favoris, vos réglages et les journaux, qui ne contiennent aucune donnée personnelle.',
  protection: 'Protection des brouillons',
  protections: {
    systeme: 'Chiffrés avec une clé gardée par le système.',
    fichier: 'Chiffrés avec une clé gardée dans un fichier de ce dossier.',
  },
  copy: 'Copier',
  copied: 'Chemin copié.',
} as const
