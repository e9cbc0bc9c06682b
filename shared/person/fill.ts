import type { DraftContent, DraftService } from '../orientation/draft.ts'
import { PUBLIC_BY_LABEL } from '../orientation/eligibility.ts'
import type { Profil } from './profile.ts'

/** A commune's code, where the place names one. */
const communeOf = ({ lieu }: Pick<Profil, 'lieu'>): string => {
  if (lieu === null) return ''
  const { place } = lieu
  if (place.kind === 'commune') return place.code
  return place.kind === 'point' ? (place.commune ?? '') : ''
}

/** What a request for that service says of the person of a folder: what it asks and the folder knows, ticked; nothing more. */
export const filledFrom = (
  folderId: string,
  profil: Profil,
  service: Pick<DraftService, 'publics' | 'criteres'>,
): Partial<DraftContent> => {
  const commune = communeOf(profil)
  return {
    dossier: folderId,
    situation: service.publics.filter((label) => profil.publics[PUBLIC_BY_LABEL.get(label) ?? label] === 'oui'),
    criteres: service.criteres.filter((label) => profil.conditions[label] === 'oui'),
    beneficiaire_nom: profil.nom,
    beneficiaire_prenom: profil.prenom,
    beneficiaire_numero_france_travail: profil.numero_france_travail,
    ...(profil.disponibilite === '' ? {} : { beneficiaire_disponibilite: profil.disponibilite }),
    preferences_contact: [...profil.preferences_contact],
    beneficiaire_telephone: profil.telephone,
    beneficiaire_courriel: profil.courriel,
    beneficiaire_autre_contact: profil.autre_contact,
    beneficiaire_commune: commune.slice(0, 5),
    beneficiaire_commune_nom: commune === '' ? '' : (profil.lieu?.label ?? '').slice(0, 120),
    beneficiaire_age: profil.age,
  }
}
