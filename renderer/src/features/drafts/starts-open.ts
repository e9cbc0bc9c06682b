/** Beside the form, the panels start open; above it, in a narrow window, they would push it out of sight. */
export const startsOpen = (): boolean => window.matchMedia('(width >= 860px)').matches
