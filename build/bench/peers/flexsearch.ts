import { Charset, Document } from 'flexsearch'
import { createNarrower } from './narrow.ts'
import { measurePeer } from './measure-peer.ts'
import type { Row } from './rows.ts'

type Doc = { id: number } & Row['texts']

/** Weightiest first: a service found in several fields keeps its best place. */
const FIELDS = ['nom', 'besoins', 'structure', 'texte'] as const

/**
 * FlexSearch, prefixes in the short fields ("forward") and whole words in the long one, its balanced Latin encoder, which
 * forgives some slips by sound. It has neither distance nor counts, and gives no score: narrow.ts lends the first two, and the
 * order is that of the fields.
 */
await measurePeer((size) => {
  const narrower = createNarrower(size)
  const index = new Document<Doc>({
    document: {
      id: 'id',
      index: FIELDS.map((field) => ({
        field,
        tokenize: field === 'texte' ? ('strict' as const) : ('forward' as const),
        encoder: Charset.LatinBalance,
      })),
    },
  })
  const seen = new Uint32Array(size)
  let turn = 0
  const find = (text: string): number[] => {
    turn++
    const found: number[] = []
    for (const { result } of index.search(text, { limit: size })) {
      for (const id of result as number[]) {
        if (seen[id] === turn) continue
        seen[id] = turn
        found.push(id)
      }
    }
    return found
  }
  return {
    add: (row) => {
      narrower.add(row)
      index.add({ id: row.rowid, ...row.texts })
    },
    finish: () => {},
    search: ({ query, place }) => narrower.narrow(query, place, query.text === '' ? null : find(query.text)).total,
  }
})
