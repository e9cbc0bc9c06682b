import type { Service, Structure } from '#shared/catalogue/record.ts'
import { departementOf, departementsOf, regionOf } from '#shared/geo/divisions.ts'
import { isNational, widestZone } from '#shared/geo/zone.ts'
import { publicPath } from '#shared/listing/public-link.ts'
import { PUBLICS } from '#shared/reference/publics.ts'

/**
 * DORA’s own shape of its partner API (dora-backend.md §2.16), close to the schema v0. Of listings kept in DORA alone. A contact kept
 * for professionals is in no public row: it is null here, where DORA tells it with `contact_public: false`.
 */

export type V2Options = {
  /** Address of this server, without a final « / ». */
  readonly origin: string
}

const FORM = 'formulaire-dora'
const ADHESION = 'completer-le-formulaire-dadhesion'

const ours = (id: string): string => id.replace(/^dora--/, '')
const known = (text: string | null | undefined): string | null => (text == null || text.trim() === '' ? null : text)
const place = ({ adresse, complement_adresse, code_postal, code_insee, commune, longitude, latitude }: Structure | Service) => ({
  adresse: known(adresse),
  complement_adresse: known(complement_adresse),
  code_postal: known(code_postal),
  code_insee: known(code_insee),
  commune: known(commune),
  longitude: longitude ?? null,
  latitude: latitude ?? null,
})

/** `<osm>; "<details>"`: a comment, as opening_hours writes them. */
const hours = (osm: string | null | undefined, details: string | undefined): string | null => {
  const [said, more] = [known(osm), known(details)]
  const comment = more === null ? null : `"${more.replaceAll('"', '’')}"`
  return [said, comment].filter((part) => part !== null).join('; ') || null
}

/** @param parent the structure that it is a branch of, when it is one and there is such a one */
export const structureV2 = (structure: Structure, parent: Structure | null, { origin }: V2Options) => {
  const { id, nom, siret, dora, date_maj, site_web, courriel, telephone, description, horaires_accueil } = structure
  return {
    id: ours(id),
    siret: known(siret),
    parent_siret: known(parent?.siret),
    antenne: dora?.parent !== undefined,
    nom,
    typologie: known(dora?.typology),
    courriel: known(courriel),
    telephone: known(telephone),
    site_web: known(site_web),
    ...place(structure),
    presentation_resume: known(dora?.short_desc),
    presentation_detail: known(description),
    accessibilite: known(structure.accessibilite_lieu),
    horaires_ouverture: hours(horaires_accueil, dora?.opening_hours_details),
    labels_nationaux: [...(dora?.national_labels ?? [])],
    labels_autres: [...(dora?.other_labels ?? [])],
    source: structure.source,
    lien_source: origin + publicPath('structure', id),
    date_maj,
    rna: null,
    thematiques: null,
  }
}
export type StructureV2 = ReturnType<typeof structureV2>

const EVERYONE = PUBLICS.length - 1
const publics = (list: Service['publics']): readonly string[] => {
  const all = [...new Set(list ?? [])]
  return all.length === 0 || all.includes('tous-publics') || all.length === EVERYONE ? ['tous-publics'] : all
}

/** One zone where v1 has a list: the widest that the whole list is. What is several of a kind has its type, without a code. */
const zone = ({ zone_eligibilite, code_insee, commune }: Service) => {
  const codes = [...new Set(zone_eligibilite ?? [])]
  const told = (type: string | null, code: string | null, nom: string | null) => ({
    zone_diffusion_type: type,
    zone_diffusion_code: code,
    zone_diffusion_nom: nom,
  })
  if (codes.length === 0 || codes.some(isNational)) return told('pays', null, null)
  const [first = ''] = codes
  const region = departementOf(first)?.region
  const all = region === undefined ? [] : departementsOf(region)
  if (region !== undefined && codes.length > 1 && all.length === codes.length && all.every((one) => codes.includes(one)))
    return told('region', region, regionOf(region)?.nom ?? null)
  const kind = widestZone(codes)
  if (kind === 'inconnue' || kind === 'france') return told(null, null, null)
  if (codes.length > 1) return told(kind, null, null)
  if (kind === 'departement') return told(kind, first, departementOf(first)?.nom ?? null)
  return told(kind, first, kind === 'commune' && first === code_insee ? known(commune) : null)
}

const modes = (list: readonly string[] | undefined): readonly string[] => [
  ...new Set((list ?? []).map((mode) => (mode === FORM ? ADHESION : mode))),
]

/** The professional’s own form, else the person’s, else DORA’s when it is one of the ways, else the form to be filled in. */
const formOf = ({ id, dora }: Service, { origin }: V2Options): string | null =>
  known(dora?.coach_orientation_modes_external_form_link) ??
  known(dora?.beneficiaries_access_modes_external_form_link) ??
  (dora?.coach_orientation_modes?.includes(FORM) === true
    ? `${origin}/orienter/${encodeURIComponent(id)}`
    : known(dora?.online_form))

/** Day, as the listing has it: DORA’s own tells the instant. */
const created = ({ dora, date_maj }: Service): string => dora?.publication_date ?? dora?.creation_date ?? date_maj

export const serviceV2 = (service: Service, options: V2Options) => {
  const { id, structure_id, nom, dora, description, date_maj, type, thematiques, frais, frais_precisions } = service
  const isPublic = dora?.is_contact_info_public !== false
  return {
    id: ours(id),
    structure_id: ours(structure_id ?? ''),
    source: service.source,
    nom,
    presentation_resume: known(dora?.short_desc),
    presentation_detail: known(description),
    types: type == null ? [] : [type],
    thematiques: (thematiques ?? []).filter((one) => !one.includes('--autre')),
    prise_rdv: null,
    frais: known(frais),
    frais_autres: known(frais_precisions),
    profils: publics(service.publics),
    publics: publics(service.publics),
    publics_precisions: known(service.publics_precisions),
    pre_requis: [...(dora?.requirements ?? [])],
    cumulable: dora?.is_cumulative ?? null,
    justificatifs: [...(dora?.credentials ?? [])],
    formulaire_en_ligne: formOf(service, options),
    ...place(service),
    recurrence: known(dora?.recurrence),
    date_creation: created(service),
    date_suspension: dora?.suspension_date ?? null,
    lien_source: options.origin + publicPath('service', id),
    telephone: isPublic ? known(service.telephone) : null,
    courriel: isPublic ? known(service.courriel) : null,
    contact_nom_prenom: isPublic ? known(dora?.contact_name) : null,
    contact_public: isPublic,
    date_maj,
    modes_accueil: [...(service.modes_accueil ?? [])],
    ...zone(service),
    modes_orientation_accompagnateur: modes(dora?.coach_orientation_modes),
    modes_orientation_accompagnateur_autres: known(dora?.coach_orientation_modes_other),
    modes_orientation_beneficiaire: modes(dora?.beneficiaries_access_modes),
    modes_orientation_beneficiaire_autres: known(dora?.beneficiaries_access_modes_other),
    temps_passe_duree_hebdomadaire: service.volume_horaire_hebdomadaire ?? null,
    temps_passe_semaines: service.nombre_semaines ?? null,
  }
}
export type ServiceV2 = ReturnType<typeof serviceV2>
