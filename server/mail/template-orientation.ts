import { z } from 'zod'
import { lien, name } from './template-fields.ts'

/**
 * Letters about requests (dora-backend.md §3.5), with the least data for each: nothing of the person to the structure; a number and
 * initials to those who sent it; to the person, what they need to know and whom to call.
 */

const text = z.string()
const day = z.iso.date()
const instant = z.iso.datetime()
/** Whose dress the letter wears: requests that began in Les Emplois are told in the name of the platform, but to the structure. */
const marque = z.enum(['dora', 'emplois'])
/** As numeroOf makes it. */
const numero = z.string().regex(/^[0-9A-Z]{4}-[0-9A-Z]{2}$/)

/** `organisme`: the structure that asks. */
const toStructure = { numero, service: name, prescripteur: name, organisme: name }
const forStructure = { numero, service: name }

const aboutRequest = { marque, numero, initiales: name, service: name, structure: name }
/** `lien`: null for who has no account here. */
const toSender = { ...aboutRequest, lien: lien.nullable() }
const toEither = { ...toSender, a: z.enum(['prescripteur', 'referent']) }
/** Hours a week, and weeks. */
const duree = z.object({ heures: z.number().nullable(), semaines: z.number().nullable() }).nullable()

/** `conseiller`: whom to call. */
const toPerson = {
  marque,
  numero,
  service: name,
  structure: name,
  conseiller: z.object({ nom: name, telephone: name, courriel: name }),
}

const letter = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) => z.object({ kind: z.literal(kind), ...shape })

export const ORIENTATION_TEMPLATES = [
  // To the structure. The link opens the request, and answers it.
  letter('orientation-recue', { ...toStructure, lien }),
  letter('orientation-rappel', { ...toStructure, lien, depuis: instant, close_le: instant }),
  letter('orientation-relance', { ...toStructure, lien, message: text }),
  letter('orientation-lien', { ...toStructure, lien }),
  letter('orientation-validee', { ...toStructure, lien }),
  letter('orientation-declinee', forStructure),
  letter('orientation-close', { ...toStructure, lien }),
  letter('orientation-retiree', { ...toStructure, message: text }),

  // To the one who sent it, and to the referent when that is somebody else.
  letter('orientation-retenue', { numero, initiales: name, service: name, structure: name, organisme: name, lien }),
  letter('orientation-transmise', toSender),
  letter('orientation-notifiee', { ...aboutRequest, prescripteur: name, organisme: name }),
  letter('orientation-acceptee', { ...toEither, message: text, duree }),
  /** `motifs`: in words. */
  letter('orientation-refusee', { ...toEither, message: text, motifs: z.array(name) }),
  letter('orientation-expiree', toEither),
  letter('orientation-reportee', { ...toEither, pas_avant: day, message: text }),
  /** `copie`: others receive it too. */
  letter('orientation-message', { ...toSender, message: text, copie: z.boolean() }),
  /** To the colleague who takes it over; `par` hands it. Of a request received, no initials. */
  letter('orientation-confiee', {
    sens: z.enum(['envoi', 'reception']),
    ...toStructure,
    initiales: name,
    structure: name,
    par: name,
    lien,
  }),

  // To the person.
  letter('orientation-personne-creee', { ...toPerson, jours_habituels: z.number().nullable() }),
  letter('orientation-personne-acceptee', { ...toPerson, message: text, adresse: name }),
  letter('orientation-personne-refusee', toPerson),
  letter('orientation-personne-expiree', toPerson),
  letter('orientation-personne-reportee', { ...toPerson, pas_avant: day }),
  letter('orientation-personne-retiree', toPerson),
  letter('orientation-personne-message', { ...toPerson, message: text, copie: z.boolean() }),

  /** To the members of a structure that moderation did not recognise (§6.2). */
  letter('moderation-rejetee', { motif: text }),
] as const
