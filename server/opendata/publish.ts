import type { Service, Structure } from '#shared/catalogue/record.ts'
import { publicPath } from '#shared/listing/public-link.ts'
import { FRAIS } from '#shared/reference/frais.ts'
import { MOBILISABLE_PAR } from '#shared/reference/mobilisable-par.ts'
import { MODES_ACCUEIL } from '#shared/reference/modes-accueil.ts'
import { MODES_MOBILISATION } from '#shared/reference/modes-mobilisation.ts'
import { PUBLICS } from '#shared/reference/publics.ts'
import { RESEAUX_PORTEURS } from '#shared/reference/reseaux-porteurs.ts'
import { NEEDS } from '#shared/reference/thematiques.ts'
import { TYPES } from '#shared/reference/types.ts'
import { isPublished } from '#shared/sync/scope.ts'
import { looksPersonal } from '../import/fields/email.ts'
import type { OpenPlace, OpenService, OpenStructure } from './record.ts'
import {
  asAtLeast,
  asCommune,
  asDay,
  asMail,
  asOneOf,
  asPhone,
  asPoint,
  asPostalCode,
  asSetOf,
  asSiret,
  asText,
  asWebUrl,
  asZone,
  valuesOf,
} from './valid.ts'

/** Which records leave, and as what: dora-backend.md §2.16, data-inclusion.md §1, §2.4, §3.6. Pure. */

export type PublishOptions = {
  /** ISO day in Paris. */
  readonly today: string
  /** Address of this server, without a final « / ». */
  readonly origin: string
}

/** Why a record stays, told in the manifest: its text cannot be made valid. */
export type Unfit = 'nom' | 'description' | 'date_maj' | 'source'
export type Published<Record> = { readonly record: Record } | { readonly unfit: Unfit }

const VALUES = {
  frais: valuesOf(FRAIS),
  mobilisable_par: valuesOf(MOBILISABLE_PAR),
  modes_accueil: valuesOf(MODES_ACCUEIL),
  modes_mobilisation: valuesOf(MODES_MOBILISATION),
  publics: valuesOf(PUBLICS),
  reseaux_porteurs: valuesOf(RESEAUX_PORTEURS),
  thematiques: valuesOf(NEEDS),
  types: valuesOf(TYPES),
}

const SHORTEST_NAME = 3
const LONGEST_NAME = 150
const SHORTEST_DESCRIPTION = 5
const LONGEST_DESCRIPTION = 10_000

/** Listings that people of DORA keep; the others are a producer’s. */
const isOurs = ({ id }: Pick<Structure, 'id'>): boolean => id.startsWith('dora--')

/**
 * A structure leaves unless it is obsolete; one kept in DORA, only with an offer or somebody in charge
 * (dora-backend.md §2.16).
 */
export const isStructureExportable = (
  structure: Structure,
  { services, members }: { readonly services: number; readonly members: number },
): boolean => structure.dora?.is_obsolete !== true && (!isOurs(structure) || services > 0 || members > 0)

/** Published, of a structure that is there and not obsolete, until its suspension date, that day included (§2.16). */
export const isServiceExportable = (service: Service, structure: Structure | null, today: string): boolean =>
  isPublished(service) &&
  structure !== null &&
  structure.dora?.is_obsolete !== true &&
  (service.dora?.suspension_date === undefined || service.dora.suspension_date >= today)

const placeOf = (record: Structure | Service): OpenPlace => ({
  commune: asText(record.commune),
  code_postal: asPostalCode(record.code_postal),
  code_insee: asCommune(record.code_insee),
  adresse: asText(record.adresse),
  complement_adresse: asText(record.complement_adresse),
  ...asPoint(record.longitude, record.latitude),
})

/** A person’s own address and the number beside it stay here (§3.6, made stricter: names of functions pass, all else is held). */
const contactOf = ({ courriel, telephone }: Structure | Service, names: readonly (string | null | undefined)[]) => {
  const mail = asMail(courriel)
  if (mail !== null && looksPersonal(mail.toLowerCase(), names)) return { courriel: null, telephone: null }
  return { courriel: mail, telephone: asPhone(telephone) }
}

const described = (record: Structure | Service): string | null => {
  const fit = (text: string | null | undefined) => asText(text, SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION)
  return fit(record.description) ?? fit(record.dora?.short_desc)
}

const linkOf = (record: Structure | Service, kind: 'structure' | 'service', { origin }: PublishOptions): string | null =>
  isOurs(record) ? origin + publicPath(kind, record.id) : asWebUrl(record.lien_source)

/** Empty or everyone one by one is « everyone » (dora-backend.md §2.16); « tous-publics » stands alone. */
const publicsOf = ({ id, publics }: Service): readonly string[] | null => {
  const known = asSetOf(publics, VALUES.publics)
  // A producer that says nothing of it has not said that it is open to all.
  if (known === null) return isOurs({ id }) ? ['tous-publics'] : null
  return known.includes('tous-publics') || known.length === VALUES.publics.size - 1 ? ['tous-publics'] : known
}

export const publishStructure = (structure: Structure, options: PublishOptions): Published<OpenStructure> => {
  const nom = asText(structure.nom, SHORTEST_NAME, LONGEST_NAME)
  const date_maj = asDay(structure.date_maj, options.today)
  const source = asText(structure.source)
  if (nom === null) return { unfit: 'nom' }
  if (date_maj === null) return { unfit: 'date_maj' }
  if (source === null) return { unfit: 'source' }
  return {
    record: {
      source,
      id: structure.id,
      nom,
      date_maj,
      description: described(structure),
      lien_source: linkOf(structure, 'structure', options),
      siret: asSiret(structure.siret),
      ...placeOf(structure),
      ...contactOf(structure, [structure.nom, structure.commune]),
      site_web: asWebUrl(structure.site_web),
      horaires_accueil: asText(structure.horaires_accueil),
      accessibilite_lieu: asWebUrl(structure.accessibilite_lieu),
      reseaux_porteurs: asSetOf(structure.reseaux_porteurs, VALUES.reseaux_porteurs),
    },
  }
}

/** @param structure the one it hangs on, which must itself leave. */
export const publishService = (service: Service, structure: Structure, options: PublishOptions): Published<OpenService> => {
  const nom = asText(service.nom, SHORTEST_NAME, LONGEST_NAME)
  const date_maj = asDay(service.date_maj, options.today)
  const source = asText(service.source)
  const description = described(service)
  if (nom === null) return { unfit: 'nom' }
  if (description === null) return { unfit: 'description' }
  if (date_maj === null) return { unfit: 'date_maj' }
  if (source === null) return { unfit: 'source' }
  const modes_mobilisation = asSetOf(service.modes_mobilisation, VALUES.modes_mobilisation)
  const lien_source = linkOf(service, 'service', options)
  const weeks = asAtLeast(service.nombre_semaines, 1)
  return {
    record: {
      source,
      structure_id: structure.id,
      id: service.id,
      nom,
      description,
      lien_source,
      date_maj,
      type: asOneOf(service.type, VALUES.types),
      thematiques: asSetOf(service.thematiques, VALUES.thematiques),
      frais: asOneOf(service.frais, VALUES.frais),
      frais_precisions: asText(service.frais_precisions),
      publics: publicsOf(service),
      publics_precisions: asText(service.publics_precisions),
      conditions_acces: asText(service.conditions_acces),
      ...placeOf(service),
      ...contactOf(service, [service.nom, structure.nom, service.commune, structure.commune]),
      contact_nom_prenom: null,
      modes_accueil: asSetOf(service.modes_accueil, VALUES.modes_accueil),
      zone_eligibilite: asZone(service.zone_eligibilite),
      // DORA’s own form is reached from the page of the service (§2.16).
      lien_mobilisation:
        asWebUrl(service.lien_mobilisation) ??
        (isOurs(service) && modes_mobilisation?.includes('utiliser-lien-mobilisation') === true ? lien_source : null),
      modes_mobilisation,
      mobilisable_par: asSetOf(service.mobilisable_par, VALUES.mobilisable_par),
      mobilisation_precisions: asText(service.mobilisation_precisions),
      volume_horaire_hebdomadaire: asAtLeast(service.volume_horaire_hebdomadaire, 0),
      nombre_semaines: weeks === null || !Number.isInteger(weeks) ? null : weeks,
      horaires_accueil: asText(service.horaires_accueil),
    },
  }
}
