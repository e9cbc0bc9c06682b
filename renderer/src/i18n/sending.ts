import { EXPIRATION_JOURS, PIECES_MOIS, RAPPEL_JOURS } from '#shared/orientation/clocks.ts'
import type { Check, Regle, Verdict } from '#shared/orientation/checks.ts'
import { plural } from '../lib/format.ts'
import { fr } from './fr.ts'

const quoted = (text: string) => `«\u202f${text}\u202f»`

/** Every sentence of the sending of a request: what is checked, what will happen, what became of it. */
export const sendingText = {
  envoyer: 'Envoyer la demande',
  envoyerMalgre: 'Envoyer malgré tout…',
  envoyerListe: (personne: string, service: string) =>
    `Envoyer la demande${personne === '' ? '' : ` de ${personne}`} pour ${quoted(service)}`,
  envoyerCourt: 'Envoyer…',
  enCours: 'Envoi…',
  annuler: 'Revenir à la demande',
  completer: 'Compléter la demande',
  pour: (personne: string, service: string, structure: string) =>
    fr(`${personne === '' ? '' : `Pour ${personne} : `}${service}${structure === '' ? '' : ` · ${structure}`}`),
  chargement: 'Vérification de la demande…',
  echecVerifications: 'La demande n’a pas pu être vérifiée',
  echecVerificationsAide: 'Rien n’a été envoyé, et votre brouillon est intact.',
  nonEnregistre: 'Votre dernière saisie n’est pas encore enregistrée. Rien n’a été envoyé. Réessayez dans quelques secondes.',
  fichiersEnCours: 'Un fichier est encore en cours d’ajout. Attendez qu’il soit joint, puis envoyez.',
  echec: 'La demande n’a pas été envoyée',
  incomplet: fr('Il reste des informations à compléter avant d’envoyer :'),
} as const

export const checksText = {
  titre: 'Vérifications',
  regles: {
    orientable: 'Demande par DORA',
    eligibilite: 'Éligibilité',
    zone: 'Lieu de vie et zone du service',
    documents: 'Documents demandés',
    canal: 'Réception de la demande',
    disponibilite: 'Disponibilité du service',
    doublon: 'Demande déjà envoyée',
    moderation: 'Votre structure',
  } satisfies Readonly<Record<Regle, string>>,
  niveaux: {
    ok: 'En ordre',
    attention: 'Attention',
    raison: 'À justifier',
    bloquant: 'Bloquant',
  } satisfies Readonly<Record<Check['niveau'], string>>,
  raisonDe: (regle: string) => fr(`Pourquoi l’envoyer quand même : ${regle}`),
  raisonAide: 'En une ligne. La structure la lira.',
  raisonsProposees: (regle: string) => fr(`Raisons proposées : ${regle}`),
  raisonManque: 'Dites en une ligne pourquoi vous l’envoyez quand même.',
  raisonLongue: (max: number) => `Une ligne de ${max} caractères au plus.`,
  bloque: fr('Un point bloque l’envoi : réglez-le d’abord. Votre brouillon est intact.'),
  raisons: {
    orientable: ['La structure attend cette demande par DORA', 'La structure m’a dit qu’elle accepte ce formulaire'],
    eligibilite: [
      'La structure a donné son accord par téléphone',
      'La situation de la personne va changer',
      'À la structure d’apprécier ce cas particulier',
    ],
    zone: [
      'La personne peut se déplacer jusqu’au service',
      'La personne va s’installer dans la zone',
      'La structure a donné son accord par téléphone',
    ],
    documents: [
      'Les documents suivront dès que la personne les aura',
      'La personne les apportera au rendez-vous',
      'La structure n’en a pas besoin pour cette demande',
    ],
    canal: ['La structure m’a confirmé qu’elle lit ses demandes', 'Je préviens aussi la structure par téléphone'],
    disponibilite: [
      'La personne accepte d’attendre',
      'La structure m’a annoncé une place',
      'Pour une inscription sur liste d’attente',
    ],
    doublon: [
      'La première demande est restée sans réponse',
      'La situation de la personne a changé',
      'La structure a demandé une nouvelle demande',
    ],
    moderation: ['La structure est en cours de validation'],
  } satisfies Readonly<Record<Regle, readonly string[]>>,
} as const

export const eligibilityText = {
  titre: 'Éligibilité',
  verdicts: {
    eligible: 'Éligible',
    'a-verifier': 'À vérifier',
    non: 'Non éligible',
  } satisfies Readonly<Record<Verdict, string>>,
  lignes: { eligible: 'Oui', 'a-verifier': 'À vérifier', non: 'Non' } satisfies Readonly<Record<Verdict, string>>,
  aide: {
    eligible: 'D’après ce que dit la demande, la personne remplit ce que le service demande.',
    'a-verifier': 'La demande n’en dit pas assez pour l’affirmer. Ce qui n’est pas su n’est jamais compté comme rempli.',
    non: 'D’après ce que dit la demande, la personne ne remplit pas tout. Vous pourrez l’envoyer quand même, en disant pourquoi.',
  } satisfies Readonly<Record<Verdict, string>>,
  detail: 'Condition par condition',
} as const

export const whatHappensText = {
  titre: 'Ce qui va se passer',
  auNomDe: 'Envoyée au nom de',
  choisir: 'Choisissez votre structure',
  choisirManque: 'Choisissez la structure au nom de laquelle vous envoyez.',
  horsLigne: fr(
    'Ce poste est hors ligne : la demande est gardée ici et elle partira dès que le réseau revient. Vous pouvez fermer l’application.',
  ),
  retenue: (structure: string) =>
    fr(
      `Retenue par la modération : ${structure === '' ? 'votre structure' : structure} n’est pas encore validée. Une personne de l’équipe regarde la demande avant qu’elle ne parte ; d’ici là, ni la structure ni la personne ne reçoivent rien.`,
    ),
  structure: (structure: string) =>
    fr(
      `${structure === '' ? 'La structure' : structure} reçoit un courriel avec un lien sécurisé : elle peut lire la demande et y répondre sans compte. Ce courriel ne dit rien de la personne.`,
    ),
  structureApres: (structure: string) =>
    fr(
      `Une fois validée, ${structure === '' ? 'la structure' : structure} reçoit un courriel avec un lien sécurisé pour répondre.`,
    ),
  copie: (adresses: readonly string[]) => fr(`Une copie part à ${adresses.join(' et à ')}.`),
  personne: (courriel: string) =>
    fr(`La personne reçoit à ${courriel} ce qui a été demandé pour elle, à qui, et ses droits sur ces données.`),
  personneSans: fr(
    'La personne n’a pas d’adresse e-mail : c’est à vous de l’informer. La notice se lit à voix haute ou s’imprime.',
  ),
  pieces: (nombre: number) =>
    fr(
      `${plural(nombre, 'document part chiffré', 'documents partent chiffrés')} avec la demande ; ${nombre < 2 ? 'il est supprimé' : 'ils sont supprimés'} si elle n’aboutit pas, et ${PIECES_MOIS} mois après si elle est acceptée.`,
    ),
  garde: fr('L’âge et la commune que vous avez indiqués restent sur ce poste.'),
  numero: fr('Le numéro France Travail n’est montré à la structure que si elle accepte.'),
  silence: fr(
    `Sans réponse au bout de ${RAPPEL_JOURS} jours, la structure est relancée ; au bout de ${EXPIRATION_JOURS}, la demande expire. Si la réponse tarde, d’autres services vous sont proposés.`,
  ),
} as const

export const gateText = {
  deconnecte: 'Connectez-vous pour envoyer',
  deconnecteAide: fr('Votre brouillon reste sur ce poste, tel quel. Après la connexion, vous revenez ici.'),
  session: 'Votre session a expiré',
  sessionAide: fr('Reconnectez-vous pour envoyer. Votre brouillon reste sur ce poste, tel quel.'),
  connecter: 'Se connecter',
  sansStructure: 'Rejoignez une structure pour envoyer',
  sansStructureAide: fr(
    'Une demande part toujours au nom d’une structure. Votre brouillon reste sur ce poste, et vous revenez ici ensuite.',
  ),
  rejoindre: 'Rejoindre une structure',
  attente: 'Votre adhésion n’est pas encore acceptée',
  attenteAide: (structures: string) =>
    fr(`Vous pourrez envoyer dès que votre adhésion sera acceptée (${structures}). Votre brouillon reste sur ce poste.`),
  voirAdhesion: 'Voir mes structures',
  sansServeur: 'Ce poste n’est relié à aucun serveur',
  sansServeurAide: fr(
    'La demande ne peut pas être envoyée d’ici. Elle reste sur ce poste : imprimez-la ou copiez son texte, ou reliez ce poste à un serveur.',
  ),
  regler: 'Régler le serveur',
} as const

export const sentText = {
  titre: 'Demande d’orientation',
  etats: {
    transmise: {
      titre: 'Demande transmise',
      texte: (structure: string) =>
        fr(
          `${structure === '' ? 'La structure' : structure} est prévenue par courriel. Sa réponse arrivera dans « Demandes envoyées ».`,
        ),
    },
    attente: {
      titre: 'En attente du réseau',
      texte: () => fr('La demande est gardée sur ce poste : elle partira dès que le réseau revient. Vous n’avez rien à refaire.'),
    },
    pieces: {
      titre: 'Documents en cours d’envoi',
      texte: () => fr('La demande partira dès que ses documents seront arrivés. Vous pouvez continuer, ou fermer l’application.'),
    },
    depart: {
      titre: 'Envoi en cours',
      texte: () => 'La demande est gardée sur ce poste pendant son envoi au serveur.',
    },
    retenue: {
      titre: 'Retenue par la modération',
      texte: () =>
        fr(
          'Votre structure n’est pas encore validée : une personne de l’équipe regarde la demande avant qu’elle ne parte. La structure demandée et la personne ne sont pas encore prévenues.',
        ),
    },
    refusee: {
      titre: 'Le serveur a refusé cette demande',
      texte: () => 'Ce que vous avez saisi est conservé.',
    },
  },
  numero: (numero: string) => fr(`Numéro à dire au téléphone : ${numero}`),
  voir: 'Voir la demande',
  encore: 'Rédiger une autre demande pour cette personne',
  encoreAide: (personne: string) => fr(`Choisissez un service puis « Orienter » : la demande sera préremplie pour ${personne}.`),
  brouillons: 'Revenir aux brouillons',
  reprendre: 'Reprendre la demande',
  informer: 'La personne n’a pas d’adresse e-mail',
  informerAide: fr('Elle ne recevra aucun message : informez-la vous-même, en lui lisant la notice ou en la lui donnant.'),
  echec: 'L’état de la demande n’a pas pu être lu',
  echecAide: fr('Elle est bien enregistrée : retrouvez-la dans « Demandes envoyées ».'),
} as const

export const draftNotesText = {
  refus: 'Le serveur a refusé cette demande',
  refusAide: 'Elle est revenue telle quelle dans vos brouillons. Corrigez ce qui est dit, puis envoyez-la de nouveau.',
  refusLu: 'J’ai compris',
  remplace: (service: string, jour: string) => fr(`Cette demande prend la place de celle du ${jour} pour « ${service} ».`),
  remplaceInconnue: 'Cette demande prend la place d’une autre, restée sans suite.',
  remplaceLien: 'Voir l’autre demande',
  emplois: 'Cette demande vient des Emplois de l’inclusion',
  emploisAide: 'L’identité et les coordonnées de la personne viennent de là, et s’y corrigent. Le reste se complète ici.',
  verrou: fr('Donné par Les Emplois de l’inclusion : à corriger là-bas.'),
  verrouTelephone: fr('Le numéro donné par Les Emplois de l’inclusion n’est pas valide : corrigez-le ici.'),
  structureDuCompte: 'Celle de votre compte.',
} as const

export const personText = {
  titre: 'Pour vérifier l’éligibilité',
  aide: fr('Facultatif. L’âge et la commune restent sur ce poste, ils ne sont pas transmis.'),
  age: 'Âge',
  ageAide: 'En années.',
  commune: 'Commune où vit la personne',
  communeAide: fr('Pour vérifier la zone du service.'),
} as const

/** What the person is told, said plainly: read aloud, or given on paper. */
export const noticeText = {
  bouton: 'Notice pour la personne',
  titre: 'Ce que la personne doit savoir',
  imprimer: 'Imprimer la notice',
  mode: fr('À lire à voix haute avec la personne, ou à lui donner imprimée.'),
  papier: 'Votre demande d’orientation',
  prepare: (jour: string) => `Préparée le ${jour}`,
} as const
