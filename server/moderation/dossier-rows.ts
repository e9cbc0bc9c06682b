import type { Service, Structure } from '#shared/catalogue/record.ts'
import { updateNeeded } from '#shared/listing/freshness.ts'
import { MODELE } from '#shared/listing/model.ts'
import { statusOf } from '#shared/listing/status.ts'
import type { Suggestion } from '#shared/listing/suggestion.ts'
import type { DossierPerson, DossierView } from '#shared/moderation/dossier.ts'
import { membershipsOfStructure } from '../accounts/memberships.ts'
import { userName } from '../accounts/user.ts'
import { NOBODY, suggestionsOfStructure } from '../listing/suggestions.ts'
import type { Reader } from '../store/types.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import type { Seal } from '../sync/seal.ts'
import type { Sheet } from './dossier-sheet.ts'

/** What surrounds a sheet: people, other services, branches, models, suggestions. */

const french = new Intl.Collator('fr')
const byName = (a: { readonly nom: string }, b: { readonly nom: string }): number => french.compare(a.nom, b.nom)

const ORDER: Readonly<Record<DossierPerson['etat'], number>> = { membre: 0, demande: 1, invitation: 2 }

export const peopleIn = async (reader: Reader, seal: Seal, structureId: string): Promise<DossierPerson[]> =>
  (await membershipsOfStructure(reader, seal, structureId))
    .map(({ user_id, prenom, nom, courriel, admin, etat, actif, cree_le }) => ({
      user_id,
      nom: userName({ prenom, nom }),
      courriel,
      admin,
      etat,
      actif,
      depuis: cree_le,
    }))
    .sort((a, b) => ORDER[a.etat] - ORDER[b.etat] || Number(b.admin) - Number(a.admin) || byName(a, b))

type SiblingRow = Omit<DossierView['services'][number], 'vues'>

/** Services of the structure, but the one that is looked at. @param today ISO day */
export const siblingsIn = async (reader: Reader, { cible, structure }: Sheet, today: string): Promise<SiblingRow[]> => {
  if (structure === null) return []
  return (await reader.children('service', structure.id))
    .flatMap((entity) => {
      const service = recordOf(entity) as unknown as Service | null
      if (service === null || (cible.kind === 'service' && service.id === cible.id)) return []
      const { id, nom, date_maj, dora } = service
      const moderation = dora?.moderation_status ?? null
      return [{ id, nom, statut: statusOf(service), date_maj, a_actualiser: updateNeeded(service, today), moderation }]
    })
    .sort(byName)
}

export const branchesIn = async (reader: Reader, structureId: string): Promise<DossierView['antennes']> =>
  (await reader.structuresBy('parent', structureId))
    .map((entity) => recordOf(entity) as unknown as Structure | null)
    .filter((one) => one !== null && one.dora?.is_obsolete !== true)
    .map((one) => ({ id: (one as Structure).id, nom: (one as Structure).nom }))
    .sort(byName)

export const modelsIn = async (reader: Reader, structureId: string): Promise<DossierView['modeles']> =>
  (await reader.children(MODELE, structureId))
    .flatMap((entity) => {
      const model = recordOf(entity)
      return model === null ? [] : [{ id: entity.id, nom: String(model['nom'] ?? '') }]
    })
    .sort(byName)

const MOST_SUGGESTIONS = 100

/** Of a structure, those about its services too. Those that wait first, then the latest. */
export const suggestionsIn = async (reader: Reader, seal: Seal, { cible, structure }: Sheet): Promise<Suggestion[]> =>
  (await suggestionsOfStructure(reader, seal, structure?.id ?? NOBODY))
    .filter((one) => cible.kind === 'structure' || (one.cible.kind === 'service' && one.cible.id === cible.id))
    .sort((a, b) => Number(b.etat === 'ouverte') - Number(a.etat === 'ouverte') || (a.cree_le < b.cree_le ? 1 : -1))
    .slice(0, MOST_SUGGESTIONS)
