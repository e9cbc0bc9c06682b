const short = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'short' })

/** « 12 janv. » from an ISO day, for a narrow place. */
export const shortDay = (day: string): string => short.format(new Date(`${day}T12:00:00`))
