const long = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const short = new Intl.DateTimeFormat('fr-FR', { month: 'short', timeZone: 'UTC' })
const instantOf = (month: string): number => Date.parse(`${month}-01T00:00:00Z`)

/** `2026-10` → « octobre 2026 ». */
export const monthInWords = (month: string): string => long.format(instantOf(month))

/** « oct. », « janv »: four characters at most, under a bar. */
export const shortMonth = (month: string): string => short.format(instantOf(month)).slice(0, 4)
