/**
 * Opening hours as a person fills them in: a usual week, public holidays, dated exceptions, one remark. It is what the editor
 * holds; what is stored stays OSM `opening_hours` text (`horaires_accueil`, dora-backend.md §1.3), read by parse.ts and
 * written by write.ts. While somebody types, a time may be '' or no time at all: problems.ts says so, write.ts leaves it out.
 */

/** `HH:MM`. `a` is 00:01 to 24:00; at or before `de`, it is the next morning's (see times.ts). */
export type Plage = { readonly de: string; readonly a: string }

/** From `du` to `au` (`YYYY-MM-DD`, both counted): closed, or these hours whatever the day of the week. */
export type Exception = {
  readonly du: string
  readonly au: string
  readonly horaires: 'ferme' | readonly Plage[]
  /** Why, in a few words; '' for nothing. */
  readonly note: string
}

export type HoursPlan = {
  /** Seven lists, Monday first; an empty one is a closed day. */
  readonly semaine: readonly (readonly Plage[])[]
  /** `non-dit`: a holiday is a day like the others. */
  readonly feries: 'non-dit' | 'ferme' | readonly Plage[]
  /** The later one says nothing about a day that an earlier one covers: two on one day are a problem. */
  readonly exceptions: readonly Exception[]
  /** Kept behind the hours, as DORA does: `<osm>; "<details>"`. */
  readonly remarque: string
}

/** Longest text that DORA stores (dora-backend.md §1.3). */
export const HOURS_MAX_LENGTH = 255

export const OSM_DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
export const OSM_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

export const EVERY_DAY: readonly number[] = [0, 1, 2, 3, 4, 5, 6]
export const WORKING_DAYS: readonly number[] = [0, 1, 2, 3, 4]

export const EMPTY_PLAN: HoursPlan = { semaine: EVERY_DAY.map(() => []), feries: 'non-dit', exceptions: [], remarque: '' }

/** Nothing is said of the hours; there may be a remark. */
export const saysNoHours = (plan: HoursPlan): boolean =>
  plan.semaine.every((plages) => plages.length === 0) && plan.feries === 'non-dit' && plan.exceptions.length === 0

/** The plan with other hours on the day `jour` (0 for Monday). */
export const withDay = (plan: HoursPlan, jour: number, plages: readonly Plage[]): HoursPlan => ({
  ...plan,
  semaine: plan.semaine.map((had, i) => (i === jour ? plages : had)),
})

/** « Copier sur les autres jours »: the hours of `jour` on each of the days `vers`, closed days included. */
export const copyDay = (plan: HoursPlan, jour: number, vers: readonly number[]): HoursPlan => {
  const plages = plan.semaine[jour] ?? []
  return { ...plan, semaine: plan.semaine.map((had, i) => (vers.includes(i) ? plages : had)) }
}
