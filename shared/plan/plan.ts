import { z } from 'zod'
import { PlaceRef } from '../search/query.ts'

/**
 * From what a person says gets in their way (« freins ») to one sheet: for each need, the two or three best services and why
 * (peers.md §5 row 1). A plan is one document, kept as typed, valid or not.
 */

/** What narrows every need rather than being one. */
export const CONTRAINTES = ['sans-voiture', 'gratuit', 'a-distance', 'sur-place'] as const
export const Contrainte = z.enum(CONTRAINTES)
export type Contrainte = z.infer<typeof Contrainte>

/** Options proposed for each need unless more are asked for. */
export const OPTIONS_PROPOSEES = 2
export const MOST_BESOINS = 12
export const MOST_OPTIONS = 6

export const PlanOption = z.object({
  serviceId: z.string().max(200),
  /** As they were when chosen, so that a plan still says them once the service has left the catalogue. */
  nom: z.string().max(400),
  structure: z.string().max(400),
  /** Why this one, in French, ready to show: « À 3 km », « Gratuit », « Reçoit le public : jeunes »… */
  pourquoi: z.array(z.string().max(300)).max(12),
  note: z.string().max(1_000).default(''),
})
export type PlanOption = z.infer<typeof PlanOption>

export const PlanBesoin = z.object({
  /** Made by whoever adds it; unique in its plan. */
  id: z.string().min(1).max(40),
  /** As it was said: « français A1 ». */
  mots: z.string().max(200),
  /** What it was understood as (values of the référentiel); empty: searched by its words alone. */
  thematiques: z.array(z.string().max(120)).max(20),
  publics: z.array(z.string().max(120)).max(20).default([]),
  /** Best first. */
  options: z.array(PlanOption).max(MOST_OPTIONS),
  /** Services set aside for this need: never proposed again for it in this plan. */
  ecartes: z.array(z.string().max(200)).max(100).default([]),
  note: z.string().max(2_000).default(''),
})
export type PlanBesoin = z.infer<typeof PlanBesoin>

export const PlanDoc = z.object({
  /** What was typed, whole. */
  saisie: z.string().max(500).default(''),
  lieu: z
    .object({ place: PlaceRef, label: z.string().max(200) })
    .nullable()
    .default(null),
  rayonKm: z.number().min(1).max(300).default(30),
  contraintes: z.array(Contrainte).max(CONTRAINTES.length).default([]),
  /** In the order of the sheet. */
  besoins: z.array(PlanBesoin).max(MOST_BESOINS).default([]),
  /** Folder it is for; null for nobody. Sealed with the folders then, and locked with them. */
  personneId: z.uuid().nullable().default(null),
  /** Told to the person, at the head of the sheet. */
  message: z.string().max(2_000).default(''),
  /** For the counsellor alone: never on the sheet. */
  note: z.string().max(5_000).default(''),
})
export type PlanDoc = z.infer<typeof PlanDoc>

export const PlanResume = z.object({
  id: z.uuid(),
  /** Needs in a few words; « Plan sans besoin » is the screen's to say. */
  besoins: z.array(z.string()),
  /** Name of the person of its folder; '' for none. */
  personne: z.string(),
  personneId: z.uuid().nullable(),
  lieu: z.string(),
  services: z.number().int(),
  cree_le: z.string(),
  modifie_le: z.string(),
  expire_le: z.string(),
  /** False when it cannot be read back. */
  lisible: z.boolean(),
})
export type PlanResume = z.infer<typeof PlanResume>

export const Plan = PlanResume.extend({ doc: PlanDoc, version: z.number().int() })
export type Plan = z.infer<typeof Plan>

/** What a sentence was understood as. */
export const Lecture = z.object({
  besoins: z.array(PlanBesoin.pick({ mots: true, thematiques: true, publics: true })),
  contraintes: z.array(Contrainte),
  /** Publics of the référentiel that it says of the person: « bénéficiaire du RSA ». */
  publics: z.array(z.string()),
  corrections: z.array(z.object({ de: z.string(), vers: z.string() })),
})
export type Lecture = z.infer<typeof Lecture>
