import type { Service } from '#shared/catalogue/record.ts'
import type { Eligible } from '#shared/contract/personnes.ts'
import { DoraError } from '#shared/errors.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import type { Checks } from '#shared/orientation/checks.ts'
import { sayLine } from '#shared/orientation/eligibility.ts'
import { decisive, eligibilityOfPerson } from '#shared/person/eligibility.ts'
import type { Profil } from '#shared/person/profile.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import type { CatalogueTold } from '../catalogue/handlers.ts'

type Parts = {
  readonly told: Pick<CatalogueTold, 'rows'>
  readonly resolve: (place: PlaceRef) => ResolvedPlace
}
export type Weighs = Pick<Profil, 'age' | 'publics' | 'conditions' | 'lieu'>

/** Weighs services for a person, by the records of the catalogue alone. */
export const createPersonEligibility = ({ told, resolve }: Parts) => {
  /** Null when it is not known, or not in this desk's geography: then it is to be verified. */
  const placeOf = ({ lieu }: Pick<Profil, 'lieu'>): ResolvedPlace | null => {
    if (lieu === null) return null
    try {
      return resolve(lieu.place)
    } catch (error) {
      if (!(error instanceof DoraError)) throw error
      return null
    }
  }
  return {
    placeOf,
    /** What each service is for that person, in the order asked; those that are not in the catalogue are left out. */
    of: async (profil: Weighs, ids: readonly string[]): Promise<Eligible[]> => {
      const lieu = placeOf(profil)
      const rows = await told.rows(ids.map((id) => ({ kind: 'service', id })))
      return rows.map(({ id, doc }) => {
        const weighed = eligibilityOfPerson(profil, doc as unknown as Service, lieu)
        const line = decisive(weighed)
        return { id, verdict: weighed.verdict, raison: line === null ? '' : sayLine(line) }
      })
    },
    /** Line by line. @param zoneLabel the zone of the service in words */
    lines: (profil: Weighs, service: Service, zoneLabel: string): Checks['eligibilite'] =>
      eligibilityOfPerson(profil, service, placeOf(profil), zoneLabel),
  }
}
export type PersonEligibility = ReturnType<typeof createPersonEligibility>
