import { z } from 'zod'
import { Courriel } from '#shared/accounts/wire.ts'

/** Who someone is, for the identity provider. Names are '' when it does not give them. */
export type Identity = {
  readonly sub: string
  /** In small letters. */
  readonly courriel: string
  readonly prenom: string
  readonly nom: string
}

const MAX_NAME = 140

/** Fit for both engines, and for one line. */
const isClean = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text)

const nameOf = (claim: unknown): string =>
  typeof claim === 'string'
    ? [
        ...claim
          .toWellFormed()
          .replaceAll(/\p{Cc}/gu, ' ')
          .trim(),
      ]
        .slice(0, MAX_NAME)
        .join('')
        .trim()
    : ''

/** OpenID Connect Core §2: 255 characters at most. */
const Claims = z.object({
  sub: z.string().min(1).max(255).refine(isClean),
  email: Courriel.refine(isClean),
})

/**
 * What claims say of a person; null when they do not say enough to be sure: no subject, no address, or one that the provider knows
 * not to be proved. ProConnect says nothing of that, and vouches for its addresses; its family name is `usual_name`.
 */
export const identityOf = (claims: Readonly<Record<string, unknown>>): Identity | null => {
  const known = Claims.safeParse(claims)
  const unproved = claims['email_verified'] === false || claims['email_verified'] === 'false'
  if (!known.success || unproved) return null
  const { sub, email: courriel } = known.data
  return {
    sub,
    courriel,
    prenom: nameOf(claims['given_name']),
    nom: nameOf(claims['usual_name']) || nameOf(claims['family_name']),
  }
}
