import type { BuiltIn } from './synonym.ts'

/** Money: debts, budget, bank, emergency help. Then the household: food, clothes, furniture. */
export const ARGENT: readonly BuiltIn[] = [
  {
    mots: 'dettes, dette, endettement, endetté, surendettement, surendetté, dossier de surendettement, dossier banque de france, banque de france, commission de surendettement, crédits, crédit à la consommation, huissier, huissiers, commissaire de justice, saisie sur salaire, rachat de crédit, restructuration de dettes, ficp, rétablissement personnel, cresus, crésus, plan de remboursement, échéancier, trop-perçu, indus caf',
    thematiques: ['difficultes-financieres--situation-dendettement-surendettement'],
  },
  {
    mots: 'budget, gérer son budget, gestion du budget, gestion budgétaire, gérer son argent, faire ses comptes, éducation budgétaire, atelier budget, point conseil budget, pcb, aesf, aide éducative budgétaire, masp, maîtriser ses dépenses, économies, fins de mois, fin de mois difficile',
    thematiques: [
      'difficultes-financieres--ameliorer-sa-gestion-budgetaire',
      'difficultes-financieres--acquerir-une-autonomie-budgetaire',
    ],
  },
  {
    mots: 'banque, compte bancaire, ouvrir un compte, ouverture de compte, droit au compte, compte en banque, carte bancaire, rib, frais bancaires, interdit bancaire, découvert, découvert bancaire, microcrédit, micro-crédit, microcrédit personnel, microcrédit social, prêt personnel, emprunt, prêt d’honneur social, épargne, éducation financière, autonomie budgétaire',
    thematiques: [
      'difficultes-financieres--acquerir-une-autonomie-budgetaire',
      'difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere',
    ],
  },
  {
    mots: 'tutelle, curatelle, sauvegarde de justice, mandataire judiciaire, mandat de protection, mjpm, masp judiciaire, mesure de protection, majeur protégé, habilitation familiale, udaf',
    thematiques: [
      'difficultes-financieres--mettre-en-place-une-mesure-de-protection-financiere',
      'difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte',
    ],
  },
  {
    mots: 'secours financier, secours exceptionnel, aide financière, aide financière d’urgence, aide exceptionnelle, aide d’urgence, secours d’urgence, fonds d’aide, faj, fonds d’aide aux jeunes, plus d’argent, aide ponctuelle, coup de pouce financier, prime d’activité, argent, difficultés financières, problème d’argent, besoin d’argent, précarité, pauvreté, impayés, impayé, factures, facture, frais d’inscription, aide aux vacances, chèque service',
    thematiques: ['difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere', 'difficultes-financieres'],
  },
  {
    mots: 'manger, faim, nourriture, repas, repas chaud, alimentation, aide alimentaire, alimentaire, distribution alimentaire, banque alimentaire, colis, colis alimentaire, panier repas, panier alimentaire, panier solidaire, épicerie sociale, épicerie solidaire, épicerie, restos du cœur, resto du cœur, restaurant solidaire, restaurant social, soupe populaire, maraude, cantine solidaire, bons alimentaires, bon alimentaire, chèque alimentaire, ticket alimentaire, tickets service, secours populaire, secours catholique, croix-rouge, frigo solidaire, lait infantile, couches, produits d’hygiène, kit hygiène, jardin partagé, jardin solidaire, cuisine, atelier cuisine',
    thematiques: ['equipement-et-alimentation--alimentation'],
  },
  {
    mots: 'vêtements, vêtement, habits, s’habiller, habillement, fringues, vestiaire, vestiaire solidaire, vestiboutique, friperie, chaussures, manteau, tenue professionnelle, tenue d’entretien, costume, cravate solidaire, bourse aux vêtements, layette, vêtements bébé, vêtements d’enfant, linge',
    thematiques: ['equipement-et-alimentation--habillement'],
  },
  {
    mots: 'meubles, meuble, mobilier, ameublement, se meubler, lit, matelas, canapé, emmaüs, ressourcerie, recyclerie, électroménager, machine à laver, lave-linge, frigo, réfrigérateur, gazinière, four, micro-ondes, aspirateur, laverie, laverie solidaire, laver son linge, repair café, réparer un appareil, équipement du logement, équiper son logement, vaisselle, premier équipement, bricothèque, prêt d’outils, outilthèque',
    thematiques: ['equipement-et-alimentation--electromenager'],
  },
  {
    mots: 'ménage, aide ménagère, femme de ménage, aide à domicile, aide au ménage, auxiliaire de vie, repassage, portage de repas, service à la personne, services à la personne, tisf, technicienne d’intervention sociale et familiale',
    thematiques: ['equipement-et-alimentation--aide-menagere'],
  },
  { mots: 'équipement, aide matérielle, bricolage', thematiques: ['equipement-et-alimentation'] },
]
