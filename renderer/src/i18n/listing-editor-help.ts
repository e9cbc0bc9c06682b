import { fr } from './fr.ts'

/** « Aide » of each section of the editors, by kind then by group (shared/listing/groups.ts). */
const service: Readonly<Record<string, readonly string[]>> = {
  typologie: [
    fr(
      'Les besoins décident des recherches où le service apparaît : choisissez ceux auxquels il répond vraiment, plutôt que tous ceux qu’il effleure.',
    ),
    fr(
      'Le type dit ce que la personne en retire : un atelier n’est pas une information, une aide financière n’est pas un accompagnement.',
    ),
  ],
  presentation: [
    fr(
      'Le titre dit ce que l’on trouve, pas le nom du dispositif : « Aide au permis de conduire » plutôt que « Dispositif AMI 2 ».',
    ),
    fr('Le résumé se lit dans les résultats : à qui, pour quoi, comment. Évitez les sigles.'),
    fr('La description donne le déroulé, ce qui est inclus, ce qu’il faut savoir avant de venir.'),
  ],
  publics: [
    fr('Un public coché restreint le service. Sans choix, ou avec « Tous publics », il est ouvert à tous.'),
    fr(
      'Un critère d’admission se vérifie : « Résider à Lille », « Inscrit à la mission locale ». Un prérequis est une compétence attendue.',
    ),
  ],
  modalites: [
    'Dites au moins une façon d’accéder au service. Avec le formulaire DORA, les demandes arrivent au courriel du contact.',
    fr('Si le service est payant, précisez : montant, conditions, prises en charge.'),
  ],
  documents: [
    fr('Joignez les documents à compléter : ils seront téléchargés depuis la fiche.'),
    fr('Une demande incomplète perd environ deux semaines ; une demande de trop décourage. Ne demandez que le nécessaire.'),
  ],
  periodicite: [
    'La fréquence est un texte court. Les horaires d’accueil disent quand trouver porte ouverte.',
    fr('La date de fin retire le service de la recherche le lendemain. La périodicité règle les rappels.'),
  ],
  lieu: [
    fr('Le périmètre dit où il faut habiter ; le lieu d’accueil, où se rendre. Ils peuvent différer.'),
    fr('Un point bien placé sur la carte met le service dans les recherches « près de ».'),
  ],
  contact: [
    'Sans autorisation, les coordonnées ne sont montrées qu’aux professionnels rattachés à une structure.',
    fr('Préférez une adresse de service à une adresse personnelle : elle survit aux départs.'),
  ],
}

const structure: Readonly<Record<string, readonly string[]>> = {
  identite: ['Le nom est celui que l’on cherche. La typologie aide à comprendre qui vous êtes.'],
  presentation: ['Le résumé est lu d’abord. La présentation dit vos missions et ceux que vous recevez.'],
  lieu: ['L’adresse est celle où l’on vous trouve. La fiche Acceslibre dit si le lieu est accessible.'],
  coordonnees: ['Ces coordonnées sont publiques. Elles servent aussi de contact aux services qui n’en ont pas.'],
  horaires: ['Ces horaires valent pour les services qui n’ont pas les leurs.'],
}

export const sectionHelp = { service, structure, modele: service } as const
