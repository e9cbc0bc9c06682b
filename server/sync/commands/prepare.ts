import { cleanMarkdown, cleanText } from '#shared/listing/clean-text.ts'
import { parisDay } from '#shared/listing/days.ts'
import { changedFields, deep, flat } from '#shared/listing/flat.ts'
import { fieldProblems, publicationProblems } from '#shared/listing/problems.ts'
import { projection } from '#shared/listing/projection.ts'
import { mayBecome, statusOf } from '#shared/listing/status.ts'
import type { Service } from '#shared/catalogue/record.ts'
import { type Actor, may, type Target } from '#shared/rights.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { type CommandContext, invalid, type Outcome, rejected } from './command.ts'

/**
 * What a listing becomes once someone has written it, or why it may not: the rules of the field that DORA leaves to its screens
 * (dora-backend.md §4.1–4.5), held by the server whoever writes. Documents are deep.
 */

const OWN_SOURCE = 'dora'

/** Said by other commands, or by the server: what a patch says of them is not heard. */
const OWNED = [
  'dora.verifications',
  'dora.disponibilite',
  'dora.creation_date',
  'dora.publication_date',
  'dora.contact_masque',
  'dora.delai_reponse',
] as const

/** Fields that hold Markdown; the others are plain. */
const MARKDOWN = new Set(['description', 'publics_precisions', 'frais_precisions', 'conditions_acces', 'mobilisation_precisions'])

const cleaned = (champ: string, value: Json | undefined): Json | undefined => {
  if (typeof value === 'string') return MARKDOWN.has(champ) ? cleanMarkdown(value) : cleanText(value)
  if (Array.isArray(value)) return value.map((one: Json) => cleaned(champ, one) ?? null)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value as Doc).map(([name, one]) => [name, cleaned(champ, one)]))
  return value
}

const same = (a: Json | undefined, b: Json | undefined): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
/** Identifiers and codes are compared, not read. */
const AS_IT_IS = new Set(['id', 'source', 'structure_id', 'date_maj', 'siret', 'lien_source'])

/** Beyond, it is no listing: refused before anything is read of it, for cleaning takes as long as the text is. */
const LONGEST = 40_000
const tooBig = (before: Doc, after: Doc): string | null =>
  changedFields(before, after).find((champ) => JSON.stringify(after[champ] ?? null).length > LONGEST) ?? null

/** `after` with what was typed made safe, and what nobody types put back. */
const tidied = (before: Doc, after: Doc): Doc => {
  const doc: Record<string, Json | undefined> = { ...after }
  for (const champ of OWNED) {
    if (before[champ] === undefined) delete doc[champ]
    else doc[champ] = before[champ]
  }
  for (const champ of changedFields(before, doc)) if (!AS_IT_IS.has(champ)) doc[champ] = cleaned(champ, doc[champ])
  return doc
}

const FOLLOWED = [
  'dora.coach_orientation_modes',
  'dora.coach_orientation_modes_external_form_link',
  'dora.coach_orientation_modes_other',
  'dora.beneficiaries_access_modes',
  'dora.beneficiaries_access_modes_external_form_link',
  'dora.beneficiaries_access_modes_other',
  'dora.access_conditions',
  'dora.requirements',
  'dora.credentials',
] as const

/** v1 says what the block says, from the moment someone changes the block. */
const projected = (before: Doc, after: Doc): Doc => {
  const changed = FOLLOWED.filter((champ) => !same(before[champ], after[champ]))
  // What was taken away is said too: v1 says it no more.
  const said = Object.fromEntries(changed.map((champ) => [champ, after[champ] ?? null]))
  return changed.length === 0 ? after : { ...after, ...projection({ ...after, ...said }) }
}

/** First format that what was changed does not keep; what was there before bothers nobody. */
const wrongFormat = (kind: 'service' | 'structure', before: Doc, after: Doc): string | null => {
  const changed = new Set(changedFields(before, after))
  return fieldProblems(kind, after).find(({ champ }) => changed.has(champ))?.champ ?? null
}

/** @param fields what is missing: their names, with nothing of what they hold */
const incomplete = (fields: readonly string[]): Outcome => ({
  ...rejected('incomplete'),
  fields: Object.fromEntries(fields.map((champ) => [champ, { base: null, mine: null, theirs: null }])),
})

/** What keeps it from being published that did not when it was. */
const missing = (before: Doc | null, after: Doc): readonly string[] => {
  const known = new Set(before === null ? [] : publicationProblems(before).map(({ champ }) => champ))
  return publicationProblems(after).flatMap(({ champ }) => (known.has(champ) ? [] : [champ]))
}

export type Prepared = { readonly doc: Doc } | { readonly refused: Outcome }

export const prepareStructure = (theirs: Doc | null, wanted: Doc): Prepared => {
  const before = flat(theirs ?? {})
  const big = tooBig(before, flat(wanted))
  if (big !== null) return { refused: invalid(big) }
  const doc = tidied(before, flat(wanted))
  const wrong = wanted['source'] === OWN_SOURCE ? wrongFormat('structure', before, doc) : null
  return wrong === null ? { doc: deep(doc) } : { refused: invalid(wrong) }
}

/** Dates and moderation that follow from what was changed (§4.1, §4.5). Whoever moderates does not ask themselves to. */
const followedUp = ({ now, actor }: CommandContext, target: Target, theirs: Doc | null, doc: Doc): Doc => {
  const before = theirs === null ? null : statusOf(theirs as unknown as Service)
  const after = statusOf(deep(doc) as unknown as Service)
  const today = parisDay(now)
  const dated: Doc = {
    ...doc,
    ...(theirs === null ? { 'dora.creation_date': today } : {}),
    ...(after === 'PUBLISHED' && before !== 'PUBLISHED' ? { 'dora.publication_date': today } : {}),
  }
  if (after !== 'PUBLISHED' || may(actor, 'structure.moderer', target)) return dated
  return { ...dated, 'dora.moderation_status': before === 'PUBLISHED' ? 'NEED_NEW_MODERATION' : 'NEED_INITIAL_MODERATION' }
}

/** A service. Only listings kept here are held to these rules: what comes from elsewhere is as its source says. */
export const prepareService = (theirs: Doc | null, wanted: Doc, actor: Actor = null): Prepared => {
  const before = flat(theirs ?? {})
  const big = tooBig(before, flat(wanted))
  if (big !== null) return { refused: invalid(big) }
  const doc = projected(before, tidied(before, flat(wanted)))
  if (wanted['source'] !== OWN_SOURCE) return { doc: deep(doc) }
  const from = theirs === null ? null : statusOf(theirs as unknown as Service)
  const to = statusOf(deep(doc) as unknown as Service)
  if (!mayBecome(from, to)) return { refused: rejected('status') }
  const wrong = wrongFormat('service', before, doc)
  if (wrong !== null && to !== 'PUBLISHED') return { refused: invalid(wrong) }
  // The team may put in a listing as it was told elsewhere: without a status, which means published.
  const asTold = theirs === null && !('dora.status' in doc) && may(actor, 'structure.creer')
  const lacks = to === 'PUBLISHED' && !asTold ? missing(from === 'PUBLISHED' ? before : null, doc) : []
  if (lacks.length > 0) return { refused: incomplete(lacks) }
  return wrong === null ? { doc: deep(doc) } : { refused: invalid(wrong) }
}

/** A service of ours with what the server adds once it has been judged. */
export const completeService = (context: CommandContext, target: Target, theirs: Doc | null, doc: Doc): Doc =>
  doc['source'] === OWN_SOURCE ? deep(followedUp(context, target, theirs, flat(doc))) : doc

/** A model is a service that is not published: it is held to formats alone. */
export const prepareModel = (theirs: Doc | null, wanted: Doc): Prepared => {
  const before = flat(theirs ?? {})
  const big = tooBig(before, flat(wanted))
  if (big !== null) return { refused: invalid(big) }
  const doc = tidied(before, flat(wanted))
  const wrong = wrongFormat('service', before, doc)
  return wrong === null ? { doc: deep(doc) } : { refused: invalid(wrong) }
}
