import { DoraError } from '#shared/errors.ts'

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
} as const

type Told = { readonly code: string; readonly message: string }

const told = ({ code, message }: DoraError): Told => ({ code, message })

/** @param code of a refusal. */
export const refusal = (code: string): Told => {
  const champ = /^validation\.(.+)$/.exec(code)?.[1]
  if (champ !== undefined) return told(new DoraError('refus-valeur', { champ }))
  if (Object.hasOwn(REFUSALS, code)) return told(new DoraError(REFUSALS[code as keyof typeof REFUSALS]))
  return told(new DoraError('refus-serveur', { code }))
}

/** A try that failed, and will be made again. */
export const putOff = (): Told => told(new DoraError('envoi-reporte'))
