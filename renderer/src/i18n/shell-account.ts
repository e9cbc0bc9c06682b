import { fr } from './fr.ts'

/** The account in the rail and in the palette. */
export const shellAccount = {
  signIn: 'Se connecter',
  signInAgain: 'Se reconnecter',
  noStructure: 'Sans structure',
  label: fr('Compte : '),
  menu: 'Compte et structures',
  filter: 'Filtrer les structures',
  structures: 'Travailler au nom de',
  waiting: 'En attente',
  request: 'Adhésion en attente',
  invitation: 'Invitation reçue',
  join: 'Rejoindre une structure',
  mine: 'Mon compte',
  membersOf: (name: string) => `Membres de ${name}`,
  accounts: 'Comptes',
  administration: 'Administration',
  conditions: 'Conditions d’utilisation',
  welcome: 'Bienvenue, premiers pas',
  signOut: 'Se déconnecter',
  switchTo: (name: string) => fr(`Travailler au nom de « ${name} »`),
  switched: (name: string) => fr(`Vous travaillez maintenant au nom de « ${name} ».`),
  bannerLater: 'Plus tard',
} as const
