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
}

/** Subject, text and HTML of a message. Pure. */
export const renderMail = (template: MailTemplate): Rendered =>
  laidOut((CONTENTS[template.kind] as (mail: MailTemplate) => Content)(template))
