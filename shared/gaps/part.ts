import { AU_MOINS } from '../usage/event.ts'

/**
 * A number of people among others, as it may be told: two bounds, whole numbers, `min ≤ n ≤ max`. Numbers go down by fives, so that what
 * one more event changes, from one reading to the next, is never that event.
 */
export type Part = { readonly min: number; readonly max: number }

export const byFives = (n: number): number => n - (n % AU_MOINS)

/**
 * People counted once a calendar month, since nobody is known from one month to the next (shared/usage/event.ts): their sum, and the
 * most of any one month, which is how many different people there are for certain.
 */
export type People = { readonly somme: number; readonly surs: number; readonly mois: number }

export const NOBODY: People = { somme: 0, surs: 0, mois: 0 }

/** Enough different people for a figure to be told. */
export const isEnough = ({ surs }: People): boolean => surs >= AU_MOINS
const isFew = (people: People): boolean => people.somme > 0 && !isEnough(people)

/**
 * What is told of `part` among `all`. @param rest those of `all` that are not of `part`
 * Nobody, and everybody, are told; else the five below, and up to four more. Few people are said to be some, `mois` times four at
 * most; when the rest is few it is that one which is hidden. Where both may be few nothing is told, whichever it is: that both are
 * would give the number away.
 */
export const tell = (part: People, rest: People): Part => {
  const total = byFives(part.somme + rest.somme)
  if (!isFew(part) && !isFew(rest)) {
    const told = byFives(part.somme)
    return { min: told, max: part.somme === 0 || rest.somme === 0 ? told : told + AU_MOINS - 1 }
  }
  const most = (AU_MOINS - 1) * Math.max(part.mois, rest.mois)
  if (part.somme + rest.somme <= 2 * most) return { min: 0, max: total }
  return isFew(part) ? { min: 1, max: most } : { min: Math.max(0, total - most), max: total }
}
