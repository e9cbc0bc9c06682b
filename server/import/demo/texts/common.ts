/** Sentences shared by all needs, so that two listings of one need never read the same. */

export const UNFOLDING = [
  'Après un premier échange d’une trentaine de minutes, un parcours est proposé et ajusté au fil des rencontres.',
  'L’accueil se fait en petit groupe ; un temps individuel est toujours possible.',
  'Un seul interlocuteur suit la personne du premier rendez-vous jusqu’au bilan.',
  'Les rendez-vous ont lieu toutes les semaines au début, puis tous les quinze jours.',
  'Le premier contact permet de vérifier que le service répond bien au besoin ; sinon, une autre solution est recherchée avec la personne.',
  'L’accompagnement dure de quelques jours à plusieurs mois selon la situation.',
  'La réponse est donnée sous cinq jours ouvrés, par téléphone ou par message.',
  'Les séances se tiennent le matin ou l’après-midi, hors vacances scolaires.',
] as const

export const AIMS = [
  'L’objectif : que chacun retrouve la main sur ses démarches et reprenne confiance.',
  'Nous travaillons avec le référent de parcours, qui est tenu informé avec l’accord de la personne.',
  'Le service est mené en lien avec les partenaires de l’emploi, du logement et de la santé du territoire.',
  'Chaque étape est décidée avec la personne, à son rythme.',
  'Un bilan écrit est remis à la personne et, si elle le souhaite, à son conseiller.',
  'Les échanges sont confidentiels.',
  'Le lieu est accessible en transport en commun ; une aide au déplacement est possible.',
  'Une garde d’enfant peut être organisée pendant les rendez-vous, sur demande.',
] as const

export const PRACTICAL = [
  'Places limitées : il est conseillé de s’inscrire dès maintenant.',
  'Entrées et sorties permanentes tout au long de l’année.',
  'Prochaine session le mois prochain ; liste d’attente courte.',
  'Des permanences ont aussi lieu dans les communes voisines.',
  'Un interprète ou un interprète en langue des signes peut être présent, à signaler lors de l’inscription.',
  'Documents remis en version facile à lire.',
  'Accueil sans rendez-vous aux heures d’ouverture.',
  'Possibilité de rencontre au domicile en cas de difficulté à se déplacer.',
] as const

export const LISTS = [
  '**Comment ça se passe ?**\n\n* un premier rendez-vous pour faire connaissance ;\n* un plan d’action écrit ;\n* un point régulier jusqu’à la solution.',
  '**Vous y trouverez :**\n\n* une écoute sans jugement ;\n* des informations à jour ;\n* une aide concrète pour les démarches ;\n* une orientation vers les bons partenaires.',
  '**Au programme**\n\n1. diagnostic de la situation ;\n2. choix des priorités ;\n3. mise en œuvre ;\n4. bilan à trois mois.',
] as const

export const CONDITIONS = [
  'Habiter le territoire et être inscrit auprès de la structure.',
  'Être orienté par un professionnel de l’insertion ou de l’action sociale.',
  'Aucune condition de ressources. Se présenter avec une pièce d’identité.',
  'Quotient familial inférieur à 900 euros.',
  'Être majeur, ou avoir plus de 16 ans avec l’accord des parents.',
  'Comprendre et parler un peu le français.',
  'Être disponible deux demi-journées par semaine pendant toute la durée du parcours.',
  'Avoir un projet d’emploi ou de formation validé par son conseiller.',
  'Être bénéficiaire du RSA et suivi par un référent unique.',
  'Permis de conduire en cours de validité et justificatif d’assurance.',
] as const

export const PUBLICS_DETAILS = [
  'Priorité aux personnes orientées par un référent RSA.',
  'Jeunes de 16 à 25 ans, sortis du système scolaire.',
  'Parents isolés, avec ou sans emploi.',
  'Personnes de plus de 50 ans en recherche d’emploi.',
  'Habitants des quartiers prioritaires et des communes rurales.',
  'Personnes reconnues travailleurs handicapés (RQTH) bienvenues.',
] as const

export const FEES = [
  'Adhésion annuelle de 10 euros, gratuite pour les bénéficiaires de minima sociaux.',
  'Participation selon le quotient familial, de 2 à 15 euros.',
  'Tarif solidaire sur présentation d’un justificatif : 5 euros par jour.',
  'Participation de 30 euros pour l’ensemble du parcours, payable en trois fois.',
  'Caution de 150 euros, rendue au retour du matériel.',
  'Une partie du coût peut être prise en charge par un financeur : parlez-en avec votre conseiller.',
] as const

export const MOBILISATION = [
  'Le professionnel envoie la fiche de liaison avant le premier rendez-vous.',
  'Laisser un message avec un numéro : nous rappelons dans la journée.',
  'Se présenter à l’accueil aux heures d’ouverture, de préférence le matin.',
  'Merci de prévenir en cas d’empêchement.',
] as const

export const FORMS = [
  'Fiche d’orientation',
  'Dossier d’inscription',
  'Fiche de liaison',
  'Autorisation parentale',
  'Grille d’évaluation',
] as const
