import { DoraError } from '#shared/errors.ts'
import { labelOf, type ListingKind } from '#shared/listing/groups.ts'
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
  'deja-repondu': 'refus-deja-repondu',
} as const

type Told = { readonly code: string; readonly message: string }

const told = ({ code, message }: DoraError): Told => ({ code, message })

const nameOf = (kind: string, champ: string): string => (isListing(kind) ? labelOf(kind as ListingKind, champ) : champ)

/** @param code of a refusal. @param kind of the row that it is about. */
export const refusal = (code: string, kind = ''): Told => {
  const champ = /^validation\.(.+)$/.exec(code)?.[1]
  if (champ !== undefined) return told(new DoraError('refus-valeur', { champ: nameOf(kind, champ) }))
  if (code.startsWith('forbidden.')) return told(new DoraError('refus-droits'))
  if (Object.hasOwn(REFUSALS, code)) return told(new DoraError(REFUSALS[code as keyof typeof REFUSALS]))
  return told(new DoraError('refus-serveur', { code }))
}

/** A try that failed, and will be made again. */
export const putOff = (): Told => told(new DoraError('envoi-reporte'))
