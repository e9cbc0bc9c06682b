import type { BuiltIn } from './synonym.ts'

/** Housing, from the street to the purchase. */
export const LOGEMENT: readonly BuiltIn[] = [
  {
    mots: '115, siao, hébergement, hébergement d’urgence, hébergement temporaire, urgence hébergement, logement d’urgence, urgence logement, mise à l’abri, nuitée, nuit d’hôtel, hôtel social, abri de nuit, foyer, foyer d’hébergement, chrs, chu, huda, lits halte soins santé, centre d’hébergement, accueil de nuit, halte de nuit, pension de famille, maison relais, résidence sociale, fjt, foyer de jeunes travailleurs, résidence habitat jeunes, habitat jeunes, intermédiation locative, logement temporaire, logement de transition, colocation solidaire, dormir, dormir ce soir, où dormir, hébergement citoyen, hébergement de stabilisation, cada',
    thematiques: ['logement-hebergement--rechercher-une-solution-dhebergement-temporaire'],
  },
  {
    mots: 'sans domicile, sans domicile fixe, sdf, sans abri, à la rue, dort dans sa voiture, dort dehors, squat, bidonville, sans logement, hébergé chez un tiers, accueil de jour',
    thematiques: ['logement-hebergement--rechercher-une-solution-dhebergement-temporaire'],
    publics: ['personnes-en-situation-durgence'],
  },
  {
    mots: 'louer un logement, louer un appartement, appartement, appart, studio, maison à louer, location d’appartement, location de logement, location de logement social, logement à louer, bail, bailleur, bailleur social, hlm, logement social, demande de logement, demande de logement social, numéro unique, dossier de location, garant, garantie loyer, caution, dépôt de garantie, visale, loca-pass, locapass, mobili-jeune, mobili-pass, état des lieux, premier logement, chercher un logement, trouver un logement, recherche de logement, recherche logement, colocation, logement étudiant, logement jeune, logement adapté, agence immobilière sociale, ais',
    thematiques: ['logement-hebergement--louer-un-logement'],
  },
  {
    mots: 'apl, aide au logement, aides au logement, allocation logement, aide personnalisée au logement, als, alf, dalo, daho, droit au logement opposable, adil, droits au logement, accès au logement, accéder au logement, information logement, fsl, fonds de solidarité logement, fonds solidarité logement, action logement, permanence logement',
    thematiques: ['logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement'],
  },
  {
    mots: 'impayé de loyer, impayés de loyer, loyers impayés, loyer impayé, dette de loyer, dettes locatives, dette locative, retard de loyer, aide au loyer, payer le loyer, payer son loyer, commandement de payer',
    thematiques: ['logement-hebergement--reduire-les-impayes-de-loyer', 'logement-hebergement--se-maintenir-dans-le-logement'],
  },
  {
    mots: 'expulsion, expulsion locative, expulsé, menace d’expulsion, ccapex, prévention des expulsions, trêve hivernale',
    thematiques: ['logement-hebergement--se-maintenir-dans-le-logement', 'logement-hebergement--reduire-les-impayes-de-loyer'],
  },
  {
    mots: 'facture d’électricité, factures d’énergie, facture d’énergie, facture de gaz, facture edf, edf, engie, chèque énergie, coupure d’électricité, précarité énergétique, chauffage, énergie, électricité, facture d’eau, factures impayées, logement insalubre, insalubrité, logement indigne, habitat indigne, punaises de lit, moisissures, humidité, travaux dans le logement, rénovation du logement, rénovation énergétique, maprimerénov, anah, adaptation du logement, adapter son logement, maintien dans le logement, rester dans son logement, aspll, avdl, accompagnement vers et dans le logement, conflit avec le propriétaire, trouble de voisinage, voisinage, assurance habitation, incurie, syndrome de diogène',
    thematiques: ['logement-hebergement--se-maintenir-dans-le-logement'],
  },
  {
    mots: 'déménagement, déménager, changer de logement, changement de logement, mutation de logement, échange de logement, logement trop petit, logement plus grand, suroccupation, décohabitation, aide au déménagement, camion de déménagement',
    thematiques: ['logement-hebergement--changer-de-logement'],
  },
  {
    mots: 'acheter un logement, achat immobilier, accession à la propriété, acheter une maison, acheter un appartement, prêt immobilier, crédit immobilier, prêt à taux zéro, ptz, devenir propriétaire, primo-accédant',
    thematiques: ['logement-hebergement--acheter-un-logement'],
  },
  { mots: 'logement, loger, se loger, habitat, toit, mal logé, mal-logement', thematiques: ['logement-hebergement'] },
]
