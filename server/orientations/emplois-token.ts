import { jwtVerify } from 'jose'
import { z } from 'zod'
import { isEmail, isFranceTravailNumber, isFrenchPhone, normalisePhone } from '#shared/orientation/formats.ts'
import type { DonneesEmplois, Personne } from '#shared/orientation/model.ts'
import { emailKey } from '../accounts/user.ts'
import type { User } from '../store/types.ts'

/**
 * The signed token (« op ») that Les Emplois hand over with a person (dora-backend.md §3.8). HS256, a key shared by both sides. The names of its
 * claims are those of their API (§2.17); nothing published says them for the token itself.
 */

const text = (max: number) => z.string().trim().max(max).nullish()
const Claims = z.object({
  prescriber: z.object({
    email: z.string().max(254),
    organization: z.object({ uid: z.uuid(), name: text(140), siret: text(14) }),
  }),
  beneficiary: z.object({
    uid: z.uuid(),
    first_name: z.string().trim().min(1).max(140),
    last_name: z.string().trim().min(1).max(140),
    email: text(254),
    phone: text(40),
    france_travail_id: text(40),
  }),
})

export type EmploisToken = {
  /** What it gives of the person stands over what was typed. A field that it gives in a wrong shape is left to be typed. */
  readonly personne: Partial<Pick<Personne, 'nom' | 'prenom' | 'courriel' | 'telephone' | 'numero_france_travail'>>
  readonly donnees: DonneesEmplois
}

/** Null for a token that is not theirs, is past, or names another person than the one who is signed in. */
export type ReadEmploisToken = (jeton: string, user: Pick<User, 'courriel'>) => Promise<EmploisToken | null>

const kept = <K extends string>(name: K, value: string | null | undefined, good: (value: string) => boolean) =>
  value != null && value !== '' && good(value) ? ({ [name]: value } as Partial<Record<K, string>>) : {}

/** @param now milliseconds since 1970 */
export const createEmploisTokens = (key: string, now: () => number): ReadEmploisToken => {
  const secret = new TextEncoder().encode(key)
  return async (jeton, user) => {
    const payload = await jwtVerify(jeton, secret, {
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
      currentDate: new Date(now()),
    }).then(
      (verified) => verified.payload,
      () => null,
    )
    const claims = Claims.safeParse(payload)
    if (!claims.success) return null
    const { prescriber, beneficiary } = claims.data
    if (emailKey(prescriber.email) !== emailKey(user.courriel)) return null
    const { organization } = prescriber
    return {
      personne: {
        nom: beneficiary.last_name,
        prenom: beneficiary.first_name,
        ...kept('courriel', beneficiary.email, isEmail),
        ...kept('telephone', normalisePhone(beneficiary.phone ?? ''), isFrenchPhone),
        ...kept('numero_france_travail', beneficiary.france_travail_id?.replace(/\s/g, ''), isFranceTravailNumber),
      },
      donnees: {
        emplois_sync_uid: null,
        beneficiary_id: beneficiary.uid,
        structure_id: organization.uid,
        structure_name: organization.name ?? '',
        structure_siret: organization.siret ?? '',
        prescriber_id: null,
        prescriber_email: '',
        prescriber_first_name: '',
        prescriber_last_name: '',
        prescriber_phone: '',
      },
    }
  }
}
