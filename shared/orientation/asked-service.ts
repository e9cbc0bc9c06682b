import type { Service, Structure } from '../catalogue/record.ts'
import type { Envoi } from './model.ts'

/** What a request keeps of its service: made by the server, and by the desk until the server tells it. */

type Asked = { readonly service: Service; readonly structure: Structure | null }

const LONGEST = 500
const filled = (text: string | null | undefined): string[] => (text == null || text.trim() === '' ? [] : [text.trim()])

/** « 3 rue des Forges, Bâtiment B, 33000 Bordeaux », where the service is, else where its structure is; '' when nothing is known. */
export const placeLine = ({ service, structure }: Asked): string => {
  const place = filled(service.commune).length === 0 ? structure : service
  const town = [...filled(place?.code_postal), ...filled(place?.commune)].join(' ')
  return [...filled(place?.adresse), ...filled(place?.complement_adresse), ...filled(town)].join(', ')
}

/** @returns without its duration, which is told once it has accepted */
export const askedService = (asked: Asked): Envoi['service'] => ({
  id: asked.service.id,
  nom: asked.service.nom.slice(0, LONGEST),
  structure_id: asked.service.structure_id,
  structure_nom: (asked.structure?.nom ?? '').slice(0, LONGEST),
  adresse: placeLine(asked).slice(0, LONGEST),
  thematiques: (asked.service.thematiques ?? []).slice(0, 100),
  duree: null,
})
