import { z } from 'zod'
import { Eligible } from './personnes.ts'
import { Lecture, Plan, PlanBesoin, PlanDoc, PlanOption, PlanResume, MOST_OPTIONS, OPTIONS_PROPOSEES } from '../plan/plan.ts'
import { procedure } from '../rpc.ts'
import { Card } from '../search/result.ts'

const id = z.uuid()

/** What options are chosen by. The profile of the folder, when there is one and it is open, counts too. */
export const PlanCadre = PlanDoc.pick({ lieu: true, rayonKm: true, contraintes: true, personneId: true })
export type PlanCadre = z.infer<typeof PlanCadre>

/** A service proposed for a need. */
export const Proposition = z.object({
  option: PlanOption,
  card: Card,
  /** Null without a folder. */
  eligible: Eligible.nullable(),
})
export type Proposition = z.infer<typeof Proposition>

export const Propositions = z.object({
  besoinId: z.string(),
  propositions: z.array(Proposition),
  /** Others that would have suited, beyond those told. */
  autres: z.number().int(),
  /** In French, when there is nothing, or nothing near: why, and what would bring some. */
  remarque: z.string().nullable(),
})
export type Propositions = z.infer<typeof Propositions>

export const plansContract = {
  procedures: {
    /** What a sentence says: « permis, garde d’enfant, français A1, sans voiture ». Never the network, keeps nothing. */
    'plans.lire': procedure(z.object({ texte: z.string().max(500) }), Lecture),
    /** The best services for each need, none twice in the plan; `ecartes` are left out, and so are `sauf`. */
    'plans.proposer': procedure(
      z.object({
        cadre: PlanCadre,
        besoins: z.array(PlanBesoin).min(1).max(12),
        combien: z.number().int().min(1).max(MOST_OPTIONS).default(OPTIONS_PROPOSEES),
        /** Services that the plan has already, in other needs. */
        sauf: z.array(z.string().max(200)).max(200).default([]),
      }),
      z.array(Propositions),
    ),
    /** Plans, last changed first; those of folders only while these are open (`verrouilles` says how many are not told). */
    'plans.list': procedure(z.void(), z.object({ plans: z.array(PlanResume), verrouilles: z.number().int() })),
    'plans.creer': procedure(z.object({ doc: PlanDoc }), z.object({ id })),
    'plans.get': procedure(z.object({ id }), Plan),
    /** Fails with `plan-modifie-ailleurs` when another window has saved since `base`. */
    'plans.save': procedure(z.object({ id, doc: PlanDoc, base: z.number().int() }), Plan),
    'plans.remove': procedure(z.object({ id }), z.void()),
    'plans.restore': procedure(z.object({ id }), z.void()),
    /** Drafts made from a plan that are still there, and requests sent from them. */
    'plans.preparees': procedure(
      z.object({ id }),
      z.array(z.object({ serviceId: z.string(), draftId: z.string(), envoye: z.boolean() })),
    ),
    /**
     * Drafts of requests for these services, all filled from one identity; those that take no request are said. A service that has a
     * draft of this plan is not given another: that one is told, `deja`. Fails with `service-hors-plan`, nothing made, for one that the
     * plan does not hold.
     */
    'plans.demandes': procedure(
      z.object({ id, services: z.array(z.string()).min(1).max(36) }),
      z.object({
        brouillons: z.array(z.object({ serviceId: z.string(), draftId: z.string(), deja: z.boolean() })),
        refus: z.array(z.object({ serviceId: z.string(), raison: z.string() })),
      }),
    ),
  },
  events: { 'plans.changed': z.object({ id: z.string() }) },
} as const
