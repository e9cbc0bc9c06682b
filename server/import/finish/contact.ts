import { asEmail, looksPersonal } from '../fields/email.ts'
import { asList } from '../fields/list.ts'
import { readPhone } from '../fields/phone.ts'
import { asLine, asText } from '../fields/text.ts'
import { asUrl } from '../fields/url.ts'
import type { Finishing } from './context.ts'

/** Reasons counted apart in the summary: what was left out to protect a person. */
export const PERSONAL_EMAIL = 'Adresse électronique d’une personne : champ vidé.'
export const PERSONAL_MOBILE = 'Numéro de mobile, sans doute personnel : champ vidé.'
export const PERSONAL_NAME = 'Nom de contact : jamais importé.'

/** Phone and e-mail, without those that look like a person's (data-inclusion.md §3.6). `names` are what a role address may repeat. */
export const finishContact = (
  { fields, notes }: Finishing,
  names: readonly (string | null | undefined)[],
): { readonly telephone: string | null; readonly courriel: string | null } => {
  if (asLine(fields['contact_nom_prenom']) !== null) notes.warn('contact_nom_prenom', PERSONAL_NAME)
  return { telephone: telephoneOf(fields['telephone'], notes), courriel: courrielOf(fields['courriel'], names, notes) }
}

const telephoneOf = (value: unknown, notes: Finishing['notes']): string | null => {
  const text = asLine(value)
  if (text === null) return null
  const phone = readPhone(text)
  if (phone.kind === 'unreadable') notes.warn('telephone', 'Numéro de téléphone illisible : champ vidé.')
  else if (phone.kind === 'several') notes.warn('telephone', 'Plusieurs numéros dans un champ : champ vidé.')
  else if (phone.mobile) notes.warn('telephone', PERSONAL_MOBILE)
  else return phone.value
  return null
}

const courrielOf = (value: unknown, names: readonly (string | null | undefined)[], notes: Finishing['notes']): string | null => {
  const all = asList(value, ['|', ';', ',', ' ', '\n'])
  if (all === null) return null
  const readable = all.map(asEmail).filter((email) => email !== null)
  if (readable.length === 0) {
    notes.warn('courriel', 'Adresse électronique illisible : champ vidé.')
    return null
  }
  const kept = readable.find((email) => !looksPersonal(email, names))
  if (kept === undefined) notes.warn('courriel', PERSONAL_EMAIL)
  return kept ?? null
}

/** A link that can be opened safely, or nothing: the row stays. */
export const finishUrl = ({ fields, notes }: Finishing, name: string): string | null => {
  const text = asText(fields[name])
  if (text === null || /^https?:\/*$/i.test(text)) return null
  const url = asUrl(text)
  if (url === null) notes.warn(name, 'Adresse web illisible : champ vidé.')
  return url
}
