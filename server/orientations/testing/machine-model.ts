import type { Etat, Issue } from '#shared/orientation/life.ts'

/**
 * What must hold of requests, in the fewest words: written from the rules (dora-backend.md §3.3–3.6), not from the code that is
 * tried. Instants are milliseconds since 1970.
 */

export const DAY = 24 * 3600_000

/** Two of the structure that sends, two of the one that receives, one of another, and one of the team. */
export const PEOPLE = ['alix', 'cleo', 'bao', 'dana', 'eve', 'iris'] as const
export type Person = (typeof PEOPLE)[number]
export type Side = 'sender' | 'receiver'

export type Seen = {
  readonly id: string
  etat: Etat
  /** The structure was told of it. */
  told: boolean
  anonymous: boolean
  /** Null once the account is no more. */
  author: Person | null
  /** Who helps the person: whoever sent it, someone else, or nobody that is known any more. */
  referent: 'author' | 'other' | 'gone'
  readonly hasMail: boolean
  keeper: Person | null
  readonly made: number
  changed: number | null
  notBefore: number | null
  reminded: number | null
  read: boolean
  acknowledged: boolean
  issue: Issue | null
  /** The newest last. */
  links: { readonly secret: string; readonly until: number }[]
}

export type Model = {
  now: number
  readonly requests: Seen[]
  readonly members: Readonly<Record<Side, Set<Person>>>
  readonly gone: Set<Person>
}

export type Act =
  'nudge' | 'cancel' | 'outcome' | 'handover' | 'read' | 'acknowledge' | 'postpone' | 'accept' | 'refuse' | 'write' | 'renew'

const OPEN: readonly Etat[] = ['OUVERTE']
/** States in which each act may be done. */
const WHEN: Readonly<Record<Act, readonly Etat[]>> = {
  nudge: OPEN,
  cancel: ['OUVERTE', 'MODÉRATION_EN_COURS'],
  outcome: ['VALIDÉE', 'EXPIRÉE'],
  handover: ['MODÉRATION_EN_COURS', 'OUVERTE', 'VALIDÉE', 'REFUSÉE', 'EXPIRÉE'],
  read: OPEN,
  acknowledge: OPEN,
  postpone: OPEN,
  accept: OPEN,
  refuse: OPEN,
  write: ['OUVERTE', 'VALIDÉE'],
  renew: ['OUVERTE', 'VALIDÉE', 'EXPIRÉE'],
}
export const mayNow = (seen: Seen, act: Act): boolean => !seen.anonymous && WHEN[act].includes(seen.etat)

const waitingFrom = ({ made, changed, notBefore }: Seen): number => Math.max(changed ?? made, notBefore ?? 0)
const lastWord = (seen: Seen): number => Math.max(waitingFrom(seen), seen.reminded ?? 0)
/** Nobody is reminded in the first three days, nor twice in three days. */
export const isTooSoon = (seen: Seen, now: number): boolean => now < lastWord(seen) + 3 * DAY

/** What an hour’s round does to a request. */
export const dueNow = (seen: Seen, now: number): 'anonymise' | 'expire' | 'remind' | null => {
  if (seen.anonymous) return null
  const isOld = now >= seen.made + 730 * DAY
  if (seen.etat === 'OUVERTE') {
    if (isOld || now >= waitingFrom(seen) + 30 * DAY) return 'expire'
    return now >= lastWord(seen) + 10 * DAY ? 'remind' : null
  }
  return isOld ? 'anonymise' : null
}

export const LINK_DAYS = 8
export const MOST_LINKS = 8

/** Letters by what happened: to the structure, to those who sent it, to the person. */
export type Letters = {
  readonly structure?: string
  readonly author?: string
  readonly referent?: string
  readonly person?: string
}
export const LETTERS = {
  sent: {
    structure: 'orientation-recue',
    author: 'orientation-transmise',
    referent: 'orientation-notifiee',
    person: 'orientation-personne-creee',
  },
  held: { author: 'orientation-retenue' },
  accept: {
    structure: 'orientation-validee',
    author: 'orientation-acceptee',
    referent: 'orientation-acceptee',
    person: 'orientation-personne-acceptee',
  },
  refuse: {
    structure: 'orientation-declinee',
    author: 'orientation-refusee',
    referent: 'orientation-refusee',
    person: 'orientation-personne-refusee',
  },
  expire: {
    structure: 'orientation-close',
    author: 'orientation-expiree',
    referent: 'orientation-expiree',
    person: 'orientation-personne-expiree',
  },
  postpone: { author: 'orientation-reportee', person: 'orientation-personne-reportee' },
  cancel: { structure: 'orientation-retiree', person: 'orientation-personne-retiree' },
  remind: { structure: 'orientation-rappel' },
  nudge: { structure: 'orientation-relance' },
  renew: { structure: 'orientation-lien' },
  none: {},
} as const satisfies Readonly<Record<string, Letters>>
