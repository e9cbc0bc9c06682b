import type { PersonHeld } from '#shared/contract/orientation.ts'
import { frenchDay, parisDay } from '#shared/listing/days.ts'
import { anonymisedAt, PIECES_MOIS, piecesUntil } from '#shared/orientation/clocks.ts'
import { letterTo } from '#shared/orientation/describe.ts'
import type { DraftContent, DraftSummary, DraftView } from '#shared/orientation/draft.ts'
import { isTold, wasTransmitted } from '#shared/orientation/life.ts'
import type { Envoi, Personne, Reception } from '#shared/orientation/model.ts'
import { KEPT_DAYS } from '../user/requests-kept.ts'
import type { Dossier, Profil } from '#shared/person/profile.ts'
import type { KeptDraft, SeenRequest } from '../user/requests-types.ts'

/** What is kept on a person, in words: on this desk, and as far as this desk knows, on the server. Pure. */

type Held = PersonHeld['lignes'][number]

const day = (instant: string | number): string => frenchDay(parisDay(typeof instant === 'number' ? instant : Date.parse(instant)))

const PERSON_FIELDS: Readonly<Record<keyof Personne, string>> = {
  nom: 'Nom',
  prenom: 'Prénom',
  numero_france_travail: 'Numéro France Travail',
  disponibilite: 'Disponibilité',
  preferences: 'Moyens de contact préférés',
  telephone: 'Téléphone',
  courriel: 'E-mail',
  autre_contact: 'Autre moyen de contact',
}
const NEED_FIELDS: Readonly<Record<keyof Envoi['besoin'], string>> = {
  situation: 'Situation',
  situation_autre: 'Précision sur la situation',
  criteres: 'Critères remplis',
  motif: 'Motif',
}
/** Of a draft, those that say something of the person. */
const DRAFT_FIELDS: Readonly<Partial<Record<keyof DraftContent, string>>> = {
  beneficiaire_nom: PERSON_FIELDS.nom,
  beneficiaire_prenom: PERSON_FIELDS.prenom,
  beneficiaire_numero_france_travail: PERSON_FIELDS.numero_france_travail,
  beneficiaire_disponibilite: PERSON_FIELDS.disponibilite,
  preferences_contact: PERSON_FIELDS.preferences,
  beneficiaire_telephone: PERSON_FIELDS.telephone,
  beneficiaire_courriel: PERSON_FIELDS.courriel,
  beneficiaire_autre_contact: PERSON_FIELDS.autre_contact,
  beneficiaire_age: 'Âge',
  beneficiaire_commune: 'Commune',
  situation: NEED_FIELDS.situation,
  situation_autre: NEED_FIELDS.situation_autre,
  criteres: NEED_FIELDS.criteres,
  motif: NEED_FIELDS.motif,
  jeton_emplois: 'Lien reçu des Emplois',
}

const filled = <T extends object>(labels: Readonly<Partial<Record<keyof T, string>>>, of: T): string[] =>
  (Object.keys(labels) as (keyof T)[]).flatMap((key) => {
    const value = of[key]
    const empty =
      value == null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)
    return empty ? [] : [labels[key] ?? '']
  })

const DRAFT_UNTIL = 'Brouillon\u202f: jusqu’à ce qu’il soit supprimé ou envoyé'
const HERE = 'Les personnes qui ouvrent cette session sur ce poste'

const draftLine = (
  draft: { readonly id: string; readonly content: DraftContent; readonly attachments: readonly { readonly nom: string }[] },
  about: Pick<Held, 'service' | 'structure' | 'le'>,
  until: string,
): Held => ({
  ou: 'brouillon',
  id: draft.id,
  ...about,
  champs: filled<DraftContent>(DRAFT_FIELDS, draft.content),
  pieces: draft.attachments.map(({ nom }) => nom),
  lu_par: [HERE],
  courriers: [],
  jusqu_a: [until],
})

export const heldInDraft = (draft: Omit<DraftView, 'serviceDisponible'>): Held =>
  draftLine(draft, { service: draft.serviceNom, structure: draft.structureNom, le: draft.modifie_le }, DRAFT_UNTIL)

/** One that cannot be read any more: nobody can say whom it is about. */
export const heldInUnreadable = ({ id, serviceNom, structureNom, modifie_le }: DraftSummary): Held => ({
  ou: 'brouillon',
  id,
  service: serviceNom,
  structure: structureNom,
  le: modifie_le,
  champs: ['Contenu qui ne peut plus être lu : il peut concerner une autre personne'],
  pieces: [],
  lu_par: [],
  courriers: [],
  jusqu_a: [DRAFT_UNTIL],
})

/** The draft that a request was made of, as long as this desk keeps it. */
export const heldInKept = (kept: KeptDraft, sent: Envoi): Held =>
  draftLine(
    { id: kept.draftId, ...kept },
    { service: sent.service.nom, structure: sent.service.structure_nom, le: sent.cree_le },
    `Copie du brouillon envoyé\u202f: tant qu’elle peut servir à une autre demande, ${KEPT_DAYS} jours au plus`,
  )

const FOLDER_FIELDS: Readonly<Record<keyof Profil, string>> = {
  nom: PERSON_FIELDS.nom,
  prenom: PERSON_FIELDS.prenom,
  numero_france_travail: PERSON_FIELDS.numero_france_travail,
  disponibilite: PERSON_FIELDS.disponibilite,
  preferences_contact: PERSON_FIELDS.preferences,
  telephone: PERSON_FIELDS.telephone,
  courriel: PERSON_FIELDS.courriel,
  autre_contact: PERSON_FIELDS.autre_contact,
  age: 'Âge',
  lieu: 'Commune',
  publics: NEED_FIELDS.situation,
  conditions: 'Réponses aux conditions des services',
  moyens: 'Déplacements',
  documents: 'Papiers en sa possession',
  langue: 'Langue',
  grands_caracteres: 'Grands caractères',
  note: 'Note',
}
const FOLDER_READERS = 'Qui connaît le code des dossiers de ce poste'

const folderLine = (id: string, service: string, le: string, champs: string[], until: string): Held => ({
  ou: 'dossier',
  id,
  service,
  structure: '',
  le,
  champs,
  pieces: [],
  lu_par: [FOLDER_READERS],
  courriers: [],
  jusqu_a: [until],
})

/** The folder of a person, and the plans that go with it. */
export const heldInFolder = ({ id, profil, modifie_le, expire_le, plans }: Dossier): Held => {
  const { publics, conditions, grands_caracteres, ...rest } = profil
  const said = {
    ...rest,
    publics: Object.keys(publics),
    conditions: Object.keys(conditions),
    grands_caracteres: grands_caracteres ? 'oui' : '',
  }
  const champs = filled<typeof said>(FOLDER_FIELDS, said)
  const withPlans = plans === 0 ? champs : [...champs, plans === 1 ? 'Un plan' : `${plans} plans`]
  return folderLine(
    id,
    'Dossier de la personne',
    modifie_le,
    withPlans,
    `Dossier et plans\u202f: jusqu’au ${day(expire_le)}, s’ils ne servent plus`,
  )
}

/** While they are shut, nobody can say whom they are about. @param le now, as an ISO instant */
export const heldInShutFolders = (le: string): Held =>
  folderLine(
    'verrouilles',
    'Dossiers verrouillés',
    le,
    ['Contenu verrouillé\u202f: il peut concerner cette personne. Ouvrez les dossiers pour le savoir'],
    'Jusqu’à la date dite dans chaque dossier',
  )

const common = (doc: Envoi | Reception): Pick<Held, 'id' | 'service' | 'structure' | 'le' | 'champs' | 'pieces'> => ({
  id: doc.id,
  service: doc.service.nom,
  structure: doc.service.structure_nom,
  le: doc.cree_le,
  champs: [
    ...filled<Personne>(PERSON_FIELDS, doc.personne),
    ...filled(NEED_FIELDS, doc.besoin),
    ...(doc.evenements.some(({ texte }) => texte !== '') ? ['Messages échangés'] : []),
  ],
  pieces: doc.pieces.map(({ nom }) => nom),
})

const until = (doc: Envoi | Reception): string[] => {
  const files = doc.pieces.length === 0 ? null : piecesUntil(doc)
  const gone = doc.pieces_supprimees_le
  return [
    ...(files === null ? [] : [`Pièces jointes\u202f: jusqu’au ${day(files)}`]),
    ...(files === null && doc.pieces.length > 0
      ? [`Pièces jointes\u202f: jusqu’à la réponse de la structure, ${PIECES_MOIS} mois de plus si elle accepte`]
      : []),
    ...(gone === null ? [] : [`Pièces jointes\u202f: supprimées le ${day(gone)}`]),
    doc.anonyme_le === null
      ? `Données de la personne\u202f: gardées jusqu’au ${day(anonymisedAt(doc))}`
      : `Données de la personne\u202f: effacées depuis le ${day(doc.anonyme_le)}`,
  ]
}

const membersOf = (nom: string): string => (nom === '' ? 'Les membres de la structure' : `Les membres de ${nom}`)

/** The structure reads it all while it may act on it, and a name afterwards; nothing of what was never transmitted to it. */
const receivers = ({ etat, service, evenements }: Envoi | Reception): string[] => {
  if (!isTold(etat) || !wasTransmitted(evenements)) return []
  const who = `${membersOf(service.structure_nom)}, et qui détient le lien reçu par courriel`
  return [etat === 'OUVERTE' || etat === 'VALIDÉE' ? who : `${who}\u202f: le nom seulement`]
}

const HERE_UNTIL = 'Demande pas encore transmise\u202f: sur ce poste seulement, jusqu’à son départ ou son abandon'

/** One that has not left is read where it was written, and nobody was written to. */
export const heldInSent = ({ doc, ici }: Pick<SeenRequest<Envoi>, 'doc' | 'ici'>): Held => ({
  ou: 'envoi',
  ...common(doc),
  lu_par: ici ? [HERE] : [membersOf(doc.prescripteur.structure_nom), ...receivers(doc)],
  courriers: doc.courriers.map(({ a, le, objet }) => `${letterTo(a)}, le ${day(le)}\u202f: ${objet}`),
  jusqu_a: ici ? [HERE_UNTIL] : until(doc),
})

export const heldInReceived = (doc: Reception): Held => ({
  ou: 'reception',
  ...common(doc),
  lu_par: [...receivers(doc), membersOf(doc.prescripteur.structure_nom)],
  // Told to the side that sent it alone.
  courriers: [],
  jusqu_a: until(doc),
})
