import { BENEFICIARY_MODES, COACH_MODES, FUNDING_LABELS } from '#shared/reference/dora.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { closedThere, type DepartementFonctions, departementOfSheet } from '#shared/deployment/features.ts'
import { parisDay } from '#shared/listing/days.ts'
import { orientable } from '#shared/orientation/orientable.ts'
import { isPublished } from '#shared/sync/scope.ts'
import type { Entity, Reader, SyncStore } from '../store/types.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import type { Seal } from '../sync/seal.ts'
import { allFeatures } from '../deployment/features.ts'
import { answeredIn } from './delays.ts'
import { emploisStates, everyRequest } from './rows.ts'

/** What Les Emplois read of DORA (dora-backend.md §2.17). */

export const referenceData = (): readonly { readonly kind: string; readonly value: string; readonly label: string }[] =>
  (
    [
      ['funding_labels', FUNDING_LABELS],
      ['beneficiary_access_modes', BENEFICIARY_MODES],
      ['coach_orientation_modes', COACH_MODES],
    ] as const
  ).flatMap(([kind, entries]) => entries.map(({ value, label }) => ({ kind, value, label })))

const FORM = 'formulaire-dora'

/** Contacts kept for professionals are not told to a program. */
const exported = (service: Service, structure: Structure | null, delay: number | null, isOpen: boolean) => {
  const { dora } = service
  return {
    id: service.id.replace(/^dora--/, ''),
    name: service.nom,
    short_desc: dora?.short_desc ?? '',
    recurrence: dora?.recurrence ?? '',
    beneficiaries_access_modes: dora?.beneficiaries_access_modes ?? [],
    coach_orientation_modes: dora?.coach_orientation_modes ?? [],
    forms: dora?.forms ?? [],
    online_form: dora?.online_form ?? '',
    access_conditions: dora?.access_conditions ?? [],
    requirements: dora?.requirements ?? [],
    credentials: dora?.credentials ?? [],
    contact_name: dora?.contact_name ?? '',
    contact_phone: service.telephone ?? '',
    contact_email: service.courriel ?? '',
    is_orientable_with_form: isOpen && orientable(service, structure).ok && (dora?.coach_orientation_modes ?? []).includes(FORM),
    average_orientation_response_delay_days: delay,
  }
}
export type EmploisService = ReturnType<typeof exported>

const structureOfService = async (reader: Reader, { structure_id: id }: Service): Promise<Structure | null> =>
  id === null ? null : (recordOf(await reader.entity({ kind: 'structure', id })) as unknown as Structure | null)

/** Published, not past, of a structure that is not closed. */
const isTheirs = (service: Service, structure: Structure | null, today: string): boolean =>
  service.source === 'dora' &&
  isPublished(service) &&
  structure?.dora?.is_obsolete !== true &&
  (service.dora?.suspension_date ?? today) >= today

export const PAGE = 1_000
const FRESH_MS = 10 * 60_000

export type EmploisData = {
  /** From 1; null beyond the last page. */
  readonly services: (page: number) => Promise<{ readonly count: number; readonly results: readonly EmploisService[] } | null>
  readonly service: (id: string) => Promise<EmploisService | null>
  readonly disabledForms: () => Promise<readonly { readonly source: string; readonly structure_id: string }[]>
}

/** What a whole reading is needed for is read once in ten minutes. @param now milliseconds since 1970 */
export const createEmploisData = (store: SyncStore, seal: Seal, now: () => number): EmploisData => {
  const fresh = <T>(work: (reader: Reader) => Promise<T>): (() => Promise<T>) => {
    let kept: { readonly at: number; readonly value: Promise<T> } | null = null
    return () => {
      if (kept === null || Math.abs(now() - kept.at) > FRESH_MS) {
        const value = store.read(work)
        kept = { at: now(), value }
        value.catch(() => {
          kept = null
        })
      }
      return kept.value
    }
  }
  const ids = fresh(async (reader) => {
    const closed = new Map<string, Structure>()
    for await (const { id, doc } of reader.scan('structure'))
      if (doc?.includes('"is_obsolete":true') === true) closed.set(id, JSON.parse(doc) as Structure)
    const [found, today]: [string[], string] = [[], parisDay(now())]
    for await (const row of reader.scan('service')) {
      if (row.doc?.includes('"source":"dora"') !== true) continue
      const service = JSON.parse(row.doc) as Service
      if (isTheirs(service, closed.get(service.structure_id ?? '') ?? null, today)) found.push(row.id)
    }
    return found
  })
  /** Mean of whole days, of what was answered. */
  const delays = fresh(async (reader) => {
    const days = new Map<string, number[]>()
    for await (const one of everyRequest(reader, seal)) {
      const taken = answeredIn(one)
      if (taken === null) continue
      const known = days.get(one.service.id)
      if (known === undefined) days.set(one.service.id, [taken])
      else known.push(taken)
    }
    return new Map([...days].map(([id, all]) => [id, Math.round(all.reduce((sum, one) => sum + one, 0) / all.length)]))
  })
  const disabled = fresh(async (reader) => {
    const found: { source: string; structure_id: string }[] = []
    for await (const row of reader.scan('structure')) {
      if (row.doc?.includes('"disable_orientation_form":true') !== true) continue
      const { source, id } = JSON.parse(row.doc) as Structure
      if (source !== 'dora') found.push({ source, structure_id: id.slice(id.indexOf('--') + 2) })
    }
    return found
  })
  const tell = async (
    reader: Reader,
    row: Entity | null,
    known: ReadonlyMap<string, number>,
    features: readonly DepartementFonctions[],
  ): Promise<EmploisService | null> => {
    const service = recordOf(row) as unknown as Service | null
    if (service === null) return null
    const structure = await structureOfService(reader, service)
    if (!isTheirs(service, structure, parisDay(now()))) return null
    const isOpen = closedThere('orientations', departementOfSheet(service, structure), features) === null
    return exported(service, structure, known.get(service.id) ?? null, isOpen)
  }
  return {
    services: async (page) => {
      const [all, known] = [await ids(), await delays()]
      const wanted = all.slice((page - 1) * PAGE, page * PAGE)
      if (page > 1 && wanted.length === 0) return null
      return store.read(async (reader) => {
        const features = await allFeatures(reader)
        const results: EmploisService[] = []
        for (const row of await reader.entities(wanted.map((id) => ({ kind: 'service', id })))) {
          const told = await tell(reader, row, known, features)
          if (told !== null) results.push(told)
        }
        return { count: all.length, results }
      })
    },
    service: async (id) => {
      const known = await delays()
      return store.read(async (reader) =>
        tell(reader, await reader.entity({ kind: 'service', id: `dora--${id}` }), known, await allFeatures(reader)),
      )
    },
    disabledForms: disabled,
  }
}

type Status = {
  readonly emplois_sync_uid: string
  readonly status: string
  readonly processing_date: string | null
  readonly updated_at: string
}

/** States of what they sent, the oldest change first. @param after ISO instant, inclusive; null for all */
export const statusesAfter = async (reader: Reader, seal: Seal, after: string | null): Promise<readonly Status[]> => {
  const found: Status[] = []
  for (const { uid, etat, traitee_le, cree_le } of await emploisStates(reader, seal)) {
    const updated = traitee_le ?? cree_le
    if (after !== null && Date.parse(updated) < Date.parse(after)) continue
    found.push({ emplois_sync_uid: uid, status: etat, processing_date: traitee_le, updated_at: updated })
  }
  return found.sort((a, b) =>
    a.updated_at === b.updated_at ? (a.emplois_sync_uid < b.emplois_sync_uid ? -1 : 1) : a.updated_at < b.updated_at ? -1 : 1,
  )
}
