import { DoraError } from '#shared/errors.ts'
import { labelOf, type ListingKind } from '#shared/listing/groups.ts'
import { ENVOI, RECEPTION } from '#shared/orientation/model.ts'
import type { PieceRefusal } from '#main/sync/ports.ts'
import { isListing } from './listing-doc.ts'

/** Answers of the server (wire.ts, `MutationResult.code`), and failures that only one change may cause, as a person is told them. */
const REFUSALS = {
  forbidden: 'refus-droits',
  gone: 'refus-disparu',
  'too-old': 'refus-trop-ancien',
  'unknown-type': 'refus-inconnu',
  dependency: 'refus-dependance',
  bad_request: 'refus-illisible',
  too_large: 'refus-illisible',
  illisible: 'refus-illisible',
  status: 'fiche-statut',
  incomplete: 'fiche-incomplete',
  'change-depuis': 'refus-change-depuis',
  trop: 'refus-trop',
  'recherches-trop': 'refus-recherches',
  'listes-trop': 'refus-listes',
  'lignes-trop': 'refus-lignes',
  'deja-repondu': 'refus-deja-repondu',
  'fonction-fermee': 'refus-suggestion-territoire',
} as const

/** Of a request, or of an act on one. */
const OF_REQUESTS = {
  'deja-traitee': 'refus-demande-traitee',
  'trop-tot': 'refus-demande-trop-tot',
  message: 'refus-demande-message',
  'non-orientable': 'refus-demande-orientable',
  'fonction-fermee': 'refus-demande-territoire',
  'forbidden.structure': 'refus-demande-structure',
  gone: 'refus-demande-disparue',
  trop: 'refus-demande-trop',
  'emplois.jeton': 'refus-demande-emplois',
  pieces: 'refus-pieces',
} as const

/** Fields of what a desk sends (shared/orientation/commands.ts), as the screens name them. */
const FIELDS: Readonly<Record<string, string>> = {
  'personne.nom': 'Nom de la personne',
  'personne.prenom': 'Prénom de la personne',
  'personne.preferences': 'Préférences de contact',
  'personne.telephone': 'Téléphone de la personne',
  'personne.courriel': 'Courriel de la personne',
  'personne.autre_contact': 'Autre moyen de contact',
  'personne.numero_france_travail': 'Numéro France Travail',
  'personne.disponibilite': 'Disponible à partir du',
  'referent.nom': 'Nom du référent',
  'referent.prenom': 'Prénom du référent',
  'referent.telephone': 'Téléphone du référent',
  'referent.courriel': 'Courriel du référent',
  'besoin.motif': 'Motif de la demande',
  'besoin.situation': 'Situation de la personne',
  'besoin.situation_autre': 'Situation de la personne',
  'besoin.criteres': 'Critères de la personne',
  pieces: 'Documents demandés',
  contournements: 'Raison d’un envoi malgré tout',
  engagement: 'Information de la personne',
  service_id: 'Service',
  structure_id: 'Structure',
  message: 'Message',
  message_personne: 'Message à la personne',
  motifs: 'Motifs du refus',
  pas_avant: 'Pas avant le',
  issue: 'Suite donnée',
  a: 'Collègue',
  beneficiaire: 'Courriel de la personne',
}

/** Of a list, the item says no more than the list does. */
const fieldName = (champ: string): string => {
  const field = champ.replace(/\.\d+(?:\..+)?$/, '')
  return FIELDS[field] ?? FIELDS[field.slice(0, field.indexOf('.'))] ?? field
}

const PIECES = {
  absente: 'refus-piece-absente',
  type: 'refus-piece-type',
  taille: 'refus-piece-taille',
  refus: 'refus-piece',
} as const satisfies Readonly<Record<PieceRefusal, string>>

/** Kept as the failure of a change: it names the file by its identifier, for its name may say whose it is. */
export const pieceCode = (why: PieceRefusal, id: string): string => `piece.${why}:${id}`
const PIECE = /^piece\.([a-z]+):(.+)$/
/** Which file a refusal is about; null when it is about none. */
export const pieceOf = (code: string): string | null => PIECE.exec(code)?.[2] ?? null

type Told = { readonly code: string; readonly message: string }

const told = ({ code, message }: DoraError): Told => ({ code, message })

const nameOf = (kind: string, champ: string): string => (isListing(kind) ? labelOf(kind as ListingKind, champ) : champ)

/** Null for what is said of a request in the same words as of any other change. */
const ofRequest = (code: string, made: boolean, piece: string | null): Told | null => {
  const why = PIECE.exec(code)?.[1]
  if (why !== undefined) {
    const sentence = Object.hasOwn(PIECES, why) ? PIECES[why as PieceRefusal] : PIECES.refus
    return told(new DoraError(sentence, { piece: piece === null ? 'une pièce jointe' : `«\u00a0${piece}\u00a0»` }))
  }
  const champ = /^validation\.(.+)$/.exec(code)?.[1]
  if (champ !== undefined)
    return told(new DoraError(made ? 'refus-demande-champ' : 'refus-geste-champ', { champ: fieldName(champ) }))
  return Object.hasOwn(OF_REQUESTS, code) ? told(new DoraError(OF_REQUESTS[code as keyof typeof OF_REQUESTS])) : null
}

/**
 * @param code of a refusal. @param kind of the row that it is about. @param of a request: whether it is what makes it, and the name
 * of the file that the refusal is about, when there is one.
 */
export const refusal = (
  code: string,
  kind = '',
  { made = false, piece = null }: { readonly made?: boolean; readonly piece?: string | null } = {},
): Told => {
  const said = kind === ENVOI || kind === RECEPTION ? ofRequest(code, made, piece) : null
  if (said !== null) return said
  const champ = /^validation\.(.+)$/.exec(code)?.[1]
  if (champ !== undefined) return told(new DoraError('refus-valeur', { champ: nameOf(kind, champ) }))
  if (code.startsWith('forbidden.')) return told(new DoraError('refus-droits'))
  if (Object.hasOwn(REFUSALS, code)) return told(new DoraError(REFUSALS[code as keyof typeof REFUSALS]))
  return told(new DoraError('refus-serveur', { code }))
}

/** A try that failed, and will be made again. */
export const putOff = (): Told => told(new DoraError('envoi-reporte'))
