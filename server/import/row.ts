import type { Service, Structure } from '#shared/catalogue/record.ts'
import { finishService, finishStructure } from './finish/records.ts'
import type { Geography } from './geography.ts'
import { type Issue, takeNotes } from './fields/issues.ts'
import type { Draft, RawRow } from './shapes/draft.ts'
import { draftsFromLieu } from './shapes/lieu.ts'
import { type Shape, shapeOf } from './shapes/recognise.ts'
import { serviceFromV0, structureFromV0 } from './shapes/v0.ts'

export type Imported =
  { readonly kind: 'structure'; readonly record: Structure } | { readonly kind: 'service'; readonly record: Service }

export type RowResult = {
  readonly shape: Shape | null
  /** Id as written by the producer, for the report. */
  readonly id: string | null
  readonly records: readonly Imported[]
  readonly issues: readonly Issue[]
}

export type RowContext = { readonly geography: Geography; readonly today: string }

/** One row of any known shape to records of the catalogue, with all that was found wrong in it. Never throws on a row. */
export const importRow = (raw: RawRow, hint: 'structure' | 'service' | null, context: RowContext): RowResult => {
  const row = unwrapFeature(raw)
  const notes = takeNotes()
  const id = typeof row['id'] === 'string' || typeof row['id'] === 'number' ? String(row['id']).slice(0, 120) : null
  const shape = shapeOf(row, hint)
  if (shape === null) {
    notes.refuse('fiche', 'Colonnes inconnues : ni structure, ni service, ni lieu.')
    return { shape, id, records: [], issues: notes.issues }
  }
  const drafts = draftsOf(row, shape, context.geography, notes)
  const records: Imported[] = []
  const issues: Issue[] = [...notes.issues]
  // A place gives a structure and a service of the same fields: what is wrong with them is said once.
  const said = new Set<string>()
  for (const draft of drafts) {
    const own = takeNotes()
    const finishing = { fields: draft.fields, tolerant: draft.tolerant, notes: own, ...context }
    if (draft.kind === 'structure') {
      const record = finishStructure(finishing)
      if (record !== null) records.push({ kind: 'structure', record })
    } else {
      const record = finishService(finishing)
      if (record !== null) records.push({ kind: 'service', record })
    }
    for (const issue of own.issues) {
      const key = `${issue.champ}\n${issue.raison}\n${issue.valeur ?? ''}`
      if (!said.has(key)) issues.push(issue)
      said.add(key)
    }
    // Without its structure, the service of a refused place would be nameless.
    if (draft.kind === 'structure' && records.length === 0) break
  }
  return { shape, id, records, issues }
}

const draftsOf = (row: RawRow, shape: Shape, geography: Geography, notes: ReturnType<typeof takeNotes>): readonly Draft[] => {
  switch (shape) {
    case 'structure-v1':
      return [{ kind: 'structure', tolerant: false, fields: row }]
    case 'service-v1':
      return [{ kind: 'service', tolerant: false, fields: row }]
    case 'structure-v0':
      return [structureFromV0(row)]
    case 'service-v0':
      return [serviceFromV0(row, geography, notes)]
    case 'lieu':
      return draftsFromLieu(row, notes)
  }
}

/** A GeoJSON feature is its properties, with the point of its geometry unless they already say where. */
const unwrapFeature = (raw: RawRow): RawRow => {
  const properties = raw['properties']
  if (raw['type'] !== 'Feature' || typeof properties !== 'object' || properties === null) return raw
  const row = properties as RawRow
  const geometry = raw['geometry'] as { readonly type?: unknown; readonly coordinates?: unknown } | null | undefined
  const coordinates =
    geometry?.type === 'Point' && Array.isArray(geometry.coordinates) ? (geometry.coordinates as readonly unknown[]) : []
  if (coordinates.length < 2 || (row['longitude'] != null && row['latitude'] != null)) return row
  return { ...row, longitude: coordinates[0], latitude: coordinates[1] }
}
