import type { Random } from './random.ts'

/** Contacts that reach nobody: numbers of the range kept for fiction (01 99 00), addresses at exemple.fr. */
export const fictitiousPhone = (random: Random): string => `+3319900${String(random.int(0, 9999)).padStart(4, '0')}`

const ROLES = ['accueil', 'contact', 'secretariat', 'insertion', 'orientation'] as const

export const fictitiousEmail = (random: Random, slug: string): string => `${random.pick(ROLES)}.${slug}@exemple.fr`

export const fictitiousSite = (slug: string): string => `https://www.exemple.fr/${slug}`

/** « L’Étape d’Avenir » → « l-etape-d-avenir ». */
export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/g, 'oe')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)

/** A SIRET that passes the check digit but whose SIREN starts with 000, which INSEE never gave. */
export const fictitiousSiret = (random: Random): string => {
  const siren = closeLuhn(`000${String(random.int(0, 99_999)).padStart(5, '0')}`)
  return closeLuhn(`${siren}${String(random.int(1, 9)).padStart(4, '0')}`)
}

const closeLuhn = (digits: string): string => {
  const sum = [...digits].reverse().reduce((total, char, index) => {
    const digit = Number(char) * (index % 2 === 0 ? 2 : 1)
    return total + (digit > 9 ? digit - 9 : digit)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
