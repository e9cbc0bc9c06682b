import { displayTown } from './names.ts'

/** « 12 rue des Lilas, Bâtiment B, 59000 Lille »; null when nothing is known. */
export const addressLine = (place: {
  readonly adresse?: string | null | undefined
  readonly complement_adresse?: string | null | undefined
  readonly code_postal?: string | null | undefined
  readonly commune?: string | null | undefined
}): string | null => {
  const town = [place.code_postal, place.commune && displayTown(place.commune)].filter(Boolean).join(' ')
  const line = [place.adresse && displayTown(place.adresse), place.complement_adresse, town].filter(Boolean).join(', ')
  return line === '' ? null : line
}
