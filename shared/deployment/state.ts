import { z } from 'zod'
import { DEPARTEMENTS } from '../geo/divisions.ts'
import type { Departement } from '../geo/types.ts'

/** How far DORA is deployed in each département (dora-backend.md §1.7 DeploymentState). */

/** Kind of the public rows that say it; their id is the code of the département. A département without a row is unknown. */
export const DEPLOIEMENT = 'deploiement'

export const ETATS_DEPLOIEMENT = [0, 1, 2, 3, 4] as const
export const EtatDeploiement = z.literal(ETATS_DEPLOIEMENT)
export type EtatDeploiement = z.infer<typeof EtatDeploiement>

/** Wording of dora-backend.md §1.7. */
export const ETAT_DEPLOIEMENT: Readonly<Record<EtatDeploiement, string>> = {
  0: 'Aucun contact',
  1: 'En cours d’échanges',
  2: 'Premières saisies de services',
  3: 'Déploiement en cours',
  4: 'Finalisation du déploiement',
}
export const ETAT_INCONNU = 'Non renseigné'

/** Document of a row. `depuis`: ISO day from which the state holds. */
export const Deploiement = z.object({ etat: EtatDeploiement, depuis: z.iso.date() })
export type Deploiement = z.infer<typeof Deploiement>

export const DepartementDeploye = Deploiement.extend({ departement: z.string().max(3) })
export type DepartementDeploye = z.infer<typeof DepartementDeploye>

/** Nobody lives in the Terres australes, nor on Clipperton: nothing is deployed there. */
const UNINHABITED: ReadonlySet<string> = new Set(['984', '989'])
export const DEPARTEMENTS_DEPLOYABLES: readonly Departement[] = DEPARTEMENTS.filter(({ code }) => !UNINHABITED.has(code))
const deployable = new Set(DEPARTEMENTS_DEPLOYABLES.map(({ code }) => code))
export const isDeployable = (code: string): boolean => deployable.has(code)

/** States 3 and 4: those of `services-options.deployment_departments`. */
export const isBegun = (etat: EtatDeploiement): boolean => etat >= 3

/** Codes where deployment has begun (`deployment_departments`), in the order given. */
export const departementsDeployes = (etats: readonly DepartementDeploye[]): readonly string[] =>
  etats.filter(({ etat }) => isBegun(etat)).map(({ departement }) => departement)

/** Those of `departements` where it is known that deployment has not begun: an unknown one is not among them. */
export const notBegun = (
  departements: readonly string[],
  etats: readonly DepartementDeploye[],
): readonly DepartementDeploye[] => {
  const known = new Map(etats.map((one) => [one.departement, one]))
  return [...new Set(departements)].flatMap((code) => {
    const one = known.get(code)
    return one === undefined || isBegun(one.etat) ? [] : [one]
  })
}

/** Number of départements in each state, and of those without one. */
export const countByState = (
  etats: readonly DepartementDeploye[],
): { readonly par: Readonly<Record<EtatDeploiement, number>>; readonly inconnus: number } => {
  const par: Record<EtatDeploiement, number> = { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0 }
  const seen = new Set<string>()
  for (const { departement, etat } of etats) {
    if (!isDeployable(departement) || seen.has(departement)) continue
    seen.add(departement)
    par[etat] += 1
  }
  return { par, inconnus: DEPARTEMENTS_DEPLOYABLES.length - seen.size }
}
