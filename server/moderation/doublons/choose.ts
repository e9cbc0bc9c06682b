import type { Service, Structure } from '#shared/catalogue/record.ts'
import { isFilled } from '#shared/listing/filled.ts'
import { flat } from '#shared/listing/flat.ts'
import { groupsOf } from '#shared/listing/groups.ts'
import type { DoublonKind } from '#shared/moderation/doublon.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** Which of several sheets of one thing to keep, and whose value to take for each field. Pure; a moderator has the last word. */

export type Side = {
  readonly id: string
  readonly doc: Doc
  /** Members, invitations and requests of a structure, or of the one that offers the service. */
  readonly personnes: number
  readonly services: number
  readonly vues: number
}

const weightOf = (doc: Doc): number => Object.values(flat(doc)).filter(isFilled).length
const dateOf = (doc: Doc): string => String(doc['date_maj'] ?? '')

/** People first: it is theirs. Then our own listing, what others hang on, what is used, what is fresh, what is complete. */
const before = (a: Side, b: Side): number =>
  b.personnes - a.personnes ||
  Number(b.doc['source'] === 'dora') - Number(a.doc['source'] === 'dora') ||
  b.services - a.services ||
  b.vues - a.vues ||
  (dateOf(a.doc) === dateOf(b.doc) ? 0 : dateOf(a.doc) > dateOf(b.doc) ? -1 : 1) ||
  weightOf(b.doc) - weightOf(a.doc) ||
  (a.id < b.id ? -1 : 1)

/** At least one side. */
export const keptOf = (sides: readonly Side[]): Side => {
  const [first] = sides.toSorted(before)
  if (first === undefined) throw new Error('nothing to keep')
  return first
}

/** Day on which somebody last vouched for a group of fields of a sheet: said to be right, else the last edit. */
const sureOn = (doc: Doc, groupe: string): string => {
  const { dora, date_maj } = doc as unknown as Structure | Service
  const said = dora?.verifications?.[groupe]?.le
  return said !== undefined && said > date_maj ? said : date_maj
}

/** Fields that identify a sheet: never taken from another. */
export const OWN_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'source',
  'date_maj',
  'lien_source',
  'structure_id',
  'score_qualite',
])

/** Fields of the place go together: half an address of each would be nowhere. */
const PLACE = ['adresse', 'complement_adresse', 'code_postal', 'code_insee', 'commune', 'latitude', 'longitude']

export type Proposal = { readonly champ: string; readonly label: string; readonly de: string }

/**
 * Whose value to take, by field of the editor that any side has: the one that says something; of two that differ, the kept one's
 * when people keep it, else the one last vouched for.
 */
export const proposalsOf = (kind: DoublonKind, sides: readonly Side[], kept: Side): readonly Proposal[] => {
  const docs = sides.map((side) => ({ side, doc: flat(side.doc) }))
  const ordered = (groupe: string) =>
    docs.toSorted(
      (a, b) =>
        (kept.personnes > 0 ? Number(b.side.id === kept.id) - Number(a.side.id === kept.id) : 0) ||
        (sureOn(a.side.doc, groupe) > sureOn(b.side.doc, groupe)
          ? -1
          : sureOn(a.side.doc, groupe) < sureOn(b.side.doc, groupe)
            ? 1
            : 0) ||
        Number(b.side.id === kept.id) - Number(a.side.id === kept.id),
    )
  const proposals: Proposal[] = []
  for (const { code, champs } of groupsOf(kind)) {
    const order = ordered(code)
    const place = order.find(({ doc }) => isFilled(doc['adresse'])) ?? order.find(({ doc }) => isFilled(doc['commune']))
    for (const { champ, label } of champs) {
      const having = order.filter(({ doc }) => isFilled(doc[champ]))
      if (having.length === 0) continue
      const from = PLACE.includes(champ) ? place : having[0]
      proposals.push({ champ, label, de: from?.side.id ?? kept.id })
    }
  }
  return proposals
}
