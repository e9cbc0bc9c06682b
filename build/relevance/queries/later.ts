import type { Judged } from '../judgement.ts'

/**
 * Written and judged after the weights were settled, so that they measure rather than tune. At their first run they scored
 * 0.70 (24 queries; plain search 0.56); four of them then inspired a change and moved to `work.ts`, as any that does must.
 */
export const LATER: readonly Judged[] = [
  {
    mots: 'conduite accompagnée',
    notes: [
      {
        note: 3,
        nom: /conduite (supervisee|accompagnee)|reentrainement a la conduite|perfectionnement a la conduite|seances de conduite/,
      },
      { note: 2, nom: /permis|auto[- ]?ecole|conduite/, sauf: /sans permis/ },
      { note: 1, texte: /conduite|permis de conduire/ },
    ],
  },
  {
    mots: 'trotinette',
    notes: [
      { note: 3, nom: /trottinette/ },
      { note: 2, texte: /trottinette/ },
      { note: 1, nom: /velo|scooter/ },
    ],
  },
  {
    mots: 'domiciliation',
    notes: [
      { note: 3, texte: /domiciliation/ },
      { note: 1, texte: /sans domicile|\bccas\b/ },
    ],
  },
  {
    mots: 'écrivain public',
    notes: [
      { note: 3, texte: /ecrivain(e|s|es)? publi/ },
      { note: 2, nom: /courriers?|demarches/ },
      { note: 2, texte: /demarches administratives/ },
      { note: 1, texte: /acces aux droits/ },
    ],
  },
  {
    mots: 'association intermédiaire',
    notes: [
      { note: 3, nom: /association intermediaire|\bai\b/ },
      { note: 2, texte: /association intermediaire/ },
      { note: 1, texte: /mise a disposition de personnel|insertion par l'activite/ },
    ],
  },
  {
    mots: 'certificat cléa',
    notes: [
      { note: 3, nom: /clea\b/ },
      { note: 2, texte: /clea\b/ },
      { note: 1, texte: /competences (de base|cles)|savoirs de base|socle/ },
    ],
  },
  {
    mots: 'aide à domicile',
    notes: [
      { note: 3, nom: /domicile/, sauf: /livraison|ergonomi|domiciliation/ },
      { note: 2, texte: /aide a domicile|a domicile/, sauf: /livraison|vehicule/ },
      { note: 1, texte: /personnes agees|dependan/ },
    ],
  },
  {
    mots: 'formation maçon',
    notes: [
      { note: 3, nom: /macon/ },
      { note: 2, texte: /macon/ },
      { note: 1, texte: /batiment/ },
    ],
  },
  {
    mots: 'caces',
    notes: [
      { note: 3, nom: /caces/ },
      { note: 2, texte: /caces/ },
    ],
  },
  {
    mots: 'garantie jeunes',
    notes: [
      { note: 3, texte: /garantie jeunes|contrat d'engagement jeune|\bcej\b/ },
      { note: 2, nom: /mission locale|pacea|jeunes de (moins|16)|16-25/ },
      { note: 1, nom: /jeune/ },
    ],
  },
  {
    mots: 'reconversion professionnelle',
    notes: [
      { note: 3, texte: /reconversion/ },
      {
        note: 2,
        nom: /orientation professionnelle|evolution professionnelle|projet professionnel|bilan de competence|transition professionnelle/,
        sauf: /mobilite|permis/,
      },
      { note: 2, texte: /reorientation|changer de metier/ },
      { note: 1, texte: /projet professionnel/ },
    ],
  },
  {
    mots: 'pass numérique',
    notes: [
      { note: 3, texte: /pass numerique|#?aptic/ },
      { note: 1, besoin: /numerique/, nom: /numerique|informatique/ },
    ],
  },
  {
    mots: 'fab lab',
    notes: [
      { note: 3, nom: /fab ?lab/ },
      { note: 3, structure: /fab ?lab/ },
      { note: 2, texte: /fab ?lab/ },
      { note: 1, nom: /numerique/ },
    ],
  },
  {
    mots: 'transport pour personne handicapée',
    notes: [
      { note: 3, nom: /transport|deplacement/, texte: /handicap|mobilite reduite|\bpmr\b/ },
      {
        note: 2,
        texte:
          /(transport|deplacement).{0,150}(handicap|mobilite reduite)|(handicap|mobilite reduite).{0,150}(transport|deplacement)/,
      },
      { note: 2, nom: /carte mobilite/ },
      { note: 1, nom: /transport|handicap/ },
    ],
  },
  {
    mots: 'café des parents',
    notes: [
      { note: 3, nom: /parent(s|alite)?\b|laep/, sauf: /solo|isole|assistants/ },
      { note: 2, texte: /parentalite|fonction parentale|lieu d'accueil (enfants?|parents?)/ },
      { note: 1, besoin: /famille/ },
    ],
  },
  {
    mots: 'banque alimentaire, vetements',
    notes: [
      { note: 3, nom: /aliment|epicerie|vetement|vestiment|vestiaire|fringue|nourriture/, sauf: /\baci\b/ },
      { note: 2, texte: /alimentaire|vetement|vestiment|vestiaire/ },
    ],
  },
  {
    mots: 'ne parle pas français',
    notes: [
      { note: 3, nom: /\bfle\b|\bfli\b|francais|linguisti|alphab|sociolinguist/, sauf: /signes|code|mobilite/ },
      { note: 2, texte: /\bfle\b|francais langue|apprentissage du francais|apprendre le francais/ },
      { note: 1, texte: /alphab|illettr|linguisti|francais/ },
    ],
  },
  {
    mots: 'logement pour jeune travailleur',
    notes: [
      { note: 3, nom: /habitat jeunes|fjt|foyer des jeunes|logement jeunes|mobili-jeune|appartement jeune/ },
      { note: 2, texte: /(jeunes?).{0,120}(logement|hebergement)|(logement|hebergement).{0,120}jeunes?/ },
      { note: 1, nom: /logement|visale/ },
    ],
  },
  {
    mots: 'aide facture électricité',
    notes: [
      { note: 3, texte: /(facture|impaye).{0,80}(energie|electricite|gaz|eau)|(energie|electricite|gaz).{0,80}(facture|impaye)/ },
      { note: 2, texte: /energie|electricite|combustible|chauffage/, sauf: /velo|vehicule|auto/ },
      { note: 2, nom: /\bfsl\b|solidarite.{0,12}logement/ },
      { note: 1, nom: /aides? fin?anci|secours|logement/ },
    ],
  },
  {
    mots: 'recherche stage pour collégien handicapé',
    notes: [
      { note: 3, texte: /handicap/, nom: /stage|esat|decouverte|metier|alternance|apprenti/ },
      { note: 2, texte: /stages?\b.{0,200}handicap|handicap.{0,200}stages?\b/ },
      { note: 1, nom: /stage|handi/ },
    ],
  },
]
