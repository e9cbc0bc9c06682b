import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'

/** What Les Emplois send: signed tokens of a person, and requests of their API. Invented people. */

export const EMPLOIS_KEY = 'une clé de trente-deux signes au moins'
export const EMPLOIS_TOKEN = 'jeton-d-acces-des-Emplois-pour-les-essais'

export const BENEFICIARY = {
  uid: '6f1d7a52-1111-4a3e-9c55-9f0a1b2c3d4e',
  first_name: 'Noé',
  last_name: 'Ferrand',
  email: 'noe.ferrand@exemple.test',
  phone: '+33 6 98 76 54 32',
  france_travail_id: '123 4567 8901',
}
const ORGANIZATION = { uid: '6f1d7a52-2222-4a3e-9c55-9f0a1b2c3d4e', name: 'PLIE de l’Exemple', siret: '80000001600010' }

/** @param email of the one who prescribes there. */
export const claimsOf = (email: string, beneficiary: object = BENEFICIARY): Record<string, unknown> => ({
  prescriber: { email, organization: ORGANIZATION },
  beneficiary,
})

type Signing = {
  readonly key?: string
  readonly alg?: string
  /** Milliseconds since 1970; null for none. */ readonly until: number | null
}

export const signed = (
  claims: Record<string, unknown>,
  { key = EMPLOIS_KEY, alg = 'HS256', until }: Signing,
): Promise<string> => {
  const token = new SignJWT(claims).setProtectedHeader({ alg })
  if (until !== null) token.setExpirationTime(Math.floor(until / 1000))
  return token.sign(new TextEncoder().encode(key))
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
/** What a library that trusts the header would take. */
export const unsigned = (claims: Record<string, unknown>, alg: string): string => `${part({ alg })}.${part(claims)}.`

/** The `data` of a request of their API. */
export const emploisRequest = (serviceId: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  di_service_id: serviceId,
  data_protection_commitment: true,
  beneficiary_first_name: 'Noé',
  beneficiary_last_name: 'Ferrand',
  beneficiary_france_travail_number: '12345678901',
  beneficiary_contact_preferences: ['TELEPHONE', 'EMAIL'],
  beneficiary_phone: '+33 6 98 76 54 32',
  beneficiary_email: 'noe.ferrand@exemple.test',
  beneficiary_other_contact_method: '',
  beneficiary_availability: '2027-01-04',
  referent_first_name: 'Rosa',
  referent_last_name: 'Blanc',
  referent_email: 'rosa.blanc@exemple.test',
  referent_phone: '05 56 01 02 03',
  situation: ['Jeunes'],
  situation_other: 'Vient d’arriver',
  requirements: ['Avoir 18 ans'],
  orientation_reasons: 'Une embauche à trente kilomètres.',
  emplois_data: {
    emplois_sync_uid: randomUUID(),
    beneficiary_id: BENEFICIARY.uid,
    structure_id: ORGANIZATION.uid,
    structure_name: ORGANIZATION.name,
    structure_siret: ORGANIZATION.siret,
    prescriber_id: '6f1d7a52-3333-4a3e-9c55-9f0a1b2c3d4e',
    prescriber_email: 'paul.durand@exemple.test',
    prescriber_first_name: 'Paul',
    prescriber_last_name: 'Durand',
    prescriber_phone: '0556040506',
  },
  ...more,
})
