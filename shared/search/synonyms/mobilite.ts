import type { BuiltIn } from './synonym.ts'

/** Getting about: permits, vehicles, public and shared transport. */
export const MOBILITE: readonly BuiltIn[] = [
  {
    mots: 'permis, permis b, permis de conduire, permis voiture, permis accéléré, permis à un euro, permis à 1 €, passer le permis, aide au permis, financement du permis, financer le permis, code de la route, code, code auto, code rousseau, examen du code, auto-école, autoécole, auto école sociale, auto-école solidaire, auto-école associative, conduite accompagnée, conduite supervisée, leçon de conduite, heures de conduite, cours de conduite, apprendre à conduire, bsr, permis am, permis moto, permis a1, permis a2, permis poids lourd, permis c, permis d, permis e, assr, échange de permis, annulation de permis, suspension de permis, récupération de points, simulateur de conduite, remise à niveau conduite',
    thematiques: ['mobilite--preparer-un-permis'],
  },
  {
    mots: 'prix du permis, payer le permis, payer mon permis, bourse au permis, prêt permis',
    thematiques: ['mobilite--preparer-un-permis', 'mobilite--financer-ma-mobilite'],
  },
  {
    mots: 'voiture, véhicule, auto, bagnole, camion, camionnette, utilitaire, voiture sans permis, vsp, voiturette, location de voiture, louer une voiture, louer un véhicule, location solidaire, location sociale de véhicule, prêt de voiture, prêt de véhicule, achat de véhicule, acheter une voiture, achat voiture, voiture d’occasion, véhicule à prix réduit, don de voiture, leasing social, leasing, scooter, mobylette, cyclomoteur, deux-roues, 2 roues, moto, trottinette, location de scooter, prêt de scooter',
    thematiques: ['mobilite--acceder-a-un-vehicule'],
  },
  {
    mots: 'réparation de voiture, réparer sa voiture, réparer un véhicule, réparation de véhicule, réparation auto, garage solidaire, garage social, garage associatif, garage, self garage, mécanique auto, mécanicien, contrôle technique, entretien de voiture, entretien du véhicule, vidange, pneus, panne de voiture, voiture en panne, carrosserie',
    thematiques: ['mobilite--entretenir-reparer-son-vehicule'],
  },
  {
    mots: 'vélo, bicyclette, vélo électrique, vae électrique, vélo à assistance électrique, vélo avec assistance électrique vae, vélo à assistance électrique vae, assistance électrique vae, vélo école, vélo-école, apprendre le vélo, faire du vélo, location de vélo, prêt de vélo, trottinette électrique',
    thematiques: ['mobilite--mobilite-douce-partagee-collective', 'mobilite--acceder-a-un-vehicule'],
  },
  {
    mots: 'atelier vélo, réparation de vélo, réparer son vélo, atelier de réparation de vélos, autoréparation de vélo, remise en état de vélo, bourse aux vélos',
    thematiques: ['mobilite--entretenir-reparer-son-vehicule', 'mobilite--mobilite-douce-partagee-collective'],
  },
  {
    mots: 'bus, train, tram, tramway, métro, sncf, ter, transport en commun, transports en commun, transport collectif, transport à la demande, tad, navette, covoiturage, covoiturer, autopartage, auto-stop, autostop organisé, rezo pouce, blablacar, taxi, taxi social, transport solidaire, chauffeur bénévole, transport d’utilité sociale, lignes de bus, horaires de bus, mobilité douce, mobilité partagée, transport accompagné',
    thematiques: ['mobilite--mobilite-douce-partagee-collective'],
  },
  {
    mots: 'carte de transport, abonnement de transport, abonnement bus, ticket de bus, tickets de transport, titre de transport, tarif solidaire transport, tarification solidaire, carte solidarité transport, bons de transport, chèque mobilité, frais de transport, frais de déplacement, frais kilométriques, frais d’essence, aide à la mobilité, aide mobilité, accès aux droits mobilité, bon d’essence, bon carburant, carburant, essence, prime à la conversion, assurance auto, assurance voiture, microcrédit mobilité, prime vélo, aide à l’achat d’un vélo, pass mobilité',
    thematiques: ['mobilite--financer-ma-mobilite'],
  },
  {
    mots: 'bilan mobilité, diagnostic mobilité, conseil en mobilité, conseiller mobilité, plateforme mobilité, plateforme de mobilité, wimoov, apprentissage de la mobilité, lire un plan, lire une carte, peur de conduire, se repérer, préparer un déplacement',
    thematiques: ['mobilite--etre-accompagne-dans-son-parcours-mobilite'],
  },
  {
    mots: 'mobilité, transport, se déplacer, déplacement, déplacements, frein mobilité, sans véhicule, pas de voiture, transports',
    thematiques: ['mobilite'],
  },
]
