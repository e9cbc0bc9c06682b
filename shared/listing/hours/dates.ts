const DATE = /^\d{4}-\d{2}-\d{2}$/

/** `YYYY-MM-DD`, and such a day exists: `2026-02-30` does not. */
export const isDate = (text: string): boolean => {
  const time = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
