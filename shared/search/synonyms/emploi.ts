import type { BuiltIn } from './synonym.ts'

/** Work: choosing, training, applying, keeping a job, starting a business, going abroad. */
export const EMPLOI: readonly BuiltIn[] = [
  {
    mots: 'cv, curriculum, curriculum vitae, faire un cv, refaire son cv, atelier cv, lettre de motivation, lettre, lettre motivation, cv et lettre de motivation, cv vidéo, candidature, dossier de candidature',
    thematiques: ['preparer-sa-candidature--realiser-un-cv-et-ou-une-lettre-de-motivation'],
  },
  {
    mots: 'recherche d’emploi, recherche emploi, chercher du travail, chercher un emploi, techniques de recherche d’emploi, tre, aide à la recherche d’emploi, méthode de recherche d’emploi, s’organiser dans sa recherche, club de chercheurs d’emploi, club emploi, atelier emploi, espace emploi, point emploi, demandeur d’emploi accompagnement',
    thematiques: ['preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi'],
  },
  {
    mots: 'réseau professionnel, réseau, développer son réseau, linkedin, parrainage emploi, mentorat, mentor, forum emploi, job dating, salon de l’emploi, rencontrer des employeurs, rencontrer des entreprises, rencontre employeurs',
    thematiques: ['preparer-sa-candidature--developper-son-reseau'],
  },
  {
    mots: 'valoriser ses compétences, portefeuille de compétences, open badge, open badges, attestation de compétences, mettre en valeur ses compétences',
    thematiques: ['preparer-sa-candidature--valoriser-ses-competences'],
  },
  {
    mots: 'entretien d’embauche, préparer son entretien d’embauche, entretien de motivation, entretien, entretien de recrutement, simulation d’entretien, préparer un entretien, préparation entretien, entretien professionnel, oral, recruteur, convaincre un recruteur',
    thematiques: ['trouver-un-emploi--convaincre-un-recruteur-en-entretien'],
  },
  {
    mots: 'offre d’emploi, offres d’emploi, offre emploi, annonce d’emploi, postuler, intérim, mission d’intérim, agence d’intérim, travail temporaire, etti, job, petit boulot, boulot, job d’été, job étudiant, cdd, cdi, recrutement, recruter, recrute, embauche, contrat aidé, pec, contrat unique d’insertion, cui, saisonnier, travail saisonnier, chantier d’insertion, chantiers d’insertion, insertion par l’activité économique, iae, siae, aci, entreprise d’insertion, association intermédiaire, régie de quartier, geiq, entreprise adaptée, clause d’insertion, clauses sociales, esat, territoire zéro chômeur, immersion professionnelle facilitée, trouver du travail, trouver un travail, trouver un emploi',
    thematiques: ['trouver-un-emploi--repondre-a-des-offres-demploi', 'trouver-un-emploi'],
  },
  {
    mots: 'candidature spontanée, candidatures spontanées, marché caché, démarcher les entreprises, prospecter',
    thematiques: ['trouver-un-emploi--faire-des-candidatures-spontanees'],
  },
  {
    mots: 'relancer un employeur, relance de candidature, suivi de candidature, suivre ses candidatures',
    thematiques: ['trouver-un-emploi--suivre-ses-candidatures-et-relancer-les-employeurs'],
  },
  {
    mots: 'maintien dans l’emploi, maintien en emploi, rester en emploi, garder son emploi, aménagement de poste, poste adapté, adaptation du poste, inaptitude, inapte, licenciement pour inaptitude, médecine du travail, accident du travail, retour à l’emploi après maladie, emploi accompagné, agefiph, job coach, job coaching, tuteur en entreprise, intégration dans l’entreprise, prise de poste, reprise d’emploi, licenciement, licencié',
    thematiques: ['trouver-un-emploi--maintien-dans-lemploi'],
  },
  {
    mots: 'emploi, travail, travailler, retour à l’emploi, accès à l’emploi, insertion professionnelle, insertion',
    thematiques: ['trouver-un-emploi', 'preparer-sa-candidature'],
  },
  {
    mots: 'bilan de compétences, faire le point sur ses compétences, identifier ses compétences, points forts, évaluation des compétences, tests de compétences, atouts, aptitudes',
    thematiques: ['choisir-un-metier--identifier-ses-points-forts-et-ses-competences'],
  },
  {
    mots: 'orientation professionnelle, orientation, s’orienter, projet professionnel, reconversion, reconversion professionnelle, changer de métier, changer de voie, réorientation, cep, conseil en évolution professionnelle, élaboration du projet professionnel, définir un projet professionnel, définition du projet professionnel, valider son projet, validation de projet, ne sait pas quoi faire, quoi faire',
    thematiques: ['choisir-un-metier--confirmer-son-choix-de-metier', 'choisir-un-metier'],
  },
  {
    mots: 'découvrir un métier, découverte des métiers, découverte de métiers, découverte métier, stage, stage de découverte, immersion, immersion en entreprise, pmsmp, mise en situation professionnelle, visite d’entreprise, enquête métier, essayer un métier, secteur d’activité, cité des métiers, métier, métiers, plateau technique',
    thematiques: ['choisir-un-metier--decouvrir-un-metier-ou-un-secteur-dactivite'],
  },
  {
    mots: 'métiers qui recrutent, métiers en tension, marché du travail, bassin d’emploi, opportunités d’emploi, secteurs porteurs, débouchés',
    thematiques: ['choisir-un-metier--connaitre-les-opportunites-demploi'],
  },
  {
    mots: 'formation, se former, formation professionnelle, formation qualifiante, formation diplômante, trouver une formation, recherche de formation, diplôme, titre professionnel, cap, bac pro, bts, qualification, apprentissage, alternance, contrat d’apprentissage, contrat de professionnalisation, apprenti, cfa, afpa, greta, école de la deuxième chance, école de la 2e chance, e2c, epide, préparatoire, prépa apprentissage, reprise d’études, reprendre ses études, études, daeu, caces, habilitation électrique, sst, haccp, certification, préqualification, formation courte, poei, poec, afc, garantie jeunes, contrat d’engagement jeune, cej, carif-oref, secourisme, mooc',
    thematiques: ['se-former--trouver-sa-formation'],
  },
  {
    mots: 'vae, validation des acquis, validation des acquis de l’expérience, cpf, compte personnel de formation, mon compte formation, compte formation, financer une formation, financement de formation, financement de la formation, dossier de formation, monter un dossier de formation, rémunération de formation, aif, transition pro, projet de transition professionnelle, cif, opco, équivalence de diplôme, reconnaissance de diplôme, diplôme étranger, enic-naric, bourse d’études, parcoursup',
    thematiques: ['se-former--monter-son-dossier-de-formation'],
  },
  {
    mots: 'création d’entreprise, créer une entreprise, créer son entreprise, créer sa boîte, monter sa boîte, monter son entreprise, création d’activité, créer son activité, entrepreneuriat, entreprendre, entrepreneur, idée de création, projet de création, porteur de projet, créateur d’entreprise, devenir indépendant, indépendant, travailleur indépendant, micro-entreprise, microentreprise, micro entrepreneur, auto-entrepreneur, autoentrepreneur, auto-entreprise, statut juridique, business plan, étude de marché, bge, cci, cma, couveuse, pépinière, pépinière d’entreprises, coopérative d’activité, cae, portage salarial, reprise d’entreprise, reprendre une entreprise, incubateur, adie, microcrédit professionnel, acre, arce, nacre',
    thematiques: [
      'creer-une-entreprise--structurer-son-projet-de-creation-dentreprise',
      'creer-une-entreprise--definir-son-projet-de-creation-dentreprise',
    ],
  },
  {
    mots: 'financer son entreprise, financement de création, prêt d’honneur, initiative france, france active, crowdfunding, développer son entreprise, développement d’entreprise, développer son activité, trouver des clients, comptabilité, gestion d’entreprise, entreprise en difficulté, suivi post-création, réseau d’entrepreneurs, coworking, espace de coworking, communication d’entreprise, site internet professionnel, rebond',
    thematiques: ['creer-une-entreprise--developper-son-entreprise', 'creer-une-entreprise'],
  },
  {
    mots: 'travailler à l’étranger, emploi à l’étranger, partir à l’étranger, étranger, erasmus, stage à l’étranger, volontariat international, pvt, mobilité internationale, mobilité européenne, eures, travailler en suisse, travailler en allemagne, travailler au luxembourg, travailler en belgique, frontalier, travailleur frontalier',
    thematiques: [
      'souvrir-a-linternational--connaitre-les-opportunites-demploi-a-letranger',
      'souvrir-a-linternational--sinformer-sur-les-aides-pour-travailler-a-letranger',
    ],
  },
  {
    mots: 'retour en france, expatrié, revenir en france, retour d’expatriation',
    thematiques: ['souvrir-a-linternational--sorganiser-suite-a-son-retour-en-france'],
  },
  { mots: 'international', thematiques: ['souvrir-a-linternational'] },
]
