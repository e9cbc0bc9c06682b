import { formatCount } from '../lib/format.ts'
import { fr } from './fr.ts'

/** Words of accounts and memberships that several screens share. */
export const people = {
  admin: 'Administrateur',
  user: 'Utilisateur',
  adminHelp: fr('Services, fiche de la structure et membres : peut inviter, accepter et changer les rôles.'),
  userHelp: 'Services de la structure et son propre profil.',
  role: 'Rôle',
  cancel: 'Annuler',
  close: 'Fermer',
  signIn: 'Se connecter',
  email: 'Courriel',
  commune: 'Commune',
  communeNone: 'Aucune commune ne correspond.',
  siret: 'SIRET',
  siretHelp: '14 chiffres, avec ou sans espaces.',
  siretForm: 'Le SIRET est fait de 14 chiffres.',
  siretKey: fr('Ces 14 chiffres ne forment pas un SIRET habituel. Vérifiez-les ; vous pouvez continuer s’ils sont bons.'),
  emailWrong: fr('Cette adresse n’est pas complète. Format attendu : prenom.nom@exemple.fr'),
  cguTitle: 'Conditions d’utilisation',
  cguAccept: 'J’ai lu et j’accepte les conditions d’utilisation',
  cguRead: 'Lire les conditions',
  cguNeeded: 'Acceptez les conditions d’utilisation pour continuer.',
  settings: 'Régler le serveur',
  rows: (count: number) => formatCount(count),
  firstAdmin: {
    title: 'Inviter le premier administrateur d’une structure',
    help: 'Cette personne recevra une invitation, et administrera la structure dès qu’elle l’aura acceptée. La structure est ajoutée au catalogue si elle n’y figure pas.',
    email: 'Courriel de la personne',
    send: 'Envoyer l’invitation',
    sending: 'Envoi…',
    sent: (email: string, structure: string) => fr(`Invitation envoyée à ${email} pour « ${structure} ».`),
    members: 'Voir les membres de cette structure',
  },
} as const
