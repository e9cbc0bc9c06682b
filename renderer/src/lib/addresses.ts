import { Courriel } from '#shared/accounts/wire.ts'

/** True for an e-mail address as the server takes it. */
export const isAddress = (text: string): boolean => Courriel.safeParse(text).success

export type AddressList = {
  /** As the server keeps them, in small letters, each once, in the order typed. */
  readonly good: readonly string[]
  /** As typed. */
  readonly bad: readonly string[]
}

/**
 * Addresses typed or pasted together: one a line, or between commas or semicolons. « Camille Inventée <camille@exemple.test> »,
 * as a mail program copies it, is its address.
 */
export const readAddresses = (text: string): AddressList => {
  const good = new Set<string>()
  const bad = new Set<string>()
  for (const piece of text.split(/[\n\r,;]+/)) {
    const typed = piece.trim()
    if (typed === '') continue
    const parsed = Courriel.safeParse(/<([^<>]*)>\s*$/.exec(typed)?.[1] ?? typed)
    if (parsed.success) good.add(parsed.data)
    else {
      // Several on one line, between blanks; words with none are what was typed, whole.
      const inner = /\s/.test(typed) ? readAddresses(typed.replaceAll(/\s+/g, ',')) : { good: [], bad: [typed] }
      for (const one of inner.good) good.add(one)
      for (const one of inner.good.length === 0 ? [typed] : inner.bad) bad.add(one)
    }
  }
  return { good: [...good], bad: [...bad] }
}

/** SIREN and NIC of France Travail: its agencies take professional addresses of its own only (dora-backend.md §2.2). */
const FRANCE_TRAVAIL = '130005481'
const FRANCE_TRAVAIL_DOMAINS = ['francetravail.fr', 'pole-emploi.fr', 'beta.gouv.fr']

export const isFranceTravail = (siret: string | null | undefined): boolean => siret?.startsWith(FRANCE_TRAVAIL) === true

export const isFranceTravailAddress = (address: string): boolean =>
  FRANCE_TRAVAIL_DOMAINS.includes(address.trim().toLowerCase().split('@').at(-1) ?? '')
