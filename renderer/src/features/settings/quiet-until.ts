/** When notices come back: at the hour people begin to work, on this machine's own clock. */
const HOUR = 8

const at = (now: Date, days: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, HOUR)

export const untilTomorrow = (now: Date): Date => at(now, 1)

/** The next Monday that is not today. */
export const untilMonday = (now: Date): Date => at(now, (8 - now.getDay()) % 7 || 7)

/** The instant until which notices are suspended, still to come; null when they are not. */
export const suspendedUntil = (iso: string | null, now: Date): Date | null => {
  const until = iso === null ? null : new Date(iso)
  return until === null || !(until > now) ? null : until
}
