import type { MailTemplate } from '#server/mail/template.ts'

/** Messages about accounts and listings, with invented data: name of the preview, who reads it, what it is about. */

const lien = 'https://dora.exemple.test/ouvrir?vers=accueil'
const rejoindre = 'https://dora.exemple.test/ouvrir?vers=rejoindre'
const membres = 'https://dora.exemple.test/ouvrir?vers=membres'
const confirmer = 'https://dora.exemple.test/confirmer?jeton=exemple'
const arret = 'https://dora.exemple.test/rappels?jeton=exemple'
const SERVICE = 'https://dora.exemple.test/service/exemple--'
const structure = 'Mission locale de l’Exemple'
const personne = 'Omar Diallo'
const suppressionLe = '2027-01-05'

export type Other = {
  readonly name: string
  readonly to: string
  readonly template: MailTemplate
  /** In whose name, and who receives what is written back; the server, and nobody, when left out. */
  readonly from?: string
  readonly replyTo?: string
}

const of = (to: string, template: MailTemplate, more = ''): Other => ({ name: `${template.kind}${more}`, to, template })

const PERSON = 'la personne du compte'
const ADMINS = 'les administrateurs de la structure'
const KEEPERS = 'qui tient la fiche'

export const OTHERS: readonly Other[] = [
  of(PERSON, { kind: 'lien-connexion', lien: 'https://dora.exemple.test/entrer#exemple' }),
  of(PERSON, { kind: 'session-suspecte', poste: 'Poste de l’accueil', le: '2026-12-12T13:05:00.000Z' }),
  of('la personne invitée', { kind: 'invitation', structure, invitePar: personne, admin: false, lien: rejoindre }),
  of('la personne invitée', { kind: 'invitation', structure, invitePar: personne, admin: true, lien: rejoindre }, '-admin'),
  of('la personne invitée', { kind: 'invitation-rappel', structure, lien: rejoindre, jours: 5 }),
  of(ADMINS, { kind: 'invitation-sans-reponse', structure, personne, lien: membres }),
  of(ADMINS, { kind: 'invitation-bientot-retiree', structure, personne, lien: membres }),
  of(ADMINS, { kind: 'invitation-acceptee', structure, personne }),
  of(ADMINS, { kind: 'demande-acces', structure, personne, lien: membres }),
  of(ADMINS, { kind: 'demande-rappel', structure, personne, lien: membres }),
  of('la personne qui a demandé', { kind: 'acces-accorde', structure, lien }),
  of('la personne qui a demandé', { kind: 'acces-refuse', structure }),
  of(ADMINS, { kind: 'antenne-creee', structure, antenne: 'Antenne du Nord', lien }),
  of(PERSON, { kind: 'sans-structure-rappel', lien: rejoindre }),
  of(PERSON, { kind: 'sans-structure-dernier', lien: rejoindre, suppressionLe }),
  of(PERSON, { kind: 'compte-inactif', lien, suppressionLe }),
  of(PERSON, { kind: 'compte-supprime', motif: 'inactivite' }),
  of(KEEPERS, { kind: 'suggestion-recue', fiche: 'Aide au permis', champ: 'Courriel', lien }),
  of('qui a proposé', {
    kind: 'suggestion-reponse',
    fiche: 'Aide au permis',
    acceptee: false,
    texte: 'Merci, l’adresse est la bonne.',
    lien,
  }),
  of('l’adresse de la structure', { kind: 'structure-orpheline', structure, lien: rejoindre, arret }),
  of(ADMINS, { kind: 'premier-service', structure, lien, arret }),
  of(KEEPERS, {
    kind: 'offre-a-jour',
    brouillons: [{ nom: 'Atelier d’écriture', structure, creeLe: '2026-11-01' }],
    services: [{ nom: 'Aide au permis', structure, surLe: '2026-01-05', lien: confirmer }],
    autres: 2,
    tout: confirmer,
    bureau: lien,
    arret,
  }),
  of(PERSON, {
    kind: 'recherches',
    recherches: [
      {
        nom: 'permis près de Lille (59)',
        criteres: ['Mots\u202f: «\u202fpermis\u202f»', 'Lieu\u202f: Lille (59) et 20\u00a0km autour', 'Publics\u202f: Jeunes'],
        nouveaux: [{ nom: 'Passer le permis B', structure, lien: `${SERVICE}permis` }],
        modifies: [{ nom: 'Code de la route en groupe', structure, champs: ['horaires', 'frais'], lien: `${SERVICE}code` }],
        disparus: [{ nom: 'Auto-école associative', structure: '' }],
        autres: 0,
      },
    ],
    lien,
    arret: 'https://dora.exemple.test/recherches?jeton=exemple',
  }),
  {
    ...of(ADMINS, {
      kind: 'moderation-message',
      structure,
      par: personne,
      objet: 'Vos services à actualiser',
      message: 'Bonjour,\n\nDeux de vos services ne disent plus les bons horaires. Pouvez-vous les corriger ?\n\nOmar Diallo',
    }),
    from: `${personne} via DORA`,
    replyTo: 'omar.diallo@exemple.test',
  },
  of('qui l’a dit en dernier', {
    kind: 'disponibilite-expire',
    structure,
    services: [{ nom: 'Aide au permis', etat: 'Liste d’attente', jusquAu: '2026-12-12', lien: confirmer }],
    lien: confirmer,
    arret,
  }),
]
