import { type Content, laidOut, type Rendered } from './layout.ts'
import type { MailKind, MailOf, MailTemplate } from './template.ts'
import { accesAccorde, accesRefuse, demandeAcces, demandeRappel } from './templates/acces.ts'
import { compteInactif, compteSupprime, sansStructureDernier, sansStructureRappel } from './templates/compte.ts'
import { lienConnexion, sessionSuspecte } from './templates/connexion.ts'
import {
  invitation,
  invitationAcceptee,
  invitationBientotRetiree,
  invitationRappel,
  invitationSansReponse,
} from './templates/invitations.ts'
import { disponibiliteExpire, offreAJour, premierService, structureOrpheline } from './templates/offre.ts'
import {
  orientationAcceptee,
  orientationConfiee,
  orientationExpiree,
  orientationMessage,
  orientationNotifiee,
  orientationRefusee,
  orientationReportee,
  orientationRetenue,
  orientationTransmise,
} from './templates/orientation-envoi.ts'
import {
  orientationPersonneAcceptee,
  orientationPersonneCreee,
  orientationPersonneExpiree,
  orientationPersonneMessage,
  orientationPersonneRefusee,
  orientationPersonneReportee,
  orientationPersonneRetiree,
} from './templates/orientation-personne.ts'
import {
  orientationClose,
  orientationDeclinee,
  orientationLien,
  orientationRappel,
  orientationRecue,
  orientationRelance,
  orientationRetiree,
  orientationValidee,
} from './templates/orientation-structure.ts'
import { moderationMessage, moderationRejetee } from './templates/moderation.ts'
import { recherches } from './templates/recherches.ts'
import { suggestionRecue, suggestionReponse } from './templates/suggestion.ts'
import { antenneCreee } from './templates/antenne.ts'

const CONTENTS: { readonly [K in MailKind]: (mail: MailOf<K>) => Content } = {
  'lien-connexion': lienConnexion,
  invitation,
  'invitation-rappel': invitationRappel,
  'invitation-sans-reponse': invitationSansReponse,
  'invitation-bientot-retiree': invitationBientotRetiree,
  'invitation-acceptee': invitationAcceptee,
  'demande-acces': demandeAcces,
  'demande-rappel': demandeRappel,
  'antenne-creee': antenneCreee,
  'acces-accorde': accesAccorde,
  'acces-refuse': accesRefuse,
  'suggestion-recue': suggestionRecue,
  'suggestion-reponse': suggestionReponse,
  'sans-structure-rappel': sansStructureRappel,
  'sans-structure-dernier': sansStructureDernier,
  'compte-inactif': compteInactif,
  'compte-supprime': compteSupprime,
  'session-suspecte': sessionSuspecte,
  'structure-orpheline': structureOrpheline,
  'premier-service': premierService,
  'offre-a-jour': offreAJour,
  'disponibilite-expire': disponibiliteExpire,
  recherches,
  'orientation-recue': orientationRecue,
  'orientation-rappel': orientationRappel,
  'orientation-relance': orientationRelance,
  'orientation-lien': orientationLien,
  'orientation-validee': orientationValidee,
  'orientation-declinee': orientationDeclinee,
  'orientation-close': orientationClose,
  'orientation-retiree': orientationRetiree,
  'orientation-retenue': orientationRetenue,
  'orientation-transmise': orientationTransmise,
  'orientation-notifiee': orientationNotifiee,
  'orientation-acceptee': orientationAcceptee,
  'orientation-refusee': orientationRefusee,
  'orientation-expiree': orientationExpiree,
  'orientation-reportee': orientationReportee,
  'orientation-message': orientationMessage,
  'orientation-confiee': orientationConfiee,
  'orientation-personne-creee': orientationPersonneCreee,
  'orientation-personne-acceptee': orientationPersonneAcceptee,
  'orientation-personne-refusee': orientationPersonneRefusee,
  'orientation-personne-expiree': orientationPersonneExpiree,
  'orientation-personne-reportee': orientationPersonneReportee,
  'orientation-personne-retiree': orientationPersonneRetiree,
  'orientation-personne-message': orientationPersonneMessage,
  'moderation-message': moderationMessage,
  'moderation-rejetee': moderationRejetee,
}

/** Subject, text and HTML of a message. Pure. */
export const renderMail = (template: MailTemplate): Rendered =>
  laidOut((CONTENTS[template.kind] as (mail: MailTemplate) => Content)(template))
