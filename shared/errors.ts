import type { Json, WireError } from './rpc.ts'

/**
 * Every failure the product can show, in one place.
 * Each sentence says what happened, what is safe, and what to do. `{name}` is replaced by the detail of that name.
 */
export const ERRORS = {
  interne:
    'Une erreur inattendue s’est produite. Vos favoris et vos brouillons sont intacts. Réessayez\u202f; si cela recommence, relancez l’application.',
  'requete-invalide': 'La demande n’a pas pu être comprise ({champ}). Rien n’a été modifié. Vérifiez la saisie et réessayez.',
  'procedure-inconnue': 'Cette action n’existe pas dans cette version. Rien n’a été modifié. Mettez l’application à jour.',
  'hote-injoignable': 'L’application ne répond plus. Ce que vous avez enregistré est conservé. Relancez-la pour continuer.',
  'acces-refuse': 'L’accès a été refusé. Rien n’a été modifié. Ouvrez l’application par son adresse de départ.',
  'catalogue-absent':
    'Le référentiel n’est pas encore installé. Vos brouillons et favoris sont intacts. Importez des données ou relancez l’application pour créer le catalogue de démonstration.',
  'catalogue-illisible':
    'Le fichier du référentiel est illisible ou incomplet. Vos brouillons et favoris sont intacts. Relancez un import pour le remplacer.',
  'catalogue-trop-recent':
    'Le référentiel a été préparé par une version plus récente de l’application. Vos brouillons et favoris sont intacts. Mettez l’application à jour.',
  'carte-remplacee':
    'La carte préparait une recherche plus récente. Rien n’est perdu\u202f: la liste porte les mêmes services. Réessayez.',
  'service-introuvable':
    'Ce service ne figure plus dans le référentiel. Votre note est conservée s’il était en favori. Relancez une recherche pour trouver un équivalent.',
  'structure-introuvable':
    'Cette structure ne figure plus dans le référentiel. Relancez une recherche pour trouver un équivalent.',
  'lieu-inconnu': 'Ce lieu n’est pas reconnu. Votre recherche est conservée. Choisissez une commune dans la liste proposée.',
  'hors-ligne':
    'Cette action demande le réseau, qui ne répond pas. Rien n’est perdu. Réessayez une fois la connexion revenue, ou choisissez une commune.',
  'adresses-saturees':
    'Le service d’adresses reçoit trop de demandes. Rien n’est perdu. Réessayez dans quelques secondes, ou choisissez une commune.',
  'reseau-non-autorise':
    'Les services en ligne sont désactivés sur ce poste. Rien n’a été envoyé. Activez-les dans les réglages pour chercher une adresse précise.',
  'itineraires-non-autorises':
    'Les itinéraires en ligne sont désactivés sur ce poste. Rien n’a été envoyé. Activez-les dans les réglages, «\u202fAller sur place\u202f», pour les demander.',
  'itineraires-satures': 'Le service d’itinéraires reçoit trop de demandes. Rien n’est perdu. Réessayez dans quelques secondes.',
  'itineraire-introuvable':
    'Aucun itinéraire n’a été trouvé entre ces deux lieux. Rien n’a été modifié. Vérifiez que le lieu cherché et le service ont une adresse précise.',
  'gtfs-illisible':
    'Ce fichier d’horaires ne peut pas être lu ({champ}). Rien n’a été modifié\u202f: les horaires déjà chargés restent. Demandez un fichier GTFS à jour à qui le publie.',
  'gtfs-trop-lourd':
    'Ce fichier d’horaires dépasse 200 Mo. Rien n’a été modifié. Choisissez le fichier du réseau ou du département plutôt que celui du pays.',
  'lien-refuse':
    'Ce lien n’a pas été ouvert, car son adresse n’est pas sûre. Rien n’a été envoyé. Copiez-le si vous êtes certain de sa provenance.',
  'ouverture-impossible':
    'Ce lien n’a pas pu être ouvert : aucun programme de ce poste ne le prend en charge. Rien n’a été envoyé. Copiez l’adresse pour l’ouvrir vous-même.',
  'donnees-utilisateur-illisibles':
    'Vos données personnelles (brouillons, favoris) n’ont pas pu être lues. Le fichier est conservé tel quel. Relancez l’application\u202f; si cela recommence, contactez votre support avec le chemin affiché dans les réglages.',
  'donnees-utilisateur-trop-recentes':
    'Vos données ont été enregistrées par une version plus récente de l’application. Elles sont intactes. Mettez l’application à jour pour les ouvrir.',
  'cle-absente':
    'La clé qui protège vos brouillons est introuvable. Les données chiffrées sont conservées mais illisibles sur ce poste. Rouvrez la session Windows ou macOS habituelle.',
  'brouillon-introuvable': 'Ce brouillon n’existe plus. Les autres brouillons sont intacts.',
  'brouillon-modifie-ailleurs':
    'Ce brouillon a été modifié dans une autre fenêtre. Rien n’a été écrasé et votre saisie reste à l’écran. Choisissez la version à garder.',
  'piece-trop-lourde':
    'Cette pièce jointe dépasse {limite}. Le brouillon est enregistré. Réduisez le fichier puis ajoutez-le de nouveau.',
  'piece-type-refuse':
    'Ce fichier n’est pas d’un type accepté, ou son contenu ne correspond pas à son extension. Le brouillon est enregistré. Formats acceptés\u202f: {formats}.',
  'piece-nom-refuse':
    'Le nom de ce fichier n’est pas utilisable ({raison}). Le brouillon est enregistré. Renommez-le puis ajoutez-le de nouveau.',
  'piece-trop-nombreuses': 'Ce brouillon a déjà {limite} pièces jointes. Il est enregistré. Retirez-en une avant d’en ajouter.',
  'piece-introuvable': 'Cette pièce jointe n’existe plus. Le brouillon est intact. Ajoutez de nouveau le fichier.',
  'piece-incomplete':
    'Le transfert de la pièce jointe a été interrompu. Le brouillon est enregistré sans elle. Ajoutez de nouveau le fichier.',
  'import-introuvable':
    'Le fichier ou le dossier à importer est introuvable ({chemin}). Le catalogue actuel est intact. Vérifiez le chemin puis relancez l’import.',
  'import-sans-fichier':
    'Ce dossier ne contient aucun fichier de données ({chemin}). Le catalogue actuel est intact. Indiquez un fichier JSON, NDJSON, CSV, GeoJSON ou Parquet.',
  'import-format-inconnu':
    '« {fichier} » n’est pas d’un format reconnu : {raison}. Le catalogue actuel est intact. Formats acceptés : JSON, NDJSON, CSV, GeoJSON, Parquet, simples ou compressés (gz, zst).',
  'import-fichier-tronque':
    '« {fichier} » est incomplet ou abîmé : {raison}. Le catalogue actuel est intact. Téléchargez de nouveau le fichier puis relancez l’import.',
  'import-vide':
    'Aucune fiche n’a pu être importée ({lignes} lignes lues). Le catalogue actuel est intact. Consultez le rapport pour en connaître les raisons.',
  'import-reseau':
    'Le téléchargement depuis {hote} a échoué : {raison}. Le catalogue actuel est intact. Vérifiez la connexion, ou téléchargez les fichiers autrement puis importez-les.',
  'import-interrompu': 'L’import a été interrompu. Le catalogue actuel est intact. Relancez l’import quand vous le souhaitez.',
  'ecriture-impossible':
    'L’enregistrement a échoué\u202f: le disque est plein ou protégé. Votre saisie reste à l’écran. Libérez de l’espace puis réessayez.',
  // What is kept on the desk for an account, and what the server answered to it (main/user).
  'donnees-utilisateur-lecture-seule':
    'Vos données ont été enregistrées par une version plus récente de l’application\u202f: elles se lisent ici, mais rien ne peut y être enregistré. Elles sont intactes. Mettez l’application à jour pour les modifier.',
  'favori-introuvable':
    'Ce favori n’existe plus\u202f: il a été retiré entre-temps. Votre saisie reste à l’écran. Ajoutez-le de nouveau pour l’annoter.',
  'recherche-introuvable':
    'Cette recherche gardée n’existe plus\u202f: elle a été retirée entre-temps. Les autres sont intactes. Relancez-la puis gardez-la de nouveau.',
  'trop-de-recherches':
    'Vous gardez déjà cent recherches. Celle-ci n’a pas été gardée, et les autres sont intactes. Retirez-en une, puis recommencez.',
  'envoi-introuvable':
    'Cet envoi n’attend plus\u202f: il est déjà parti, ou a été traité dans une autre fenêtre. Rien n’est perdu. La liste montre ce qui reste à faire.',
  'refus-droits':
    'Le serveur a refusé cette modification\u202f: votre compte n’en a pas le droit. Votre saisie est conservée ici. Demandez l’accès puis renvoyez-la, ou annulez-la.',
  'refus-change-depuis':
    'Quelqu’un a modifié cette fiche entre-temps. Rien n’a été modifié par cette action. Relisez la fiche, puis recommencez.',
  'refus-trop':
    'Vous avez fait beaucoup de propositions aujourd’hui. Celle-ci est conservée ici. Renvoyez-la demain, ou annulez-la.',
  'refus-recherches':
    'Votre compte garde déjà trop de recherches. Celle-ci est conservée ici. Retirez-en d’autres puis renvoyez-la, ou annulez-la.',
  'refus-deja-repondu': 'Quelqu’un a déjà répondu à cette proposition. Rien n’a été modifié. Relisez sa réponse.',
  'refus-disparu': 'L’élément modifié n’existe plus sur le serveur. Votre saisie est conservée ici. Renvoyez-la, ou annulez-la.',
  'refus-trop-ancien':
    'Cette modification a attendu trop longtemps pour que le serveur la reconnaisse. Votre saisie est conservée ici. Vérifiez-la puis renvoyez-la, ou annulez-la.',
  'refus-inconnu':
    'Le serveur ne connaît pas ce type de modification. Votre saisie est conservée ici. Renvoyez-la quand le serveur aura été mis à jour, ou annulez-la.',
  'refus-valeur':
    'Le serveur a refusé la valeur de «\u00a0{champ}\u00a0». Votre saisie est conservée ici. Corrigez-la\u202f: elle repartira d’elle-même, ou annulez-la.',
  'refus-dependance':
    'Cette modification attend une autre qui n’a pas été acceptée. Votre saisie est conservée ici. Réglez d’abord l’autre, ou annulez celle-ci.',
  'refus-illisible':
    'Cette modification n’a pas pu être relue ou comprise. Elle est conservée ici. Refaites-la, puis annulez cet envoi.',
  'refus-serveur': 'Le serveur a refusé cette modification ({code}). Votre saisie est conservée ici. Renvoyez-la, ou annulez-la.',
  // Requests (demandes d’orientation): what the server answered to one, or to an act on one.
  'refus-demande-traitee':
    'Quelqu’un a déjà traité cette demande, ou elle a été fermée entre-temps. Ce que vous avez écrit est conservé ici. Relisez la demande, puis annulez cet envoi.',
  'refus-demande-trop-tot':
    'Cette structure a été relancée il y a peu. Votre relance est conservée ici. Renvoyez-la dans quelques jours, ou annulez-la.',
  'refus-demande-message':
    'Le serveur a refusé ce message\u202f: il contient du code ou un lien qui n’est pas sûr. Votre texte est conservé ici. Retirez ce passage et écrivez-le de nouveau, puis annulez celui-ci.',
  'refus-demande-orientable':
    'Ce service ne reçoit plus de demandes par ce formulaire. Votre demande est conservée ici avec ses pièces. Reprenez-la pour suivre les modalités indiquées sur la fiche, ou choisissez un autre service.',
  'refus-demande-territoire':
    'Les demandes ne sont pas ouvertes dans le département de ce service. Votre demande est conservée ici avec ses pièces. Reprenez-la pour suivre les modalités indiquées sur la fiche, ou choisissez un autre service.',
  'suggestion-fermee':
    'Les suggestions ne sont pas ouvertes dans le département de cette fiche. Rien n’a été envoyé, et votre texte reste à l’écran. Contactez directement la structure.',
  'refus-suggestion-territoire':
    'Les suggestions ne sont pas ouvertes dans le département de cette fiche. La vôtre est conservée ici. Contactez directement la structure, ou annulez-la.',
  'refus-demande-structure':
    'Votre compte ne peut pas envoyer de demande au nom de cette structure. Votre demande est conservée ici avec ses pièces. Reprenez-la pour choisir une autre structure, ou demandez votre rattachement.',
  'refus-demande-disparue':
    'Cette demande n’est plus sur le serveur, ou ne vous est plus adressée. Ce que vous avez écrit est conservé ici. Annulez cet envoi une fois le texte repris ailleurs, s’il le faut.',
  'refus-demande-trop':
    'Votre structure a envoyé beaucoup de demandes aujourd’hui. Celle-ci est conservée ici avec ses pièces. Renvoyez-la demain, ou reprenez-la.',
  'refus-demande-emplois':
    'Le lien reçu des Emplois n’est plus valable, ou n’est pas à votre nom. Votre demande est conservée ici avec ses pièces. Reprenez-la, puis revenez par Les Emplois pour un nouveau lien.',
  'refus-demande-champ':
    'Le serveur a refusé la valeur de «\u00a0{champ}\u00a0». Votre demande est conservée ici avec ses pièces. Reprenez-la, corrigez ce point et envoyez-la de nouveau.',
  'refus-geste-champ':
    'Le serveur a refusé la valeur de «\u00a0{champ}\u00a0». Ce que vous avez écrit est conservé ici. Recommencez avec une autre valeur, puis annulez cet envoi.',
  'refus-pieces':
    'Les pièces jointes ne sont pas arrivées entières sur le serveur. Votre demande est conservée ici avec elles. Renvoyez-la, ou reprenez-la pour les ajouter de nouveau.',
  'refus-piece-type':
    'Le serveur a refusé {piece}\u202f: son contenu n’est pas celui qu’annonce son nom. Votre demande est conservée ici. Reprenez-la, remplacez ce fichier et envoyez-la de nouveau.',
  'refus-piece-taille':
    'Le serveur a refusé {piece}, trop lourde. Votre demande est conservée ici. Reprenez-la, réduisez ce fichier et envoyez-la de nouveau.',
  'refus-piece-absente':
    'Ce poste n’a plus {piece}, ou ne peut plus l’ouvrir. Le reste de votre demande est conservé ici. Reprenez-la, ajoutez de nouveau ce fichier et envoyez-la.',
  'refus-piece':
    'Le serveur a refusé {piece}\u202f: son nom ou son format n’est pas accepté. Votre demande est conservée ici. Reprenez-la, renommez ou remplacez ce fichier et envoyez-la de nouveau.',
  'orientation-sans-structure':
    'Une demande s’envoie au nom d’une structure, et vous n’en avez choisi aucune. Votre brouillon est enregistré. Rattachez-vous à une structure ou choisissez celle pour laquelle vous travaillez, puis envoyez.',
  'orientation-incomplete':
    'Cette demande ne peut pas encore être envoyée\u202f: il manque une réponse, ou la raison d’un envoi malgré tout. Votre brouillon est enregistré. Complétez-le, puis envoyez.',
  'orientation-geste':
    'Cette demande a changé d’état\u202f: ce geste n’y est plus possible. Rien n’a été modifié. Relisez la demande pour voir ce qui s’est passé.',
  'orientation-introuvable':
    'Cette demande n’est pas sur ce poste, ou n’est plus à votre nom. Rien n’a été modifié. Revenez à la liste des demandes.',
  'orientation-indisponible':
    'Le serveur ne peut pas le dire pour le moment. Vos demandes et vos brouillons sont intacts. Réessayez dans quelques minutes.',
  'envoi-reporte':
    'Le serveur n’a pas répondu, ou n’a pas pu traiter cet envoi. Votre saisie est conservée ici. Un nouvel essai se fera de lui-même.',
  // Synchronisation: why a desk is offline or blocked, and what its acts may fail with.
  'sync-sans-serveur':
    'Ce poste n’est relié à aucun serveur. Vos favoris et vos brouillons sont intacts. Indiquez l’adresse du serveur dans les réglages.',
  'sync-adresse-refusee':
    'Cette adresse de serveur n’est pas acceptée. Rien n’a été modifié. Indiquez une adresse qui commence par https://, sans identifiant ni mot de passe.',
  'sync-hors-ligne':
    'Le serveur ne répond pas. Recherche, favoris et brouillons fonctionnent, et vos envois attendent sur ce poste. Ils partiront dès que la connexion reviendra.',
  'sync-portail':
    'La réponse reçue n’est pas celle du serveur. Rien n’est perdu et rien n’a été envoyé. Votre réseau demande peut-être une connexion (page d’accueil Wi-Fi) : ouvrez un navigateur pour vous y connecter, ou vérifiez l’adresse du serveur.',
  'sync-reponse-illisible':
    'Le serveur a donné une réponse que cette version ne comprend pas. Vos données sont intactes et vos envois attendent. Mettez l’application à jour ; si cela recommence, prévenez votre support.',
  'sync-indisponible':
    'Le serveur est momentanément indisponible. Vos données sont intactes et vos envois attendent. Un nouvel essai aura lieu tout seul.',
  'sync-sature':
    'Le serveur reçoit trop de demandes. Vos données sont intactes et vos envois attendent. Un nouvel essai aura lieu tout seul dans quelques instants.',
  'sync-version':
    'Cette version de l’application est trop ancienne pour le serveur. Vos données sont intactes, vos envois attendent et la recherche fonctionne. Mettez l’application à jour.',
  'sync-serveur-ancien':
    'Le serveur est plus ancien que cette application et ne sait pas lui répondre. Vos données sont intactes et vos envois attendent. Demandez à votre support de mettre le serveur à jour.',
  'sync-disque-plein':
    'Le disque est plein : les nouvelles données n’ont pas pu être écrites. Le référentiel actuel, vos favoris et vos brouillons sont intacts. Libérez de l’espace puis relancez la synchronisation.',
  'sync-ecriture':
    'Les nouvelles données n’ont pas pu être écrites sur ce poste. Le référentiel actuel, vos favoris et vos brouillons sont intacts. Relancez l’application ; si cela recommence, vérifiez que son dossier est accessible.',
  'sync-telechargement-abime':
    'Le référentiel téléchargé est abîmé et n’a pas été installé. Le référentiel actuel est intact. Un nouvel essai aura lieu tout seul ; si cela recommence, prévenez votre support.',
  'sync-ecart':
    'Les données de ce poste ne correspondent pas à celles du serveur, même après un nouveau téléchargement. Vos favoris et vos brouillons sont intacts. Prévenez votre support.',
  'sync-refus':
    'Le serveur refuse de répondre à ce poste. Vos données sont intactes et vos envois attendent. Prévenez votre support.',
  'sync-session':
    'Votre session a expiré. Les données publiques continuent d’arriver et vos envois attendent. Connectez-vous de nouveau.',
  'sync-identifiants':
    'Le courriel ou le mot de passe n’est pas reconnu. Rien n’a été modifié. Vérifiez votre saisie et réessayez.',
  // Accounts and memberships: what the server refuses (shared/accounts/refusals.ts), and what the desk cannot do.
  'compte-siret-inconnu':
    'Aucun établissement ne porte ce SIRET dans le registre. Rien n’a été modifié. Vérifiez les 14 chiffres, ou cherchez par nom.',
  'compte-siret-incorrect': 'Ce SIRET n’est pas fait de 14 chiffres. Rien n’a été modifié. Corrigez-le, ou cherchez par nom.',
  'compte-structure-inconnue': 'Cette structure n’existe pas, ou plus. Rien n’a été modifié. Cherchez-la de nouveau.',
  'compte-personne-inconnue':
    'Cette personne ne figure plus dans la liste\u202f: un autre administrateur l’a peut-être déjà traitée. Rien n’a été modifié. La liste est relue.',
  'compte-service-inconnu': 'Ce service n’existe pas, ou plus. Rien n’a été modifié. Revenez à la recherche.',
  'compte-sirene-injoignable':
    'Le registre des établissements ne répond pas. Rien n’a été modifié. Indiquez le nom et l’adresse vous-même, ou réessayez plus tard.',
  'compte-domaine-france-travail':
    'Les agences France Travail n’acceptent que les adresses @francetravail.fr, @pole-emploi.fr et @beta.gouv.fr. Rien n’a été modifié. Utilisez une adresse professionnelle de l’agence.',
  'compte-cgu-a-accepter':
    'Les conditions d’utilisation en vigueur sont à accepter d’abord. Rien n’a été modifié. Lisez-les dans «\u00a0Mon compte\u00a0», puis recommencez.',
  'compte-deja-rattache':
    'Cette personne est déjà membre de la structure, ou y est déjà invitée. Rien n’a été modifié. Relancez l’invitation depuis la liste.',
  'compte-trop-de-rappels':
    'Cette personne a déjà été relancée plusieurs fois aujourd’hui. Rien n’a été envoyé. Réessayez demain, ou appelez-la.',
  'compte-trop-de-messages':
    'Les administrateurs de cette structure ont déjà reçu dix messages de la modération aujourd’hui. Rien n’a été envoyé. Écrivez-leur demain, ou appelez la structure.',
  'compte-administrateur-existant':
    'Cette structure a déjà un administrateur. Rien n’a été modifié. C’est à lui d’inviter ses collègues.',
  'compte-dernier-administrateur':
    'C’est le dernier administrateur de la structure. Rien n’a été modifié. Donnez d’abord ce rôle à quelqu’un d’autre.',
  'compte-lien-invalide':
    'Ce lien ou ce code n’est plus valable\u202f: il a déjà servi, ou a plus de cinq minutes. Rien n’a été modifié. Demandez-en un nouveau.',
  'compte-ferme': 'Ce compte a été fermé. Ce qui est sur ce poste est intact. Adressez-vous à l’équipe qui tient le serveur.',
  'compte-identite-refusee':
    'Le fournisseur d’identité n’a pas permis de vous reconnaître avec certitude. Rien n’a été modifié. Réessayez\u202f; si cela recommence, adressez-vous à l’équipe qui tient le serveur.',
  'compte-connexion-annulee':
    'La connexion a été annulée chez le fournisseur d’identité. Rien n’a été modifié. Recommencez quand vous le souhaitez.',
  'compte-fournisseur-injoignable':
    'Le fournisseur d’identité ne répond pas. Rien n’a été modifié. Réessayez dans quelques minutes, ou connectez-vous autrement.',
  'compte-courriel-pris': 'Un compte existe déjà à cette adresse. Rien n’a été modifié. Cherchez-le dans la liste.',
  'compte-mot-de-passe-faible':
    'Ce mot de passe est trop court\u202f: il en faut au moins 12 caractères, et pas votre adresse. Rien n’a été modifié. Choisissez-en un autre.',
  'compte-mot-de-passe-faux':
    'Le mot de passe actuel n’est pas le bon. Rien n’a été modifié. Vérifiez votre saisie et réessayez.',
  'compte-confirmation-fausse':
    'L’adresse saisie n’est pas celle du compte. Rien n’a été supprimé. Saisissez l’adresse exacte du compte.',
  'compte-courrier-absent': 'Ce serveur n’envoie pas de courrier électronique. Rien n’a été modifié. Connectez-vous autrement.',
  'compte-fournisseur-absent':
    'Ce serveur n’est relié à aucun fournisseur d’identité. Rien n’a été modifié. Connectez-vous autrement.',
  'compte-antenne-impossible':
    'Cette antenne ne peut pas être créée ici\u202f: une antenne n’a pas d’antenne, et son SIRET est celui d’un établissement de la même entreprise. Rien n’a été créé. Corrigez, ou rejoignez l’établissement comme une structure.',
  'compte-siret-pris':
    'Un établissement de ce SIRET est déjà dans DORA. Rien n’a été créé. Rejoignez-le depuis « Rejoindre une structure ».',
  'compte-jeton-emplois':
    'Ce code des Emplois n’est pas valable\u202f: il est passé, incomplet, ou fait pour une autre personne. Rien n’a été créé. Recommencez depuis Les Emplois, avec l’adresse de ce compte.',
  'compte-doublon-inconnu': 'Cette paire n’est plus proposée. Rien n’a été modifié. Revenez à la liste.',
  'compte-doublon-decide':
    'Quelqu’un a déjà décidé de cette paire. Votre choix n’a rien changé. Revenez à la liste\u202f: elle dit qui, et une fusion s’annule.',
  'compte-fusion-impossible':
    'Ces deux fiches ne peuvent pas être fusionnées ainsi\u202f: celle qui partirait a des membres ou des antennes, ou n’existe plus. Rien n’a été modifié. Gardez l’autre, ou rapprochez d’abord les personnes.',
  'compte-fusion-inconnue': 'Cette fusion n’existe plus. Rien n’a été modifié. Revenez à la liste.',
  'compte-tache-inconnue':
    'Ce serveur ne fait pas cette tâche. Rien n’a été lancé. Relisez la liste ; si elle y est encore, réessayez.',
  'compte-lettre-partie':
    'Ce courrier n’attend plus : il est parti, ou quelqu’un l’a déjà retiré. Rien n’a été modifié. Relisez la liste.',
  'compte-connecteur-inconnu': 'Ce connecteur n’existe plus. Rien n’a été modifié. Relisez la liste.',
  'compte-connecteur-source-prise':
    'Un autre connecteur apporte déjà une de ces sources. Rien n’a été modifié. Retirez-la de l’un des deux.',
  'compte-connecteur-sans-lot':
    'Il n’y a plus de lot à prendre\u202f: quelqu’un en a déjà décidé, ou il est illisible. Rien n’a été modifié. Relisez la liste, puis relancez le connecteur.',
  'compte-referentiel-inconnu': 'Cette entrée n’existe plus. Rien n’a été modifié. Relisez la liste.',
  'compte-referentiel-pris':
    'Une entrée porte déjà ce nom, à un accent ou une majuscule près, ou l’a porté. Rien n’a été modifié. Choisissez un autre nom, ou remettez l’entrée retirée.',
  'compte-kit-inconnu': 'Ce kit n’existe pas, ou plus. Rien n’a été modifié. Revenez à la liste des kits.',
  'compte-kit-logo':
    'Ce logo n’est pas une image PNG ou JPEG de 200\u00a0ko au plus. Rien n’a été fait. Choisissez une autre image, ou continuez sans logo.',
  'compte-kit-trop':
    'Un de ces départements a déjà vingt kits. Rien n’a été fait. Faites une nouvelle version de l’un d’eux, ou supprimez-en un.',
  'compte-webhook-inconnu': 'Cet abonnement n’existe plus. Rien n’a été modifié. Relisez la liste.',
  'compte-webhook-adresse':
    'Ce serveur n’appelle pas cette adresse\u202f: il faut une adresse https publique, sans nom ni mot de passe. Rien n’a été enregistré. Demandez-en une autre au partenaire.',
  'compte-webhook-trop': 'Il y a déjà cent abonnements. Aucun n’a été créé. Supprimez d’abord ceux qui ne servent plus.',
  'compte-cle-inconnue': 'Cette clé n’existe plus. Rien n’a été modifié. Relisez la liste.',
  'compte-cle-trop': 'Il y a déjà cinq cents clés. Aucune n’a été créée. Supprimez d’abord celles qui sont révoquées.',
  'compte-cle-revoquee': 'Cette clé est révoquée. Rien n’a été modifié. Créez-en une autre pour ce partenaire.',
  'compte-cle-active': 'Cette clé sert encore. Elle n’a pas été supprimée. Révoquez-la d’abord.',
  'compte-non-connecte':
    'Cette action demande un compte. Rien n’est perdu\u202f: la recherche, les favoris et les brouillons de ce poste restent là. Connectez-vous, puis recommencez.',
  'compte-droit':
    'Votre compte ne permet pas cette action. Rien n’a été modifié. Demandez-la à un administrateur de la structure.',
  'compte-introuvable': 'L’élément demandé n’existe pas, ou plus. Rien n’a été modifié. Revenez à la liste.',
  'compte-hors-ligne':
    'Cette action demande le serveur, qui ne répond pas. Rien n’a été modifié. La recherche et les brouillons fonctionnent\u202f: réessayez quand la connexion reviendra.',
  'compte-saisie': 'Le serveur n’a pas accepté ces informations. Rien n’a été modifié. Vérifiez les champs puis réessayez.',
  'connexion-abandonnee':
    'Cette connexion n’attend plus\u202f: elle a été remplacée, annulée, ou a trop attendu. Rien n’a été modifié. Recommencez.',
  'connexion-impossible':
    'La page de connexion n’a pas pu être ouverte sur ce poste. Rien n’a été modifié. Ouvrez vous-même l’adresse affichée.',
  'fiche-incomplete':
    'Cette fiche ne peut pas encore être publiée\u202f: il manque des informations. Votre saisie est conservée. Complétez les champs signalés, ou enregistrez en brouillon.',
  'fiche-invalide':
    'Certains champs ne peuvent pas être enregistrés tels quels. Votre saisie est conservée. Corrigez les champs signalés.',
  'fiche-heurts':
    'Quelqu’un d’autre a changé les mêmes champs que vous. Votre saisie est conservée. Choisissez, champ par champ, puis envoyez.',
  'fiche-modifiee-ailleurs':
    'Cette fiche a été modifiée dans une autre fenêtre. Votre saisie est encore à l’écran. Rechargez la fiche pour voir les deux.',
  'fiche-introuvable': 'Cette fiche n’existe pas, ou plus. Rien n’a été modifié. Revenez à la liste.',
  'fiche-statut': 'Ce changement de statut n’est pas possible. Rien n’a été modifié. Passez d’abord la fiche en brouillon.',
  'annulation-impossible': 'Cette action ne peut plus être annulée. Rien n’a été modifié. Corrigez les fiches une à une.',
  'disponibilite-invalide':
    'Cette disponibilité ne peut pas être enregistrée. Rien n’a été modifié. Choisissez une date de fin dans les trois mois.',
  'modele-suivi': 'Des services suivent encore ce modèle. Rien n’a été modifié. Détachez-les d’abord.',
  // Moderation: what is asked at once, and somebody else was first. What is kept says it by its own sentence (main/moderation).
  'moderation-pris':
    'Quelqu’un d’autre s’occupe déjà de ce dossier. Rien n’a été modifié. Prenez-en un autre, ou prenez celui-ci quand même.',
  'moderation-deja':
    'Quelqu’un d’autre vient d’agir sur ce dossier. Rien n’a été modifié. Relisez-le, puis recommencez s’il le faut.',
  // A territory kit (main/kit): nothing of a file is believed before its signature.
  'kit-illisible':
    'Ce fichier n’est pas un kit de territoire que cette version sait lire. Rien n’a été installé. Vérifiez que c’est le bon fichier, ou demandez-le de nouveau à votre correspondant.',
  'kit-signature':
    'Ce kit a été modifié depuis qu’il a été signé, ou a été abîmé en route. Rien n’a été installé. Ne vous en servez pas\u202f: demandez-le de nouveau à votre correspondant.',
  'kit-autre-cle':
    'Ce kit n’est pas signé par le même serveur que celui de ce poste. Rien n’a été installé. Vérifiez auprès de votre correspondant\u202f; s’il le confirme, désinstallez d’abord le kit présent.',
  'kit-ancien':
    'Ce kit (version {version}) est plus ancien que celui de ce poste (version {ici}). Rien n’a été installé. Demandez la dernière version à votre correspondant.',
  'kit-sans-destinataire':
    'Aucune structure de ce territoire n’est dans les états choisis. Rien n’a été écrit. Choisissez d’autres états.',
  'kit-trop-de-lettres':
    'Il y aurait plus de {limite} lettres. Rien n’a été écrit. Choisissez moins de départements ou d’états, ou prenez le tableau pour un publipostage.',
  'kit-abime-ici':
    'Le kit installé sur ce poste ne peut plus être lu. Vos favoris, vos brouillons et la recherche sont intacts. Désinstallez-le, puis installez-le de nouveau depuis son fichier.',
  // Tables to import (main/listing/table): a bad file is refused before anything is changed.
  'tableau-vide':
    'Ce fichier est vide\u202f: aucune ligne n’a pu y être lue. Rien n’a été modifié. Vérifiez que c’est le bon fichier, et qu’il est enregistré.',
  'tableau-trop-lourd':
    'Ce fichier dépasse {limite}. Rien n’a été modifié. Gardez seulement le tableau à importer, ou partagez-le en plusieurs fichiers.',
  'tableau-format-inconnu':
    'Ce fichier n’est pas un tableau reconnu\u202f: {raison}. Rien n’a été modifié. Enregistrez votre tableau au format CSV UTF-8 ou XLSX puis recommencez.',
  'tableau-ancien-xls':
    'Ce classeur est à l’ancien format XLS. Rien n’a été modifié. Ouvrez-le dans votre tableur, enregistrez-le au format XLSX puis recommencez.',
  'tableau-chiffre':
    'Ce classeur est protégé par un mot de passe. Rien n’a été modifié. Enregistrez-en une copie sans mot de passe puis recommencez.',
  'tableau-encodage':
    'Les caractères de ce fichier ne sont pas lisibles\u202f: {raison}. Rien n’a été modifié. Dans votre tableur, enregistrez le tableau au format «\u00a0CSV UTF-8\u00a0» ou XLSX puis recommencez.',
  'tableau-guillemets':
    'Un guillemet ouvert à la ligne {ligne} n’est jamais refermé. Rien n’a été modifié. Corrigez cette ligne, ou enregistrez le tableau au format XLSX puis recommencez.',
  'tableau-trop-de-colonnes':
    'Ce tableau a plus de {limite} colonnes (ligne {ligne}). Rien n’a été modifié. Gardez les colonnes à importer et supprimez les autres.',
  'tableau-trop-de-lignes':
    'Ce tableau a plus de {limite} lignes. Rien n’a été modifié. Partagez-le en plusieurs fichiers puis importez-les l’un après l’autre.',
  'tableau-cellule-trop-longue':
    'La cellule {colonne}{ligne} dépasse {limite} caractères. Rien n’a été modifié. Raccourcissez ce texte puis recommencez.',
  'tableau-trop-gros':
    'Ce tableau contient trop de texte pour être lu en une fois. Rien n’a été modifié. Partagez-le en plusieurs fichiers puis importez-les l’un après l’autre.',
  'tableau-gonfle':
    'Ce classeur est piégé ou abîmé\u202f: une fois décompressé, il serait démesuré. Rien n’a été modifié. N’ouvrez pas ce fichier si vous ignorez d’où il vient\u202f; sinon, enregistrez-le de nouveau depuis votre tableur.',
  'tableau-abime':
    'Ce fichier est incomplet ou abîmé\u202f: {raison}. Rien n’a été modifié. Enregistrez-le de nouveau depuis votre tableur puis recommencez.',
  'tableau-xml-refuse':
    'Ce classeur contient des déclarations qui pourraient lire d’autres fichiers. Rien n’a été modifié. N’ouvrez pas ce fichier si vous ignorez d’où il vient\u202f; sinon, enregistrez-le de nouveau depuis votre tableur.',
  'tableau-feuille-absente':
    'Ce classeur n’a pas de feuille «\u00a0{feuille}\u00a0». Rien n’a été modifié. Choisissez une autre feuille.',
  'tableau-interrompu': 'La lecture du fichier a été interrompue. Rien n’a été modifié. Recommencez quand vous le souhaitez.',
  'tableau-trop-long':
    'La lecture de ce fichier prenait trop de temps et a été arrêtée. Rien n’a été modifié. Partagez le tableau en plusieurs fichiers puis recommencez.',
  'tableau-oublie': 'Ce fichier n’est plus en mémoire. Rien n’a été modifié. Choisissez-le de nouveau.',
  'liste-introuvable':
    'Cette liste n’existe plus, ou vous n’êtes plus membre de sa structure. Vos favoris sont intacts. Revenez aux listes de l’équipe.',
  'refus-listes':
    'La structure a déjà cent listes. Celle-ci est gardée sur ce poste. Supprimez une liste qui ne sert plus, puis réessayez.',
  'refus-lignes':
    'Cette liste a déjà cinq cents fiches. Celle-ci est gardée sur ce poste. Retirez-en une, ou faites une autre liste, puis réessayez.',
  'code-trop-court': 'Ce code est trop court. Rien n’a été modifié. Choisissez au moins {minimum} caractères.',
  'code-deja-choisi': 'Un code protège déjà les dossiers de ce poste. Ils sont intacts. Ouvrez-les avec ce code.',
  'code-refuse':
    'Ce n’est pas le bon code. Les dossiers sont intacts et restent fermés. Vérifiez-le\u202f; après plusieurs erreurs, il faut attendre avant de recommencer.',
  'dossiers-verrouilles': 'Les dossiers sont fermés. Rien n’est perdu. Ouvrez-les avec votre code.',
  'dossier-introuvable':
    'Ce dossier n’est plus sur ce poste\u202f: il a été supprimé ou effacé à son échéance. Les autres sont intacts.',
  'dossier-modifie-ailleurs':
    'Ce dossier a été modifié dans une autre fenêtre. Votre saisie est encore à l’écran. Rechargez le dossier, puis recommencez.',
  'dossier-fichier-refuse':
    'Ce fichier n’a pas pu être ouvert\u202f: il est abîmé, ou la phrase n’est pas la bonne. Rien n’a été modifié. Vérifiez la phrase avec la personne qui vous l’a transmis.',
  'plan-introuvable':
    'Ce plan n’est plus sur ce poste\u202f: il a été supprimé ou effacé à son échéance. Les autres sont intacts.',
  'service-hors-plan':
    'Un des services choisis n’est plus dans ce plan. Aucun brouillon n’a été préparé. Fermez cette fenêtre, puis recommencez.',
  'plan-modifie-ailleurs':
    'Ce plan a été modifié dans une autre fenêtre. Votre saisie est encore à l’écran. Rechargez le plan, puis recommencez.',
  'logo-refuse':
    'Ce logo n’est pas une image PNG ou JPEG en bon état de 200\u00a0ko au plus. Le modèle d’avant est gardé. Choisissez une autre image.',
  'feuille-vide':
    'Aucun service de cette feuille ne figure encore dans le référentiel. Le plan est intact. Remplacez-les, puis recommencez.',
} as const

export type ErrorCode = keyof typeof ERRORS

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code)

type Details = { readonly [key: string]: Json }

const sentence = (code: ErrorCode, details?: Details): string =>
  ERRORS[code].replace(/\{(\w+)\}/g, (_, name: string) => String(details?.[name] ?? 'valeur inconnue'))

/** A failure of the catalogue above. `cause` stays in the process that threw; only `toWire` crosses. */
export class DoraError extends Error {
  readonly code: ErrorCode
  readonly details: Details | undefined

  constructor(code: ErrorCode, details?: Details, cause?: unknown) {
    super(sentence(code, details), { cause })
    this.name = 'DoraError'
    this.code = code
    this.details = details
  }

  toWire(): WireError {
    return this.details === undefined
      ? { code: this.code, message: this.message }
      : { code: this.code, message: this.message, details: this.details }
  }

  static fromWire(error: WireError): DoraError {
    return new DoraError(isErrorCode(error.code) ? error.code : 'interne', error.details)
  }
}
