import { plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** « Rejoindre une structure ». */
export const joinText = {
  title: 'Rejoindre une structure',
  subtitle: 'Pour tenir ses services à jour, voir ses membres et les coordonnées réservées aux professionnels.',
  signedOut: 'Connectez-vous d’abord',
  signedOutText: 'Rejoindre une structure demande un compte. Vous reviendrez ici juste après.',
  ways: 'Trouver la structure',
  bySiret: 'SIRET',
  byName: 'Nom et commune',
  bySafir: 'Code SAFIR',
  search: 'Chercher',
  searching: 'Recherche…',
  name: 'Nom de la structure',
  nameShort: 'Deux caractères au moins.',
  communeHelp: 'Facultative, mais la liste sera plus courte.',
  safir: 'Code SAFIR',
  safirHelp: 'Pour les agences France Travail. 5 chiffres.',
  safirForm: 'Le code SAFIR est fait de 5 chiffres.',
  found: (count: number) => plural(count, 'établissement trouvé', 'établissements trouvés'),
  list: 'Établissements trouvés',
  nothing: 'Aucun établissement ne correspond',
  nothingSiret:
    'Ce SIRET ne figure ni au registre des établissements, ni au catalogue. Vérifiez les 14 chiffres, ou cherchez par nom.',
  nothingName: 'Essayez moins de mots, sans « association » ni sigle, ou une autre commune.'
    .replace('« ', '«\u202f')
    .replace(' »', '\u202f»'),
  nothingSafir: 'Aucune agence du catalogue ne porte ce code. Cherchez-la par nom ou par SIRET.',
  failed: 'La recherche de la structure n’a pas abouti',
  registerDown: 'Le registre des établissements ne répond pas',
  registerDownText: 'Seules les structures que le catalogue connaît déjà sont cherchées.',
  registerDownName: 'Si la vôtre n’y est pas, cherchez-la par son SIRET : vous pourrez la déclarer vous-même.'.replace(
    ' :',
    '\u202f:',
  ),
  declare: 'Déclarer la structure moi-même',
  declareTitle: 'Déclarer la structure',
  declareHelp: 'L’équipe de modération vérifiera ces informations quand le registre répondra de nouveau.',
  declareName: 'Nom',
  declareNameShort: 'Trois caractères au moins.',
  declareAddress: 'Adresse (numéro et rue)',
  declarePostcode: 'Code postal',
  declarePostcodeForm: 'Le code postal est fait de 5 chiffres.',
  declareCommune: 'Choisissez la commune dans la liste proposée.',
  declareDo: 'Continuer',
  knownHere: 'Structures que le catalogue connaît',
  known: 'Déjà référencée',
  withAdmin: 'A un administrateur',
  withoutAdmin: 'Sans administrateur',
  choose: 'Choisir',
  chooseOf: (name: string) => `Choisir ${name}`,
  seat: 'Siège',
  readFailed: 'Cette structure n’a pas pu être lue',
  other: 'Chercher une autre structure',
  confirm: 'Vérifier et confirmer',
  siret: 'SIRET',
  address: 'Adresse',
  unknown: 'Non renseigné',
  stateMember: 'Vous êtes déjà membre de cette structure.',
  stateRequest: 'Vous avez déjà demandé à la rejoindre. Vous pouvez rappeler votre demande à ses administrateurs.',
  stateInvitation: (admin: boolean) =>
    admin ? 'Vous y êtes invité comme administrateur.' : 'Vous y êtes invité comme utilisateur.',
  stateAsk: 'Votre demande sera envoyée à ses administrateurs, qui l’accepteront ou la refuseront.',
  stateMaybe: 'Si elle a déjà un administrateur, votre demande lui sera envoyée. Sinon, vous serez son premier administrateur.',
  coTitle: 'Vous serez son premier administrateur',
  co: fr(
    'Je travaille pour cette structure et je réponds avec elle de ce qui sera publié en son nom. Je comprends que l’équipe de modération vérifiera.',
  ),
  coNeeded: 'Confirmez que vous travaillez pour cette structure.',
  ftTitle: 'Une agence France Travail',
  ft: fr(
    'Elle n’accepte que les adresses @francetravail.fr, @pole-emploi.fr et @beta.gouv.fr. La vôtre est d’un autre domaine : la demande sera refusée.',
  ),
  actJoin: 'Rejoindre la structure',
  actEnter: 'Accéder à la structure',
  actRemind: 'Relancer l’administrateur',
  reminded: 'Rappel envoyé aux administrateurs de la structure.',
  joining: 'Envoi…',
  done: {
    administrateur: {
      title: (name: string) => fr(`Vous êtes administrateur de « ${name} »`),
      text: 'L’équipe de modération vérifiera la structure. En attendant, tout est possible : inviter vos collègues, tenir la fiche et les services à jour.'.replace(
        ' :',
        '\u202f:',
      ),
    },
    membre: {
      title: (name: string) => fr(`Vous avez rejoint « ${name} »`),
      text: 'Vous pouvez tenir ses services à jour et voir ses membres.',
    },
    demande: {
      title: () => 'Votre demande est envoyée',
      text: (names: string) =>
        names === ''
          ? 'Les administrateurs de la structure ont été prévenus par courriel.'
          : fr(`Ont été prévenus par courriel : ${names}.`),
    },
    'deja-membre': {
      title: (name: string) => fr(`Vous êtes déjà membre de « ${name} »`),
      text: 'Rien n’a changé.',
    },
  },
  meanwhile: fr(
    'En attendant leur réponse, vous pouvez chercher, garder des favoris et préparer des orientations. Les coordonnées réservées aux professionnels s’afficheront quand vous serez membre.',
  ),
  invite: 'Inviter des collègues',
  members: 'Voir les membres',
  sheet: 'Voir la fiche',
  goSearch: 'Aller à la recherche',
  mine: 'Voir mes structures',
} as const
