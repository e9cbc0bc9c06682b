import { departementOf } from '../catalogue/facts.ts'
import type { Service, Structure } from '../catalogue/record.ts'
import { widestZone, isNational } from '../geo/zone.ts'

/**
 * Units of partial synchronisation and of access (sync.md §2.1). A public row is in `cat:fr` and in the scope of each territory
 * that needs it, so that a desk carries France, or a few départements with what is national. Private rows are in `u:<user>`.
 */
export const FRANCE = 'cat:fr'
export const NATIONAL = 'cat:nat'
/** What a desk asks for its own rows: whose they are is read from the token, never from the request. */
export const MINE = 'u:me'

export const departementScope = (code: string): string => `cat:dep:${code}`
export const userScope = (userId: string): string => `u:${userId}`
export const isPublicScope = (scope: string): boolean => scope.startsWith('cat:')

/** Scopes a desk asks that carries these départements; all of France when none is named. */
export const scopesOfTerritories = (departements: readonly string[]): readonly string[] =>
  departements.length === 0 ? [FRANCE] : [NATIONAL, ...[...departements].sort().map(departementScope)]

/** A remote service for more départements than this is told to everyone: it is national in practice. */
const MANY = 12

const departementOfZone = (code: string): string | null => {
  if (/^(\d{2}|2[AB]|\d{3})$/.test(code)) return code
  // A commune; an EPCI may lie in several départements, and is left to the national scope.
  return /^\d[\dAB]\d{3}$/.test(code) ? departementOf(code, null) : null
}

/** Where people who may use a remote service live, as scopes. */
const remoteScopes = (zone: readonly string[]): readonly string[] => {
  if (zone.length === 0 || zone.some(isNational) || widestZone(zone) === 'inconnue') return [NATIONAL]
  const departements = new Set(zone.map(departementOfZone))
  if (departements.has(null) || departements.size > MANY) return [NATIONAL]
  return [...departements].map((code) => departementScope(code as string))
}

const sorted = (scopes: Iterable<string>): readonly string[] => [...new Set(scopes)].sort()

/** No status: a listing of another source, which only tells what is published. */
export const isPublished = ({ dora }: Service): boolean => dora?.status === undefined || dora.status === 'PUBLISHED'

/** Scopes of a service, sorted, none for one that is not published (the server adds its members' own): France, the département of its place (else of its structure), those it serves at a distance. */
export const serviceScopes = (service: Service, structure: Structure | null): readonly string[] => {
  if (!isPublished(service)) return []
  const place =
    departementOf(service.code_insee, service.code_postal) ??
    (structure === null ? null : departementOf(structure.code_insee, structure.code_postal))
  const remote = (service.modes_accueil ?? []).includes('a-distance')
  return sorted([
    FRANCE,
    ...(place === null ? (remote ? [] : [NATIONAL]) : [departementScope(place)]),
    ...(remote ? remoteScopes(service.zone_eligibilite ?? []) : []),
  ])
}

/** Scopes of a structure, sorted: its own place, and wherever one of its services goes, so that no desk has one without the other. */
export const structureScopes = (structure: Structure, services: Iterable<readonly string[]>): readonly string[] => {
  const place = departementOf(structure.code_insee, structure.code_postal)
  const wider = new Set<string>([FRANCE, ...(place === null ? [NATIONAL] : [departementScope(place)])])
  for (const scopes of services) for (const scope of scopes) wider.add(scope)
  return sorted(wider)
}
