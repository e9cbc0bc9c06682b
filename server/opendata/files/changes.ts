import { createHash } from 'node:crypto'
import { linesOf } from './ndjson.ts'
import type { Sink } from './writer.ts'
import { KINDS, type OpenKind } from './writers.ts'

/**
 * What changed between two releases, in NDJSON: `{"action":"publiee","contenu":"services","id":…,"fiche":{…}}` for a record that is
 * new or not the same, `{"action":"retiree","contenu":"services","id":…}` for one that is gone. A record comes whole: applying
 * one twice, or a whole file over it, does no harm.
 */

export type Change =
  | { readonly action: 'publiee'; readonly contenu: OpenKind; readonly id: string; readonly fiche: unknown }
  | { readonly action: 'retiree'; readonly contenu: OpenKind; readonly id: string }

const idOf = (line: string): string => (JSON.parse(line) as { readonly id: string }).id
const digest = (line: string): string => createHash('sha256').update(line).digest('base64').slice(0, 22)

/** @param from,to folders of releases. Answers how many changes there are. Memory: an identifier and a digest a record. */
export const writeChanges = async (from: string, to: string, sink: Sink): Promise<number> => {
  let count = 0
  const tell = async (change: Change): Promise<void> => {
    count++
    await sink.write(`${JSON.stringify(change)}\n`)
  }
  for (const contenu of KINDS) {
    const before = new Map<string, string>()
    for await (const line of linesOf(`${from}/${contenu}.ndjson`)) before.set(idOf(line), digest(line))
    for await (const line of linesOf(`${to}/${contenu}.ndjson`)) {
      const fiche = JSON.parse(line) as { readonly id: string }
      if (before.get(fiche.id) !== digest(line)) await tell({ action: 'publiee', contenu, id: fiche.id, fiche })
      before.delete(fiche.id)
    }
    for (const id of before.keys()) await tell({ action: 'retiree', contenu, id })
  }
  return count
}
