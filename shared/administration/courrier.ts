import { z } from 'zod'

/** Outgoing mail as the team sees it: what each letter is about, never what it says, and its address masked. */

const ETATS_LETTRE = ['attente', 'differee', 'abandonnee'] as const

/** Why a letter did not leave: the answer of the mail server, in codes. */
export const EchecLettre = z.object({
  /** `unreachable`: the server; `later`, `refused`: this letter; `expired`: it came too late to be of use. */
  sort: z.enum(['unreachable', 'later', 'refused', 'expired']),
  /** Of SMTP (550…). */
  statut: z.number().nullable(),
  code: z.string().max(80).nullable(),
})
export type EchecLettre = z.infer<typeof EchecLettre>

export const Lettre = z.object({
  id: z.string(),
  /** Kind of its template. */
  sujet: z.string(),
  /** `a…@exemple.test`. */
  destinataire: z.string(),
  etat: z.enum(ETATS_LETTRE),
  /** ISO instants. */
  faite_le: z.string(),
  /** When it is tried again; of one that was given up, when it is forgotten. */
  suite_le: z.string(),
  essais: z.int().min(0),
  echec: EchecLettre.nullable(),
})
export type Lettre = z.infer<typeof Lettre>

/** Letters of a day in Paris, by kind. */
export const JourDeCourrier = z.object({
  jour: z.iso.date(),
  sujets: z.array(z.object({ sujet: z.string(), envoyees: z.int().min(0), abandonnees: z.int().min(0) })),
})
export type JourDeCourrier = z.infer<typeof JourDeCourrier>

export const Courrier = z.object({
  lettres: z.array(Lettre),
  /** Of those that wait, whether or not they are among `lettres`. */
  total: z.int().min(0),
  /** Rows that do not open: another key's, or a later version's. */
  illisibles: z.int().min(0),
  /** The newest first. */
  jours: z.array(JourDeCourrier),
})
export type Courrier = z.infer<typeof Courrier>

/** `a…@exemple.test`: enough to know which house it goes to. */
export const masked = (address: string): string => {
  const at = address.lastIndexOf('@')
  // The first character whole, whatever its length in the text.
  const [first = ''] = address
  return at < 1 ? '…' : `${first}…${address.slice(at)}`
}
