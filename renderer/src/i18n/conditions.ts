import { fr } from './fr.ts'

/** The conditions of use, version `CGU_VERSION` (shared/accounts/compte.ts): another text is another version. */
export const conditions = {
  title: 'Conditions d’utilisation',
  version: (date: string) => `Version du ${date}.`,
  accepted: (date: string) => `Vous les avez acceptées le ${date}.`,
  due: 'Elles sont à accepter pour rejoindre une structure et pour publier. Chercher et consulter n’en dépend pas.',
  accept: 'Accepter les conditions',
  accepting: 'Enregistrement…',
  acceptedNow: 'Conditions acceptées.',
  banner: 'Les conditions d’utilisation ont changé.',
  bannerFirst: 'Il vous reste à accepter les conditions d’utilisation.',
  read: 'Lire et accepter',
  sections: [
    {
      title: 'Qui peut utiliser cet outil',
      lines: [
        'Chercher et consulter les fiches est ouvert à tous, sans compte.',
        fr(
          'Le compte est réservé aux professionnels et aux bénévoles de l’insertion : personnes qui accompagnent, structures qui proposent des services, gestionnaires de territoire. Il est personnel : il ne se prête pas.',
        ),
      ],
    },
    {
      title: 'Un usage professionnel',
      lines: [
        'Vous agissez au nom des structures dont vous êtes membre. Le premier membre d’une structure en devient l’administrateur et invite ou accepte ses collègues. L’équipe de modération vérifie chaque nouvelle structure.',
        fr(
          'Les coordonnées réservées aux professionnels servent à orienter des personnes : elles ne se diffusent pas et ne servent pas à démarcher.',
        ),
      ],
    },
    {
      title: 'Des informations exactes',
      lines: [
        'Ce que vous publiez est exact à votre connaissance, à jour, et de votre ressort. Vous corrigez ou retirez ce qui ne l’est plus.',
        'L’équipe de modération peut corriger, suspendre ou retirer une fiche inexacte, trompeuse ou contraire à la loi, et fermer un compte qui en abuse.',
        'Les fiches viennent de nombreux producteurs et peuvent comporter des erreurs. Vérifiez auprès de la structure avant une démarche importante.',
      ],
    },
    {
      title: 'Les données des personnes accompagnées',
      lines: [
        fr(
          'N’écrivez que ce qui est nécessaire à la demande, avec l’accord de la personne, et jamais de numéro de sécurité sociale ni de diagnostic médical.',
        ),
        fr(
          'Aucune donnée d’une personne accompagnée n’a sa place dans les notes, les fiches ou la recherche. Les brouillons de demande restent chiffrés sur votre poste.',
        ),
      ],
    },
    {
      title: 'Vos propres données',
      lines: [
        fr(
          'Le serveur garde votre identité, votre adresse, vos structures, vos choix et les dates de vos connexions, pour vous reconnaître et vous donner vos droits. Elles ne sont ni vendues ni cédées.',
        ),
        fr(
          'Les administrateurs de vos structures et l’équipe qui tient le serveur voient votre nom et votre adresse. Vous pouvez tout emporter et tout corriger dans « Mon compte ».',
        ),
      ],
    },
    {
      title: 'La licence des fiches',
      lines: [
        fr(
          'Les fiches publiées de structures et de services sont des données ouvertes, sous Licence Ouverte (Etalab 2.0) : chacun peut les réutiliser en citant leur source. Les coordonnées réservées aux professionnels n’en font pas partie.',
        ),
      ],
    },
    {
      title: 'Fermer son compte',
      lines: [
        fr(
          'Vous pouvez supprimer votre compte à tout moment dans « Mon compte ». Vos structures et leurs services restent au catalogue, sans votre nom.',
        ),
        'Un compte sans connexion pendant deux ans est supprimé, après plusieurs avertissements par courriel.',
      ],
    },
    {
      title: 'Si ces conditions changent',
      lines: ['La nouvelle version vous est présentée et doit être acceptée. La date de chaque acceptation est conservée.'],
    },
  ],
} as const
