import type { AboutRequest } from '#shared/orientation/answers.ts'
import { personName } from '#shared/orientation/describe.ts'
import { displayName } from '#shared/text/names.ts'
import type { Told } from '../told.ts'
import type { Particulars } from './template-text.ts'

export const personOf = ({ personne }: Pick<Told, 'personne'>): string => personName(personne)

/** What a message made ready speaks of. */
export const aboutOf = (of: Told): AboutRequest => ({
  personne: personOf(of),
  service: displayName(of.service.nom),
  structure: displayName(of.service.structure_nom),
})

export const particularsOf = ({ personne, service }: Told): Particulars => ({
  prenom: personne.prenom,
  nom: personne.nom,
  service: displayName(service.nom),
  adresse: displayName(service.adresse),
})

/** The referent is someone else than who sent it, and can be written to. */
export const hasReferent = ({ referent, prescripteur }: Told): boolean =>
  referent.courriel !== '' && referent.courriel.toLowerCase() !== prescripteur.courriel.toLowerCase()
