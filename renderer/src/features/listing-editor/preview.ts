import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { scoreService } from '#shared/catalogue/score.ts'
import { zoneLabel, zoneNames } from '#shared/geo/zone.ts'
import { deep } from '#shared/listing/flat.ts'
import { projection } from '#shared/listing/projection.ts'
import { orientable } from '#shared/orientation/orientable.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** The listing being typed, as the records that sheets and scores read. */

/** A text emptied by hand is absent, never an empty line on the sheet. */
const filled = (doc: Doc): Doc =>
  Object.fromEntries(Object.entries(doc).map(([champ, value]) => [champ, value === '' ? null : value]))

export const serviceOf = (doc: Doc, id: string, structureId: string, today: string): Service =>
  ({
    source: 'dora',
    ...deep(filled({ ...doc, ...projection(doc) })),
    id,
    structure_id: structureId,
    nom: typeof doc['nom'] === 'string' ? doc['nom'] : '',
    date_maj: typeof doc['date_maj'] === 'string' && doc['date_maj'] !== '' ? doc['date_maj'] : today,
  }) as unknown as Service

export const structureOf = (doc: Doc, id: string, today: string): Structure =>
  ({
    source: 'dora',
    ...deep(filled(doc)),
    id,
    nom: typeof doc['nom'] === 'string' ? doc['nom'] : '',
    date_maj: typeof doc['date_maj'] === 'string' && doc['date_maj'] !== '' ? doc['date_maj'] : today,
  }) as unknown as Structure

type Context = { readonly id: string; readonly structure: Structure; readonly now: Date; readonly today: string }

/** The sheet that counsellors will read once it is published. Hours are shown as they are written: only the desk decodes them. */
export const previewOf = (
  doc: Doc,
  { id, structure, now, today }: Context,
  nameOf: (code: string) => string | null,
): ServiceSheet => {
  const service = serviceOf(doc, id, structure.id, today)
  // As it will be: published, whatever it is now.
  const published: Service = { ...service, dora: { ...service.dora, status: 'PUBLISHED' } }
  const { ok, raison } = orientable(published, structure)
  return {
    service: published,
    structure,
    horaires: null,
    orientable: { ok, raison },
    zone: { label: zoneLabel(service.zone_eligibilite, nameOf), noms: [...zoneNames(service.zone_eligibilite, nameOf)] },
    score: scoreService(published, now).score,
    autres: [],
    droits: { ecrire: true, voir_contact: true },
  }
}
