import type { BuiltIn } from './synonym.ts'

/** Family: childcare, parenting, carers, separation and violence. */
export const FAMILLE: readonly BuiltIn[] = [
  {
    mots: 'garde d’enfant, garde d’enfants, garde, garder mon enfant, garder les enfants, mode de garde, modes de garde, mode d’accueil, faire garder ses enfants, faire garder, crèche, crèche avip, avip, micro-crèche, halte-garderie, garderie, multi-accueil, nounou, baby-sitter, babysitting, baby-sitting, assistante maternelle, assistant maternel, assmat, ram, rpe, relais petite enfance, maison d’assistantes maternelles, petite enfance, jeune enfant, périscolaire, centre de loisirs, centre aéré, accueil de loisirs, colonie, colonie de vacances, nourrice, garde à domicile, garde horaires décalés, garde horaires atypiques, place en crèche, aide à la garde d’enfants, agepi, école maternelle, cantine',
    thematiques: ['famille--garde-denfants'],
  },
  {
    mots: 'parentalité, soutien à la parentalité, être parent, aide aux parents, lieu d’accueil enfants parents, laep, café des parents, école des parents, reaap, pmi, protection maternelle et infantile, enceinte, grossesse, femme enceinte, bébé, maternité, accouchement, sage-femme, aide aux devoirs, soutien scolaire, accompagnement à la scolarité, clas, scolarité, école, décrochage, décrochage scolaire, éducation, ado difficile, adolescent difficile, mon ado, éducateur, aemo, ase, aide sociale à l’enfance, protection de l’enfance, maison des adolescents, vacances familiales, inscription à l’école',
    thematiques: ['famille--soutien-a-la-parentalite-et-a-leducation'],
  },
  {
    mots: 'aidant, aidants, proche aidant, proches aidants, aide aux aidants, répit, droit au répit, plateforme de répit, soutien aux aidants, aidant familial',
    thematiques: ['famille--soutien-aidants'],
  },
  {
    mots: 'personne dépendante, dépendance, perte d’autonomie, apa, ehpad, maison de retraite, alzheimer, clic, maintien à domicile, parent âgé, grand âge, autonomie des personnes âgées, ssiad, téléassistance, enfant handicapé, personne à charge, personnes dépendantes',
    thematiques: ['famille--prise-en-charge-personne-dependante'],
  },
  {
    mots: 'violences conjugales, violence conjugale, violences, violence, violences faites aux femmes, femme battue, femmes battues, femme victime de violence, femmes victimes de violences, victime de violences, victime de violence, violences intrafamiliales, violences familiales, violences sexuelles, viol, agression, agression sexuelle, mariage forcé, emprise, conjoint violent, mari violent, 3919, ordonnance de protection, téléphone grave danger, cidff, mise en sécurité, violences au sein du couple',
    thematiques: ['famille--surmonter-conflits-separation-violence'],
    publics: ['femmes', 'personnes-en-situation-durgence'],
  },
  {
    mots: 'divorce, divorcer, séparation, séparé, séparation du couple, rupture, pension alimentaire, recouvrement de pension alimentaire, aripa, médiation familiale, médiateur familial, droit de visite, espace rencontre, garde alternée, juge aux affaires familiales, jaf, conflit familial, conflits familiaux, conflit de couple, conseil conjugal, conseillère conjugale, planning familial, thérapie familiale',
    thematiques: ['famille--surmonter-conflits-separation-violence'],
  },
  {
    mots: 'famille, familles, vie de famille, famille monoparentale, monoparental, mère seule, mère isolée, parent isolé, parents isolés, parent seul, maman solo, mère célibataire, père isolé',
    thematiques: ['famille'],
    publics: ['familles'],
  },
]
