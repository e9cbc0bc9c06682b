import { RATTACHEMENT } from '#shared/accounts/compte.ts'
import type { Service } from '#shared/catalogue/record.ts'
import { type Action, may, type Target } from '#shared/rights.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Writer } from '#server/store/types.ts'
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
import { contactOf, joinContact, putContact } from './contact.ts'
import { forbiddenField, targetOfService, targetOfStructure } from './rights.ts'
import { changedIdentity, flat, mergeRecord, stamped, wrongService, wrongStructure } from './record.ts'

/** Services and structures of the public catalogue. */

type Rules = {
  readonly wrong: (doc: Doc) => string | null
  /** The row as those who may write it know it: with what public rows leave out. */
  readonly whole: (context: CommandContext, doc: Doc) => Promise<Doc>
  readonly target: (context: CommandContext, doc: Doc) => Promise<Target>
  readonly actions: { readonly create: Action; readonly update: Action; readonly remove: Action }
  /** What the store alone can tell: a field that names a row that is not there. */
  readonly missing: (writer: Writer, doc: Doc) => Promise<string | null>
  readonly put: (context: CommandContext, doc: Doc) => Promise<{ readonly ver: number }>
  readonly remove: (context: CommandContext, id: string) => Promise<unknown>
  /** Code of what keeps a row from being removed by this person. */
  readonly kept: (context: CommandContext, doc: Doc) => Promise<string | null>
}

const SERVICE: Rules = {
  wrong: wrongService,
  whole: async ({ writer, seal }, doc) => joinContact(doc, await contactOf(writer, seal, String(doc['id']))),
  target: ({ writer }, doc) => targetOfService(writer, doc),
  actions: { create: 'service.ecrire', update: 'service.ecrire', remove: 'service.supprimer' },
  missing: async (writer, { structure_id: id }) => {
    if (typeof id !== 'string') return null
    return recordOf(await writer.entity({ kind: 'structure', id })) === null ? 'structure_id' : null
  },
  put: ({ writer, seal }, doc) => putService(writer, seal, doc),
  remove: async ({ writer, seal }, id) => {
    await writer.remove({ kind: 'service', id })
    await putContact(writer, seal, id, null)
  },
  // Anything that was published is archived, not removed (dora-backend.md §2.4).
  kept: async ({ actor }, { dora }) =>
    may(actor, 'structure.supprimer') || (dora as Service['dora'])?.status === 'SUGGESTION' ? null : 'not-a-suggestion',
}

const STRUCTURE: Rules = {
  wrong: wrongStructure,
  whole: (_, doc) => Promise.resolve(doc),
  target: (_, doc) => Promise.resolve(targetOfStructure(doc)),
  actions: { create: 'structure.creer', update: 'structure.modifier', remove: 'structure.supprimer' },
  missing: () => Promise.resolve(null),
  put: ({ writer }, doc) => putStructure(writer, doc),
  remove: ({ writer }, id) => writer.remove({ kind: 'structure', id }),
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

/** The document wanted, checked and staged when it differs from what is there. */
const save = async (
  rules: Rules,
  context: CommandContext,
  { doc, theirs, ver }: { readonly doc: Doc; readonly theirs: Doc | null; readonly ver: number },
): Promise<{ readonly ver: number } | Outcome> => {
  if (theirs !== null && sameDoc(doc, theirs)) return { ver }
  const dated = stamped(doc, context)
  const wrong = rules.wrong(dated) ?? (await rules.missing(context.writer, dated))
  if (wrong !== null) return invalid(wrong)
  // Judged by what it becomes too: a service given to a structure needs the right there.
  const target = await rules.target(context, dated)
  const action = theirs === null ? rules.actions.create : rules.actions.update
  if (!may(context.actor, action, target)) return rejected('forbidden')
  const field = forbiddenField(context.actor, target, theirs ?? {}, dated)
  return field === null ? rules.put(context, dated) : rejected(`forbidden.${field}`)
}

/** Another source's names are its own: taken here, its listing would never come in. */
const OWN_NAME = /^dora--[\w-]{8,120}$/
const mayName = ({ actor }: CommandContext, { key, patch }: Asked): boolean =>
  may(actor, 'structure.creer') || (patch['source'] === 'dora' && OWN_NAME.test(key.id))

const hidesContact = ({ dora }: Doc): boolean => (dora as Service['dora'])?.contact_masque !== undefined
/** What is refused would be told by its clash, or by being made public. */
const CONTACT_FIELDS = ['telephone', 'courriel', 'dora.contact_name', 'dora.is_contact_info_public'] as const
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
    const saved = await save(rules, context, { doc: withChoice(merged.doc, theirs), theirs, ver: current?.ver ?? 0 })
    return isOutcome(saved) ? saved : mergeOutcome(merged, saved.ver)
  }

const remove =
  (rules: Rules): Command =>
  async (context, asked) => {
    const current = await context.writer.entity(asked.key)
    const theirs = recordOf(current)
    if (current === null || theirs === null) return applied(current?.ver ?? 0)
    if (!may(context.actor, rules.actions.remove, await rules.target(context, theirs))) return rejected('forbidden')
    const clash = removalClash(asked, current, theirs, ['date_maj'])
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
