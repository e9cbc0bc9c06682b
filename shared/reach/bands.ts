/** A stop that is reached, with the minutes counted from the hour asked. */
type Reached = { readonly nom: string; readonly lat: number; readonly lon: number; readonly minutes: number }

export const BANDS = 3

/** @returns the last minute of each third of the time asked: 60 gives 20, 40 and 60 */
export const bandsOf = (minutes: number): readonly number[] =>
  Array.from({ length: BANDS }, (_, band) => Math.round((minutes * (band + 1)) / BANDS))

/** Some 150 m: two platforms of one stop, or two kerbs of one street, are one disc. */
const CELL = 1 / 700

/** @returns what is drawn: the quickest stop of each small square, the slowest first, so that what is near is drawn over what is far */
export const discsOf = (
  stops: readonly Reached[],
  minutes: number,
): readonly { readonly lat: number; readonly lon: number; readonly band: number }[] => {
  const ends = bandsOf(minutes)
  const cells = new Map<string, Reached>()
  for (const stop of stops) {
    const cell = `${Math.round(stop.lat / CELL)}/${Math.round(stop.lon / CELL)}`
    const kept = cells.get(cell)
    if (kept === undefined || stop.minutes < kept.minutes) cells.set(cell, stop)
  }
  return [...cells.values()]
    .sort((a, b) => b.minutes - a.minutes)
    .map(({ lat, lon, minutes: at }) => ({
      lat,
      lon,
      band: Math.max(
        0,
        ends.findIndex((end) => at <= end),
      ),
    }))
}

/** @returns the names of stops, each once with its least minutes, the nearest first */
export const namesOf = (stops: readonly Reached[]): readonly { readonly nom: string; readonly minutes: number }[] => {
  const least = new Map<string, number>()
  for (const { nom, minutes } of stops) least.set(nom, Math.min(minutes, least.get(nom) ?? Infinity))
  return [...least]
    .map(([nom, minutes]) => ({ nom, minutes }))
    .sort((a, b) => a.minutes - b.minutes || a.nom.localeCompare(b.nom, 'fr'))
}
