import type { Fusion } from '#shared/moderation/doublon.ts'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { joinContact, splitContact } from '#server/sync/commands/contact.ts'
import type { Staged, StagedKind, StagedRow } from '#server/sync/ingest/staged.ts'
import { fused } from './fused.ts'

/**
 * What an import brings, seen through the merges that were decided: sheets that went do not come back, the one that stays is made of
 * what all their sources say now, and services follow. A merge whose kept sheet is told by no source and kept by nobody is of no
 * account: its members come in for themselves.
 */

export type SeenThroughMerges = {
  readonly staged: Staged
  /** Merges with the documents that this import brings, to be kept once it is in. */
  readonly heard: () => readonly Fusion[]
}

const docOf = ({ doc, contact }: StagedRow): Doc => joinContact(JSON.parse(doc) as Doc, contact)

/** @param isKept a sheet that people keep here, which no import changes */
export const throughMerges = (
  staged: Staged,
  fusions: readonly Fusion[],
  isKept: (kind: StagedKind, id: string) => boolean,
): SeenThroughMerges => {
  const active = fusions.filter(({ kind, garde }) => isKept(kind, garde) || staged.row(kind, garde) !== null)
  const gone = new Map<string, string>()
  const byKept = new Map<string, Fusion>()
  for (const one of active) {
    byKept.set(`${one.kind}/${one.garde}`, one)
    for (const id of Object.keys(one.membres)) if (id !== one.garde) gone.set(`${one.kind}/${id}`, one.garde)
  }
  const heard = (one: Fusion): Fusion => {
    const told = Object.keys(one.membres).map((id): readonly [string, Doc] => {
      const row = id === one.garde && isKept(one.kind, id) ? null : staged.row(one.kind, id)
      return [id, row === null ? (one.membres[id] as Doc) : docOf(row)]
    })
    return { ...one, membres: Object.fromEntries(told) as Fusion['membres'] }
  }
  const madeOf = (row: StagedRow, one: Fusion): StagedRow => {
    const others = Object.keys(one.membres).map((id) => staged.row(one.kind, id))
    const doc = fused(heard(one))
    const { visible, contact } = one.kind === 'service' ? splitContact(doc) : { visible: doc, contact: null }
    const scopes = [...new Set(others.flatMap((other) => other?.scopes ?? []))].sort()
    return { ...row, doc: canonicalJson(visible as Json), contact, scopes: scopes.length === 0 ? row.scopes : scopes }
  }
  const follow = (row: StagedRow): StagedRow => {
    const kept = row.parent === null ? undefined : gone.get(`structure/${row.parent}`)
    if (kept === undefined) return row
    return { ...row, parent: kept, doc: canonicalJson({ ...(JSON.parse(row.doc) as Doc), structure_id: kept } as Json) }
  }
  return {
    heard: () => active.map(heard).filter((one, at) => canonicalJson(one as never) !== canonicalJson(active[at] as never)),
    staged: {
      ...staged,
      ids: function* (kind) {
        for (const id of staged.ids(kind)) if (!gone.has(`${kind}/${id}`)) yield id
      },
      row: (kind, id) => {
        if (gone.has(`${kind}/${id}`)) return null
        const row = staged.row(kind, id)
        if (row === null) return null
        const one = byKept.get(`${kind}/${id}`)
        return kind === 'service'
          ? follow(one === undefined ? row : madeOf(row, one))
          : one === undefined
            ? row
            : madeOf(row, one)
      },
    },
  }
}
