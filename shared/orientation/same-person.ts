import { fold } from '../geo/fold.ts'
import { editDistance } from '../search/distance.ts'
import { isFranceTravailNumber, normalisePhone } from './formats.ts'
import type { Personne } from './model.ts'

/** Whether two requests are about the same person, as well as names typed twice allow. Pure. */

export type Named = Pick<Personne, 'nom' | 'prenom' | 'telephone' | 'courriel' | 'numero_france_travail'>

/** One slip from four letters, two from seven: below, « Léa » would be « Léo ». */
const slips = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2)

const close = (a: string, b: string): boolean => {
  if (a === '' || b === '') return false
  const most = slips(Math.min(a.length, b.length))
  return editDistance(a, b, most) <= most
}

const sameName = (a: Named, b: Named): boolean => {
  const [nom, prenom, otherNom, otherPrenom] = [fold(a.nom), fold(a.prenom), fold(b.nom), fold(b.prenom)]
  return (close(nom, otherNom) && close(prenom, otherPrenom)) || (close(nom, otherPrenom) && close(prenom, otherNom))
}

const same = (a: string, b: string): boolean => a !== '' && a === b
const mail = (text: string): string => text.trim().toLowerCase()
const number = (text: string): string => (isFranceTravailNumber(text) ? text.replace(/\s/g, '') : '')

/**
 * The number of France Travail decides when both have one. Else names that are the same but for a slip or their order; or the same
 * telephone or e-mail and the same first name, whatever the name: people marry. A shared telephone alone is a family's.
 */
export const samePerson = (a: Named, b: Named): boolean => {
  const [ours, theirs] = [number(a.numero_france_travail), number(b.numero_france_travail)]
  if (ours !== '' && theirs !== '') return ours === theirs
  if (sameName(a, b)) return true
  const reached = same(normalisePhone(a.telephone), normalisePhone(b.telephone)) || same(mail(a.courriel), mail(b.courriel))
  return reached && close(fold(a.prenom), fold(b.prenom))
}
