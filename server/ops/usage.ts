export const USAGE = `Serveur du catalogue DORA.

  npm run server                              démarre le serveur
  npm run server -- backup <fichier>          copie vérifiée de la base, serveur en marche ou arrêté
  npm run server -- restore <fichier>         remet une copie en place (serveur arrêté)
  npm run server -- migrate --to postgres://… copie la base vers PostgreSQL (serveur arrêté)
  npm run server -- snapshot                  prépare l’instantané que les postes téléchargent (serveur arrêté)
  npm run server -- admin list
  npm run server -- admin create <adresse électronique> [--nom <nom>]
  npm run server -- admin password <adresse électronique>
  npm run server -- journal [verify]          journal des droits et des comptes, ou sa vérification
  npm run server -- person <adresse ou nom>   ce que le serveur garde sur une personne, pour lui répondre
  npm run server -- --help

Réglages, par l’environnement\u202f:
  DATABASE_URL                  base PostgreSQL, postgres://… (sinon SQLite, dans le dossier du serveur)
  DORA_SERVER_FOLDER            dossier du serveur (« serveur », dans le dossier du poste)
  DORA_SERVER_KEY               clé des données privées, la même pour tous les serveurs d’une base
  DORA_SERVER_HOST              adresse d’écoute (127.0.0.1)
  DORA_SERVER_PORT              port (4030)
  DORA_SERVER_BLOB_URL          adresse où un CDN donne les instantanés
  DORA_SERVER_BACKUP_HOURS      heures entre deux sauvegardes automatiques (24\u202f; 0 pour aucune)
  DORA_SERVER_BACKUP_FOLDER     dossier des sauvegardes automatiques
  DORA_SERVER_BACKUP_KEEP       sauvegardes automatiques gardées (2)
  DORA_SERVER_SNAPSHOT_FOLDER   dossier des instantanés, commun aux serveurs d’une même base
  DORA_SERVER_PIECES_FOLDER     dossier des fichiers joints aux demandes, commun aux serveurs d’une même base
  DORA_SERVER_S3_URL            service S3 où garder plutôt ces fichiers, https://…, sans le compartiment
  DORA_SERVER_S3_REGION         sa région (fr-par…)
  DORA_SERVER_S3_BUCKET         compartiment (bucket)
  DORA_SERVER_S3_KEY_ID         identifiant de la clé d’accès
  DORA_SERVER_S3_SECRET         secret de la clé d’accès
  DORA_SERVER_S3_PREFIX         début des noms, propre à une seule base (dora/pieces)
  DORA_SERVER_OPENDATA_HOURS    heures entre deux publications des données ouvertes (1\u202f; 0 pour aucune)
  DORA_SERVER_OPENDATA_FOLDER   dossier des données ouvertes, commun aux serveurs d’une même base
  DORA_SERVER_OPENDATA_KEEP     publications gardées (3)
  DORA_SERVER_OPENDATA_FORMATS  leurs formats, séparés par des virgules (tous)
  DORA_SERVER_OPENDATA_PRODUCER producteur écrit dans les données ouvertes (DORA)
  DORA_SERVER_OPENDATA_LICENCE  leur licence (Licence Ouverte 2.0), avec DORA_SERVER_OPENDATA_LICENCE_URL
  DORA_SERVER_OPENDATA_LICENCE_URL  adresse de cette licence
  DORA_SERVER_LOG               debug, info, warn, error ou silent (info)
  DORA_SERVER_PUBLIC_URL        adresse à laquelle postes et navigateurs joignent ce serveur, https://…
  DORA_SERVER_SMTP_URL          serveur de courrier, smtp://compte:motdepasse@machine:587 ou smtps://… (sinon, fichiers)
  DORA_SERVER_MAIL_FROM         expéditeur des courriels, « DORA <adresse> »
  DORA_SERVER_OIDC_ISSUER       fournisseur d’identité OpenID Connect (ProConnect…), https://…
  DORA_SERVER_OIDC_CLIENT_ID    identifiant donné par le fournisseur
  DORA_SERVER_OIDC_CLIENT_SECRET  secret donné par le fournisseur
  DORA_SERVER_OIDC_NAME         nom écrit sur le bouton (ProConnect)
  DORA_SERVER_OIDC_SCOPE        portées demandées (openid given_name usual_name email)
  DORA_SERVER_OIDC_ACR          niveaux acceptés (eidas1), ou « aucun »
  DORA_SERVER_SIRENE_URL        registre des établissements (recherche-entreprises), ou « aucun »
  DORA_SERVER_TRUST_PROXY       adresses des serveurs mandataires dont X-Forwarded-For est cru
  DORA_SERVER_RATE_ADDRESS      demandes par minute et par adresse (12000)
  DORA_SERVER_RATE_CLIENT       demandes par minute et par compte (600)
  DORA_SERVER_API_RATE_ADDRESS  demandes par minute et par adresse à l’API ouverte, sans clé (120)
  DORA_SERVER_WEBHOOKS_PRIVATE  1\u202f: les abonnements de partenaires peuvent mener au réseau de ce serveur, sans https (0)
  DORA_SERVER_API_RESTRICTED_SOURCES  sources lues par les seules clés qui les nomment (soliguide ; « - » pour aucune)
  DORA_SERVER_STREAMS           postes connectés à la fois (10000)
  DORA_SERVER_STREAMS_ADDRESS   postes connectés à la fois depuis une même adresse (2500)
`
