import MiniSearch from 'minisearch'
import { fold, isStop } from '#shared/search/text.ts'
import { createNarrower } from './narrow.ts'
import { measurePeer } from './measure-peer.ts'
import type { Row } from './rows.ts'

type Doc = { readonly id: number } & Row['texts']

/**
 * MiniSearch with all it has for the purpose: accents folded, stop words left out, prefix on the word being typed, fuzziness
 * on words long enough, weights of fields. It has neither places nor facets: narrow.ts lends them.
 */
await measurePeer((size) => {
  const narrower = createNarrower(size)
  const index = new MiniSearch<Doc>({
    fields: ['nom', 'besoins', 'structure', 'texte'],
    processTerm: (term) => {
      const folded = fold(term)
      return isStop(folded) ? null : folded
    },
    searchOptions: {
      combineWith: 'AND',
      boost: { nom: 1, besoins: 0.7, structure: 0.6, texte: 0.4 },
      prefix: (_, i, terms) => i === terms.length - 1,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  })
  return {
    add: (row) => {
      narrower.add(row)
      index.add({ id: row.rowid, ...row.texts })
    },
    finish: () => {},
    search: ({ query, place }) =>
      narrower.narrow(query, place, query.text === '' ? null : index.search(query.text).map((found) => found.id as number)).total,
  }
})
