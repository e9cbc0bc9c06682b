import { RATTACHEMENT, Rattachement } from '#shared/accounts/compte.ts'
import type { Structure } from '#shared/catalogue/record.ts'
import { applyAll, applyChanged } from '../moderation/reference-follow.ts'
import { createTurns } from '../moderation/reference-turns.ts'
import type { Entity, Reader } from '../store/types.ts'
import { docOf } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'
import { DEMONSTRATION } from '../sync/settings.ts'
import { createWords, type Words } from './open-entry.ts'
import { byIdentifier, type OpenSnapshot, patched, snapshotOf } from './open-index.ts'
import { type Fit, fitService, type Group, groupOf, serviceOf, structureOf } from './reference-groups.ts'
import type { Left, OpenIndex } from './reference.ts'

/** What is known of the store at one moment, and how it follows it. */

/** Beyond, the whole is read again: it asks the store for less. */
const MOST_FOLLOWED = 2_000
/** Rows of structures asked for at a time. */
const BATCH = 200

export type Known = {
  readonly epoch: string
  readonly origin: string
  readonly words: Words
  today: string
  cursor: number
  invented: boolean
  /** Of the last reading that changed something here. */
  version: string
  /** By identifier of the structure. */
  readonly groups: Map<string, Group>
  /** Identifier of a published service → structure. */
  readonly owners: Map<string, string>
  /** Published services of no structure at all. */
  readonly orphans: Set<string>
  /** Structure → accounts. */
  readonly members: Map<string, Set<string>>
  snapshot: OpenSnapshot
}

type Counts = { structure: Partial<Record<Left, number>>; service: Partial<Record<Left, number>> }
const leftOf = ({ groups, orphans }: Pick<Known, 'groups' | 'orphans'>): OpenIndex['left'] => {
  const counts: Counts = { structure: {}, service: {} }
  const add = (kind: 'structure' | 'service', why: Left, many = 1): void => {
    counts[kind][why] = (counts[kind][why] ?? 0) + many
  }
  for (const { left } of groups.values()) for (const [kind, why] of left) add(kind, why)
  if (orphans.size > 0) add('service', 'sans-structure', orphans.size)
  return counts
}

/** What publishing asks of a structure beyond its own text. */
const brief = ({ id, source, nom, commune, date_maj, dora }: Structure): Structure => ({
  id,
  source,
  nom,
  date_maj,
  ...(commune === undefined ? {} : { commune }),
  ...(dora?.is_obsolete === true ? { dora: { is_obsolete: true } } : {}),
})

const applyMember = (seal: Seal, members: Map<string, Set<string>>, entity: Entity): string => {
  const cut = entity.id.indexOf('/')
  const [user, structure] = [entity.id.slice(0, cut), entity.id.slice(cut + 1)]
  const isMember = ((): boolean => {
    try {
      return Rattachement.safeParse(docOf(seal, entity)).data?.etat === 'membre'
    } catch {
      return false
    }
  })()
  const there = members.get(structure) ?? new Set<string>()
  if (isMember) members.set(structure, there.add(user))
  else if (there.delete(user) && there.size === 0) members.delete(structure)
  return structure
}

type At = { readonly epoch: string; readonly seq: number; readonly origin: string; readonly today: string }
export const readWhole = async (reader: Reader, seal: Seal, { epoch, seq, origin, today }: At): Promise<Known> => {
  const turn = createTurns()
  const words = createWords()
  const options = { today, origin, words }
  const members = new Map<string, Set<string>>()
  await applyAll(reader, [RATTACHEMENT], (entity) => void applyMember(seal, members, entity), turn)
  const structures = new Map<string, Structure>()
  await applyAll(
    reader,
    ['structure'],
    (entity) => {
      const structure = structureOf(entity)
      if (structure !== null) structures.set(entity.id, brief(structure))
    },
    turn,
  )
  const fits = new Map<string, Fit[]>()
  const [owners, orphans] = [new Map<string, string>(), new Set<string>()]
  await applyAll(
    reader,
    ['service'],
    (entity) => {
      const service = serviceOf(entity)
      const owner = service?.structure_id ?? null
      const fit = service === null ? null : fitService(service, structures.get(owner ?? '') ?? null, options)
      if (fit === null) return
      if (owner === null) return void orphans.add(fit.id)
      const one = words.one(owner)
      owners.set(fit.id, one)
      const others = fits.get(one)
      if (others === undefined) fits.set(one, [fit])
      else others.push(fit)
    },
    turn,
  )
  const groups = new Map<string, Group>()
  // Their texts were too much to keep until their services were known: they are read again.
  await applyAll(
    reader,
    ['structure'],
    (entity) => {
      const group = groupOf(structureOf(entity), fits.get(entity.id) ?? [], {
        ...options,
        members: members.get(entity.id)?.size ?? 0,
      })
      groups.set(entity.id, group)
    },
    turn,
  )
  for (const [id, orphaned] of fits) if (!groups.has(id)) groups.set(id, groupOf(null, orphaned, { ...options, members: 0 }))
  const version = `${epoch}.${seq}`
  const invented = (await reader.setting(DEMONSTRATION)) === '1'
  const structureEntries = [...groups.values()].flatMap(({ entry }) => entry ?? []).sort(byIdentifier)
  await turn()
  const serviceEntries = structureEntries.flatMap(({ services }) => services).sort(byIdentifier)
  const left = leftOf({ groups, orphans })
  const snapshot = snapshotOf({ version, today, invented, left, structureEntries, serviceEntries, words })
  return { epoch, origin, words, today, cursor: seq, invented, version, groups, owners, orphans, members, snapshot }
}

/** What may have changed since, and the cursor to go on from. */
const changesOf = async (reader: Reader, seal: Seal, one: Known): Promise<ReadonlySet<string>> => {
  const turn = createTurns()
  const touched = new Set<string>()
  one.cursor = await applyChanged(
    reader,
    one.cursor,
    (entity) => {
      if (entity.kind === 'structure') touched.add(entity.id)
      else if (entity.kind === RATTACHEMENT) touched.add(applyMember(seal, one.members, entity))
      else if (entity.kind === 'service') {
        const before = one.owners.get(entity.id)
        if (before !== undefined) touched.add(before)
        one.orphans.delete(entity.id)
        const service = serviceOf(entity)
        if (service?.structure_id != null) touched.add(service.structure_id)
        else if (service !== null && fitService(service, null, { ...one, words: one.words }) !== null) one.orphans.add(entity.id)
      }
    },
    turn,
  )
  return touched
}

const makeAgain = async (
  reader: Reader,
  one: Known,
  touched: readonly string[],
): Promise<readonly (readonly [string, Group])[]> => {
  const turn = createTurns()
  const made: (readonly [string, Group])[] = []
  for (let at = 0; at < touched.length; at += BATCH) {
    const ids = touched.slice(at, at + BATCH)
    const rows = await reader.entities(ids.map((id) => ({ kind: 'structure', id })))
    const structures = new Map(rows.map((row) => [row.id, structureOf(row)]))
    for (const id of ids) {
      const structure = structures.get(id) ?? null
      const services = (await reader.children('service', id)).flatMap((row) => serviceOf(row) ?? [])
      const fits = services.flatMap((service) => fitService(service, structure, one) ?? [])
      made.push([id, groupOf(structure, fits, { ...one, members: one.members.get(id)?.size ?? 0 })])
      await turn()
    }
  }
  return made
}

const install = (one: Known, made: readonly (readonly [string, Group])[], seq: number): void => {
  const old = made.flatMap(([id]) => one.groups.get(id) ?? [])
  const fresh = made.map(([, group]) => group)
  for (const { published } of old) for (const id of published) one.owners.delete(id)
  for (const [id, group] of made) {
    for (const service of group.published) one.owners.set(service, one.words.one(id))
    if (group.entry === null && group.published.length === 0 && group.left.length === 0 && group.changesOn === null)
      one.groups.delete(id)
    else one.groups.set(id, group)
  }
  const entries = (groups: readonly Group[]) => groups.flatMap(({ entry }) => entry ?? [])
  const services = (groups: readonly Group[]) => entries(groups).flatMap((entry) => entry.services)
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)
  one.version = `${one.epoch}.${seq}`
  one.snapshot = snapshotOf({
    version: one.version,
    today: one.today,
    invented: one.invented,
    left: leftOf(one),
    structureEntries: patched(one.snapshot.structureEntries, ids(entries(old)), entries(fresh)),
    serviceEntries: patched(one.snapshot.serviceEntries, ids(services(old)), services(fresh)),
    words: one.words,
  })
}

/** False when too much has changed: the whole is to be read again. */
export const follow = async (
  reader: Reader,
  seal: Seal,
  one: Known,
  { seq, today }: Pick<At, 'seq' | 'today'>,
): Promise<boolean> => {
  const invented = (await reader.setting(DEMONSTRATION)) === '1'
  const isAnother = today !== one.today || invented !== one.invented
  one.today = today
  one.invented = invented
  const orphans = one.orphans.size
  const touched = new Set(await changesOf(reader, seal, one))
  if (isAnother) for (const [id, { changesOn }] of one.groups) if (changesOn !== null && changesOn <= today) touched.add(id)
  if (touched.size > MOST_FOLLOWED) return false
  if (touched.size > 0 || isAnother || orphans !== one.orphans.size) install(one, await makeAgain(reader, one, [...touched]), seq)
  return true
}
