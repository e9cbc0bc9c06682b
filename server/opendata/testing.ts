import { agelessScore, createWords, serviceEntry, type ServiceEntry, structureEntry } from './open-entry.ts'
import { byIdentifier, type OpenSnapshot, snapshotOf } from './open-index.ts'
import type { OpenService, OpenStructure } from './record.ts'

/** Invented records, and an index made of them, for tests of what starts from the open reference. */

export const TODAY = '2026-11-23'

const NOWHERE = {
  commune: null,
  code_postal: null,
  code_insee: null,
  adresse: null,
  complement_adresse: null,
  longitude: null,
  latitude: null,
}

export const openStructure = (id: string, patch: Partial<OpenStructure> = {}): OpenStructure => ({
  source: id.split('--', 1)[0] ?? 'dora',
  id,
  nom: `Structure ${id}`,
  date_maj: '2026-06-01',
  description: null,
  lien_source: null,
  siret: null,
  ...NOWHERE,
  telephone: null,
  courriel: null,
  site_web: null,
  horaires_accueil: null,
  accessibilite_lieu: null,
  reseaux_porteurs: null,
  ...patch,
})

export const openService = (id: string, structureId: string, patch: Partial<OpenService> = {}): OpenService => ({
  source: id.split('--', 1)[0] ?? 'dora',
  structure_id: structureId,
  id,
  nom: `Service ${id}`,
  description: 'Un service inventé pour les essais.',
  lien_source: null,
  date_maj: '2026-06-01',
  type: null,
  thematiques: null,
  frais: null,
  frais_precisions: null,
  publics: null,
  publics_precisions: null,
  conditions_acces: null,
  ...NOWHERE,
  telephone: null,
  courriel: null,
  contact_nom_prenom: null,
  modes_accueil: null,
  zone_eligibilite: null,
  lien_mobilisation: null,
  modes_mobilisation: null,
  mobilisable_par: null,
  mobilisation_precisions: null,
  volume_horaire_hebdomadaire: null,
  nombre_semaines: null,
  horaires_accueil: null,
  ...patch,
})

type Given = {
  readonly structures: readonly OpenStructure[]
  /** Those of no structure given are left out, as the reference does. */
  readonly services: readonly OpenService[]
  readonly today?: string
  readonly invented?: boolean
  readonly version?: string
}

/** The index that a reference would give of these records. */
export const openIndexOf = ({
  structures,
  services,
  today = TODAY,
  invented = false,
  version = 'essai.1',
}: Given): OpenSnapshot => {
  const words = createWords()
  const mutable = (list: readonly string[] | null) => (list === null ? null : [...list])
  const entryOf = (one: OpenService): ServiceEntry => {
    const { contact_nom_prenom: _, ...record } = one
    const scored = {
      ...record,
      thematiques: mutable(one.thematiques),
      publics: mutable(one.publics),
      modes_accueil: mutable(one.modes_accueil),
      zone_eligibilite: mutable(one.zone_eligibilite),
      modes_mobilisation: mutable(one.modes_mobilisation),
      mobilisable_par: mutable(one.mobilisable_par),
    }
    return serviceEntry(one, agelessScore(scored), words)
  }
  const entries = services.map(entryOf).sort(byIdentifier)
  const of = Map.groupBy(entries, ({ structureId }) => structureId)
  const structureEntries = structures.map((one) => structureEntry(one, of.get(one.id) ?? [], words)).sort(byIdentifier)
  const there = new Set(structures.map(({ id }) => id))
  return snapshotOf({
    version,
    today,
    invented,
    left: { structure: {}, service: {} },
    structureEntries,
    serviceEntries: entries.filter(({ structureId }) => there.has(structureId)),
    words,
  })
}
