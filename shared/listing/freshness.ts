import type { Service, Structure, Verification } from '../catalogue/record.ts'
import { addDays, addMonths } from './days.ts'
import { groupsOf, type ListingKind } from './groups.ts'
import { statusOf } from './status.ts'

/** Age of what a listing says: an edit and a verification are two things, both told (dora-backend.md §4.3; peers.md §5, row 5). */

type Frequency = NonNullable<NonNullable<Service['dora']>['update_frequency']>

/** Null: never to be asked about. */
export const MONTHS: Readonly<Record<Frequency, number | null>> = {
  'tous-les-mois': 1,
  'tous-les-3-mois': 3,
  'tous-les-6-mois': 6,
  'tous-les-12-mois': 12,
  'tous-les-16-mois': 16,
  jamais: null,
}
export const DEFAULT_FREQUENCY: Frequency = 'tous-les-6-mois'
const DRAFT_EXPIRES_DAYS = 7

type Listing = Pick<Service, 'date_maj'> & {
  readonly dora?: { readonly verifications?: Readonly<Record<string, Verification>> | undefined } | undefined
}

const later = (a: string, b: string): string => (a < b ? b : a)

/** When a group of fields was last said to be right; null when nobody ever said so. */
export const verifiedOn = ({ dora }: Listing, groupe: string): Verification | null => dora?.verifications?.[groupe] ?? null

/** The day on which everything was last said to be right, every group of it; null when some group never was. */
const whollyVerifiedOn = (kind: ListingKind, listing: Listing): string | null => {
  let oldest: string | null = null
  for (const { code } of groupsOf(kind)) {
    const one = verifiedOn(listing, code)
    if (one === null) return null
    if (oldest === null || one.le < oldest) oldest = one.le
  }
  return oldest
}

/** The day from which its age is counted: the last edit, or the last time all of it was said to be right. */
export const sureOn = (kind: ListingKind, listing: Listing): string => {
  const verified = whollyVerifiedOn(kind, listing)
  return verified === null ? listing.date_maj : later(listing.date_maj, verified)
}

/** The day from which the structure is asked whether a published service is still right; null when it is never asked. */
export const dueOn = (service: Service): string | null => {
  if (statusOf(service) !== 'PUBLISHED') return null
  const months = MONTHS[service.dora?.update_frequency ?? DEFAULT_FREQUENCY]
  return months === null ? null : addMonths(sureOn('service', service), months)
}

/** @param today ISO day */
export const updateNeeded = (service: Service, today: string): boolean => {
  const due = dueOn(service)
  return due !== null && due <= today
}

/** A structure has no frequency of its own: a year. */
export const structureUpdateNeeded = (structure: Structure, today: string): boolean =>
  addMonths(sureOn('structure', structure), 12) <= today

/** A draft that nobody finished (dora-backend.md §4.3). */
export const isExpiredDraft = (service: Service, today: string): boolean =>
  statusOf(service) === 'DRAFT' &&
  service.dora?.creation_date !== undefined &&
  addDays(service.dora.creation_date, DRAFT_EXPIRES_DAYS) <= today
