/** The desk's own day as `YYYY-MM-DD`. */
export const localToday = (now = new Date()): string => {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}

const hour = new Intl.DateTimeFormat('fr-FR', { hour: '2-digit', minute: '2-digit' })

/** « 14:32 » from an instant. */
export const localHour = (iso: string): string => hour.format(new Date(iso))
