import { RATTACHEMENT } from '#shared/accounts/compte.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { CHANNEL_OF } from '#shared/listing/contact-fields.ts'
import { flat } from '#shared/listing/flat.ts'
import { MODELE } from '#shared/listing/model.ts'
import { PROJECTED } from '#shared/listing/projection.ts'
import { type Action, type Actor, may, type Target } from '#shared/rights.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Writer } from '#server/store/types.ts'
import { changesBetween, forgetHistory, writeHistory } from '#server/listing/history.ts'
import { rescopeModels } from '#server/listing/models.ts'
import { closeSuggestions, moveSuggestions } from '#server/listing/suggestions.ts'
import { safeName, userName } from '#server/accounts/user.ts'
import { forgetDossier } from '#server/moderation/dossier.ts'
import { noteEdit } from '#server/moderation/dossier-notes.ts'
import { rejectHeld, releaseHeld } from '#server/orientations/moderation.ts'
import { putService, putStructure, recordOf } from './catalogue-rows.ts'
import {
  applied,
  type Asked,
  type Command,
  type CommandContext,
  gone,
  invalid,
  mergeOutcome,
  type Outcome,
  rejected,
  removalClash,
  sameDoc,
} from './command.ts'
import { putContact, withContact } from './contact.ts'
import { forbiddenField, targetOfService, targetOfStructure } from './rights.ts'
import { completeService, type Prepared, prepareService, prepareStructure } from './prepare.ts'
import { changedIdentity, mergeRecord, stamped, wrongService, wrongStructure } from './record.ts'

/** Services and structures of the public catalogue. */

type Rules = {
  readonly kind: 'service' | 'structure'
  readonly wrong: (doc: Doc) => string | null
  /** The row as those who may write it know it: with what public rows leave out. */
  readonly whole: (context: CommandContext, doc: Doc) => Promise<Doc>
  readonly target: (context: CommandContext, doc: Doc) => Promise<Target>
  readonly actions: { readonly create: Action; readonly update: Action; readonly remove: Action }
  /** What the store alone can tell: a field that names a row that is not there. */
  readonly missing: (writer: Writer, doc: Doc) => Promise<string | null>
  /** What it becomes once written, or why it may not. */
  readonly prepare: (theirs: Doc | null, wanted: Doc, actor: Actor) => Prepared
  readonly complete: (context: CommandContext, target: Target, theirs: Doc | null, doc: Doc) => Doc
  readonly put: (context: CommandContext, doc: Doc) => Promise<{ readonly ver: number }>
  readonly remove: (context: CommandContext, id: string) => Promise<unknown>
  /** Code of what keeps a row from being removed by this person. */
  readonly kept: (context: CommandContext, doc: Doc) => Promise<string | null>
}

const structureIdOf = (doc: Doc | null): string | null | undefined =>
  doc === null ? undefined : ((doc as unknown as Service).structure_id ?? null)

const SERVICE: Rules = {
  kind: 'service',
  wrong: wrongService,
  whole: ({ writer, seal }, doc) => withContact(writer, seal, doc),
  target: ({ writer }, doc) => targetOfService(writer, doc),
  actions: { create: 'service.ecrire', update: 'service.ecrire', remove: 'service.supprimer' },
  missing: async (writer, { structure_id: id }) => {
    if (typeof id !== 'string') return null
    return recordOf(await writer.entity({ kind: 'structure', id })) === null ? 'structure_id' : null
  },
  prepare: prepareService,
  complete: completeService,
  put: async ({ writer, seal }, doc) => {
    const id = String(doc['id'])
    const from = structureIdOf(recordOf(await writer.entity({ kind: 'service', id })))
    const put = await putService(writer, seal, doc)
    const to = structureIdOf(doc)
    if (from !== undefined && from !== to) await moveSuggestions(writer, seal, id, { from, to: to ?? null })
    return put
  },
  remove: async ({ writer, seal, now }, id) => {
    const structureId = structureIdOf(recordOf(await writer.entity({ kind: 'service', id }))) ?? null
    await closeSuggestions(writer, seal, { kind: 'service', id }, { structureId, now })
    await writer.remove({ kind: 'service', id })
    await putContact(writer, seal, id, null)
    await forgetHistory(writer, { kind: 'service', id })
    await forgetDossier(writer, { kind: 'service', id })
  },
  // Anything that was published is archived, not removed (dora-backend.md §2.4).
  kept: async ({ actor }, { dora }) =>
    may(actor, 'structure.supprimer') || (dora as Service['dora'])?.status === 'SUGGESTION' ? null : 'not-a-suggestion',
}

const isValidated = (doc: Doc | null): boolean => (doc?.['dora'] as Structure['dora'])?.moderation_status === 'VALIDATED'
const parentOf = (doc: Doc | null): string | undefined => (doc?.['dora'] as Structure['dora'])?.parent

const STRUCTURE: Rules = {
  kind: 'structure',
  wrong: wrongStructure,
  whole: (_, doc) => Promise.resolve(doc),
  target: (_, doc) => Promise.resolve(targetOfStructure(doc)),
  actions: { create: 'structure.creer', update: 'structure.modifier', remove: 'structure.supprimer' },
  missing: () => Promise.resolve(null),
  prepare: prepareStructure,
  complete: (_, __, ___, doc) => doc,
  put: async (context, doc) => {
    const { writer, seal, user } = context
    const id = String(doc['id'])
    const before = recordOf(await writer.entity({ kind: 'structure', id }))
    const parents = [parentOf(before), parentOf(doc)]
    const put = await putStructure(writer, doc)
    // Validated in whatever way, a structure has its requests released (dora-backend.md §6.2, QUIRK).
    if (isValidated(doc) && !isValidated(before)) {
      const by = { cote: 'moderation', nom: userName(user) || safeName(user), id: user.id } as const
      await releaseHeld(context, id, by)
    }
    // The models of a structure are for the members of its branches.
    if (parents[0] !== parents[1])
      for (const parent of parents) if (parent !== undefined) await rescopeModels(writer, seal, parent)
    return put
  },
  remove: async ({ writer, seal, now, user }, id) => {
    // Nobody is left to validate: what it has sent and moderation holds goes no further.
    await rejectHeld({ writer, seal, now }, id, { cote: 'moderation', nom: userName(user) || safeName(user), id: user.id })
    await closeSuggestions(writer, seal, { kind: 'structure', id }, { structureId: id, now })
    for (const model of await writer.children(MODELE, id)) await writer.remove({ kind: MODELE, id: model.id })
    await writer.remove({ kind: 'structure', id })
    await forgetHistory(writer, { kind: 'structure', id })
    await forgetDossier(writer, { kind: 'structure', id })
  },
  kept: async ({ writer }, { id }) => {
    if ((await writer.children('service', String(id))).length > 0) return 'has-services'
    return (await writer.children(RATTACHEMENT, String(id))).length > 0 ? 'has-members' : null
  },
}

/**
 * A contact is kept for professionals unless its structure says otherwise (dora-backend.md §1.4): also when it takes back what it
 * said. A listing that came without a choice was published with its contact, and stays so.
 */
const withChoice = (doc: Doc, theirs: Doc | null): Doc => {
  const choice = ({ dora }: Doc) => (dora as Service['dora'])?.is_contact_info_public
  const isOurs = doc['source'] === 'dora' && 'structure_id' in doc
  if (!isOurs || choice(doc) !== undefined || (theirs !== null && choice(theirs) === undefined)) return doc
  return { ...doc, dora: { ...(doc['dora'] as object | undefined), is_contact_info_public: false } as never }
}

/** Written by the server at each change: no part of what people did. */
const UNSAID: ReadonlySet<string> = new Set([
  'date_maj',
  'dora.contact_masque',
  'dora.moderation_status',
  'dora.creation_date',
  'dora.publication_date',
  'dora.delai_reponse',
])

const FOLLOWING: ReadonlySet<string> = new Set(PROJECTED)

const recordHistory = async (
  { writer, seal, user, now, moyen }: CommandContext,
  key: Asked['key'],
  { theirs, doc, ver }: { readonly theirs: Doc | null; readonly doc: Doc; readonly ver: number },
): Promise<void> => {
  const all = theirs === null ? [] : changesBetween(flat(theirs), flat(doc), UNSAID)
  // What only follows from what was changed is not told beside it.
  const written = all.filter(({ champ }) => !FOLLOWING.has(champ))
  const champs = written.length === 0 ? all : written
  if (theirs !== null && champs.length === 0) return
  const acte = theirs === null ? 'creation' : champs.some(({ champ }) => champ === 'dora.status') ? 'statut' : 'modification'
  // Made the same as its model: nobody typed that.
  const followed = champs.some(({ champ, apres }) => champ === 'dora.modele_somme' && apres !== null)
  await writeHistory(writer, seal, key, { par: user.id, moyen: moyen ?? (followed ? 'modele' : 'poste'), acte, champs, ver, now })
}

/** The document wanted, checked and staged when it differs from what is there. */
const save = async (
  rules: Rules,
  context: CommandContext,
  key: Asked['key'],
  { doc: wanted, theirs, ver }: { readonly doc: Doc; readonly theirs: Doc | null; readonly ver: number },
): Promise<{ readonly ver: number } | Outcome> => {
  const prepared = rules.prepare(theirs, wanted, context.actor)
  if (theirs !== null && 'doc' in prepared && sameDoc(prepared.doc, theirs)) return { ver }
  const dated = stamped('doc' in prepared ? prepared.doc : wanted, context)
  const wrong = rules.wrong(dated) ?? (await rules.missing(context.writer, dated))
  if (wrong !== null) return invalid(wrong)
  // Judged by what it becomes too: a service given to a structure needs the right there.
  const target = await rules.target(context, dated)
  const action = theirs === null ? rules.actions.create : rules.actions.update
  if (!may(context.actor, action, target)) return rejected('forbidden')
  const field = forbiddenField(context.actor, target, theirs ?? {}, dated)
  if (field !== null) return rejected(`forbidden.${field}`)
  if ('refused' in prepared) return prepared.refused
  const doc = rules.complete(context, target, theirs, dated)
  const put = await rules.put(context, doc)
  await recordHistory(context, key, { theirs, doc, ver: put.ver })
  if (theirs !== null) {
    const decides = may(context.actor, 'structure.moderer', target)
    await noteEdit(context, { kind: rules.kind, id: key.id }, { user: context.user, before: theirs, after: doc, decides })
  }
  return put
}

/** Of the server's own: a desk that removes a row need not have them right. */
const NOT_COMPARED = [...UNSAID]

/** Another source's names are its own: taken here, its listing would never come in. */
const OWN_NAME = /^dora--[\w-]{8,120}$/
const mayName = ({ actor }: CommandContext, { key, patch }: Asked): boolean =>
  may(actor, 'structure.creer') || (patch['source'] === 'dora' && OWN_NAME.test(key.id))

const hidesContact = ({ dora }: Doc): boolean => (dora as Service['dora'])?.contact_masque !== undefined
/** What is refused would be told by its clash, or by being made public. */
const CONTACT_FIELDS = [...Object.keys(CHANNEL_OF), 'dora.is_contact_info_public']
const touchesContact = (patch: Doc): boolean => CONTACT_FIELDS.some((field) => field in flat(patch))

const isOutcome = (one: { readonly ver: number } | Outcome): one is Outcome => 'status' in one

const write =
  (rules: Rules, creation: boolean): Command =>
  async (context, asked: Asked) => {
    const current = await context.writer.entity(asked.key)
    const visible = recordOf(current)
    if (visible !== null && !may(context.actor, rules.actions.update, await rules.target(context, visible)))
      return rejected('forbidden')
    const theirs = visible === null ? null : await rules.whole(context, visible)
    if (theirs === null && !creation) return gone(asked)
    if (creation && theirs === null && !mayName(context, asked)) return rejected('forbidden.id')
    if (visible !== null && hidesContact(visible) && touchesContact(asked.patch) && !may(context.actor, 'service.voir-contact'))
      return rejected('forbidden.contact')
    const patch = creation ? { ...asked.patch, id: asked.patch['id'] ?? asked.key.id } : asked.patch
    const identity = changedIdentity(patch, theirs ?? { id: asked.key.id, source: patch['source'] })
    if (identity !== null) return invalid(identity)
    // Over a row that is there, a creation knew nothing of it.
    const merged = mergeRecord(creation ? {} : asked.base, patch, theirs ?? {})
    const saved = await save(rules, context, asked.key, { doc: withChoice(merged.doc, theirs), theirs, ver: current?.ver ?? 0 })
    return isOutcome(saved) ? saved : mergeOutcome(merged, saved.ver)
  }

const remove =
  (rules: Rules): Command =>
  async (context, asked) => {
    const current = await context.writer.entity(asked.key)
    const theirs = recordOf(current)
    if (current === null || theirs === null) return applied(current?.ver ?? 0)
    const target = await rules.target(context, theirs)
    if (!may(context.actor, rules.actions.remove, target)) return rejected('forbidden')
    // As the one who removes it had it: flat or not, with the contact that its public row leaves out, if they may read it; a clash
    // would tell it to the others.
    const reads = may(context.actor, 'service.voir-contact', target)
    const whole = flat(reads ? await rules.whole(context, theirs) : theirs)
    const ignored = reads ? NOT_COMPARED : [...NOT_COMPARED, ...CONTACT_FIELDS]
    const clash = removalClash({ ...asked, base: flat(asked.base) }, current, whole, ignored)
    if (clash !== null) return clash
    const kept = await rules.kept(context, theirs)
    if (kept !== null) return rejected(kept)
    await rules.remove(context, asked.key.id)
    return applied(current.ver + 1)
  }

export const CATALOGUE_COMMANDS: Readonly<Record<string, Command>> = {
  'service.create': write(SERVICE, true),
  'service.update': write(SERVICE, false),
  'service.remove': remove(SERVICE),
  'structure.create': write(STRUCTURE, true),
  'structure.update': write(STRUCTURE, false),
  'structure.remove': remove(STRUCTURE),
}
