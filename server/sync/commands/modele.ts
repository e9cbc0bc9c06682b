import { deep, flat } from '#shared/listing/flat.ts'
import { MODEL_FIELDS, MODELE } from '#shared/listing/model.ts'
import { may } from '#shared/rights.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { changesBetween, forgetHistory, writeHistory } from '#server/listing/history.ts'
import { detachFollowers, putModel } from '#server/listing/models.ts'
import { recordOf } from './catalogue-rows.ts'
import {
  applied,
  type Asked,
  type Command,
  type CommandContext,
  gone,
  invalid,
  mergeOutcome,
  rejected,
  removalClash,
} from './command.ts'
import { prepareModel } from './prepare.ts'
import { mergeRecord, stamped, wrongService } from './record.ts'
import { targetOfService } from './rights.ts'

/** Models of services (dora-backend.md §4.6). A model has no status, place nor contact: what else a patch says is not kept. */

const OWN_NAME = /^dora-modele--[\w-]{8,120}$/
const KEPT = new Set<string>([...MODEL_FIELDS, 'id', 'source', 'structure_id'])
const onlyModel = (doc: Doc): Doc => Object.fromEntries(Object.entries(doc).filter(([champ]) => KEPT.has(champ)))

const mayWrite = async (context: CommandContext, doc: Doc): Promise<boolean> =>
  may(context.actor, 'service.ecrire', await targetOfService(context.writer, doc))

const write =
  (creation: boolean): Command =>
  async (context, asked: Asked) => {
    const { writer, seal, user, now, moyen = 'poste' } = context
    const { key } = asked
    const current = await writer.entity(key)
    const theirs = recordOf(current)
    if (theirs !== null && !(await mayWrite(context, theirs))) return rejected('forbidden')
    if (theirs === null && !creation) return gone(asked)
    if (theirs === null && !OWN_NAME.test(key.id)) return rejected('forbidden.id')
    const patch = onlyModel(flat(asked.patch))
    const identity: Doc = { id: key.id, source: 'dora', structure_id: (theirs ?? patch)['structure_id'] }
    const moved = Object.keys(identity).find((field) => patch[field] !== undefined && patch[field] !== identity[field])
    if (moved !== undefined) return invalid(moved)
    const merged = mergeRecord(creation ? {} : asked.base, { ...patch, ...identity }, theirs ?? {})
    const prepared = prepareModel(theirs, merged.doc)
    if ('refused' in prepared) return prepared.refused
    const doc = deep(onlyModel(flat(prepared.doc)))
    const champs = theirs === null ? [] : changesBetween(flat(theirs), flat(doc), new Set(['date_maj']))
    if (theirs !== null && champs.length === 0) return mergeOutcome(merged, current?.ver ?? 0)
    const dated = stamped(doc, context)
    const wrong = wrongService(dated)
    if (wrong !== null) return invalid(wrong)
    const target = await targetOfService(writer, dated)
    if (!may(context.actor, 'service.ecrire', target)) return rejected('forbidden')
    if (target === null) return invalid('structure_id')
    const { ver } = await putModel(writer, seal, dated)
    await writeHistory(writer, seal, key, {
      par: user.id,
      moyen,
      acte: theirs === null ? 'creation' : 'modification',
      champs,
      ver,
      now,
    })
    return mergeOutcome(merged, ver)
  }

const remove: Command = async (context, asked) => {
  const { writer } = context
  const current = await writer.entity(asked.key)
  const theirs = recordOf(current)
  if (current === null || theirs === null) return applied(current?.ver ?? 0)
  if (!(await mayWrite(context, theirs))) return rejected('forbidden')
  const clash = removalClash({ ...asked, base: flat(asked.base) }, current, flat(theirs), ['date_maj'])
  if (clash !== null) return clash
  await detachFollowers(context, asked.key.id, String(theirs['structure_id']))
  await writer.remove(asked.key)
  await forgetHistory(writer, { kind: MODELE, id: asked.key.id })
  return applied(current.ver + 1)
}

export const MODEL_COMMANDS: Readonly<Record<string, Command>> = {
  'modele.create': write(true),
  'modele.update': write(false),
  'modele.remove': remove,
}
