import type { Service } from '../catalogue/record.ts'

/** Life of a service (dora-backend.md §4.1, dora-screens.md §5.2). DORA's server lets any member set any status: not done here. */

export type ServiceStatus = NonNullable<NonNullable<Service['dora']>['status']>

const NEXT: Readonly<Record<ServiceStatus, readonly ServiceStatus[]>> = {
  SUGGESTION: ['DRAFT'],
  DRAFT: ['PUBLISHED', 'ARCHIVED'],
  PUBLISHED: ['DRAFT', 'ARCHIVED'],
  ARCHIVED: ['DRAFT'],
}
/** How a service may begin: what comes from a team's import may be a suggestion. */
const FIRST: readonly ServiceStatus[] = ['DRAFT', 'PUBLISHED', 'SUGGESTION']

/** An export only carries what is published: no status means that. */
export const statusOf = ({ dora }: Pick<Service, 'dora'>): ServiceStatus => dora?.status ?? 'PUBLISHED'

/** `from` null: the service is being made. */
export const mayBecome = (from: ServiceStatus | null, to: ServiceStatus): boolean =>
  from === null ? FIRST.includes(to) : from === to || NEXT[from].includes(to)

export const nextStatuses = (from: ServiceStatus): readonly ServiceStatus[] => NEXT[from]
