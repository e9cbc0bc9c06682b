import { fr } from './fr.ts'

/** Room, verification and corrections of a listing, wherever it is read. */
export const trust = {
  jusquau: (date: string) => `jusqu’au ${date}`,
  ditLe: (date: string) => `Indiqué le ${date}`,
  verifie: (date: string) => `Vérifié le ${date}`,
  verifieEnPartie: (date: string) => `Vérifié en partie, le ${date}`,
  verifications: 'Ce qui a été vérifié',
  verifieDetail: 'Une vérification dit que l’information est toujours exacte, sans la modifier.',
  jamais: 'Jamais vérifié',
  par: {
    structure: 'par la structure',
    territoire: 'par le gestionnaire du territoire',
    equipe: 'par l’équipe DORA',
    partenaire: 'par le partenaire',
  } as const,
  signaler: 'Signaler une erreur',
  titre: (nom: string) => `Proposer une correction\u202f: ${nom}`,
  quoi: 'Ce qui est inexact',
  ensemble: 'L’ensemble de la fiche, ou autre chose',
  actuellement: 'Aujourd’hui, la fiche dit',
  rien: 'Rien.',
  masque: 'Coordonnées réservées\u202f: elles ne sont pas affichées ici.',
  devrait: 'Ce qu’elle devrait dire',
  message: 'Votre message à la structure',
  messageAide: 'Ce qui vous le fait dire\u202f: un appel, une visite, une réponse reçue… Ne citez aucune personne accompagnée.',
  envoyer: 'Envoyer la proposition',
  annuler: 'Annuler',
  envoyee: fr('Proposition enregistrée : la structure la recevra, et vous serez prévenu de sa réponse.'),
  vide: 'Écrivez ce que la fiche devrait dire, ou un message.',
  modifier: 'Modifier',
} as const
