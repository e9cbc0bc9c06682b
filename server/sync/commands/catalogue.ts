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
import { changedIdentity, mergeRecord, stamped, wrongService, wrongStructure } from './record.ts'

/** Services and structures of the public catalogue. */

type Rules = {
  readonly wrong: (doc: Doc) => string | null
  /** What the store alone can tell: a field that names a row that is not there. */
  readonly missing: (writer: Writer, doc: Doc) => Promise<string | null>
  readonly put: (writer: Writer, doc: Doc) => Promise<{ readonly ver: number }>
  /** Code of what keeps a row from being removed. */
  readonly kept: (writer: Writer, id: string) => Promise<string | null>
}

const SERVICE: Rules = {
  wrong: wrongService,
  missing: async (writer, { structure_id: id }) => {
    if (typeof id !== 'string') return null
    return recordOf(await writer.entity({ kind: 'structure', id })) === null ? 'structure_id' : null
  },
  put: putService,
  kept: () => Promise.resolve(null),
}

const STRUCTURE: Rules = {
  wrong: wrongStructure,
  missing: () => Promise.resolve(null),
  put: putStructure,
  kept: async (writer, id) => ((await writer.children('service', id)).length > 0 ? 'has-services' : null),
}

const mayWrite = ({ user }: CommandContext): boolean => user.role === 'administrateur'

/** The document wanted, checked and staged when it differs from what is there. */
const save = async (
  rules: Rules,
  context: CommandContext,
  { doc, theirs, ver }: { readonly doc: Doc; readonly theirs: Doc | null; readonly ver: number },
): Promise<{ readonly ver: number } | Outcome> => {
  if (theirs !== null && sameDoc(doc, theirs)) return { ver }
  const dated = stamped(doc, context)
  const wrong = rules.wrong(dated) ?? (await rules.missing(context.writer, dated))
  return wrong === null ? rules.put(context.writer, dated) : invalid(wrong)
}

const isOutcome = (one: { readonly ver: number } | Outcome): one is Outcome => 'status' in one

const write =
  (rules: Rules, creation: boolean): Command =>
  async (context, asked: Asked) => {
    if (!mayWrite(context)) return rejected('forbidden')
    const current = await context.writer.entity(asked.key)
    const theirs = recordOf(current)
    if (theirs === null && !creation) return gone(asked)
    const patch = creation ? { ...asked.patch, id: asked.patch['id'] ?? asked.key.id } : asked.patch
    const identity = changedIdentity(patch, theirs ?? { id: asked.key.id, source: patch['source'] })
    if (identity !== null) return invalid(identity)
    // Over a row that is there, a creation knew nothing of it.
    const merged = mergeRecord(creation ? {} : asked.base, patch, theirs ?? {})
    const saved = await save(rules, context, { doc: merged.doc, theirs, ver: current?.ver ?? 0 })
    return isOutcome(saved) ? saved : mergeOutcome(merged, saved.ver)
  }

const remove =
  (rules: Rules): Command =>
  async (context, asked) => {
    if (!mayWrite(context)) return rejected('forbidden')
    const current = await context.writer.entity(asked.key)
    const theirs = recordOf(current)
    if (current === null || theirs === null) return applied(current?.ver ?? 0)
    const clash = removalClash(asked, current, theirs, ['date_maj'])
    if (clash !== null) return clash
    const kept = await rules.kept(context.writer, asked.key.id)
    if (kept !== null) return rejected(kept)
    await context.writer.remove(asked.key)
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
