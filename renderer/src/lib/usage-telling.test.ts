import { beforeEach, describe, expect, it } from 'vitest'
import { emptyFilters, emptyQuery } from '#shared/search/address.ts'
import type { SearchResult } from '#shared/search/result.ts'
import type { Fait } from '#shared/usage/event.ts'
import { createUsageTelling, SAME_LOOK_MS } from './usage-telling.ts'

let agreed: boolean
let at: number
let kept: Fait[]
let usage: ReturnType<typeof createUsageTelling>
beforeEach(() => {
  agreed = true
  at = 1_800_000_000_000
  kept = []
  usage = createUsageTelling({
    record: (fait) => {
      if (agreed) kept.push(fait)
      return Promise.resolve(agreed ? `id-${kept.length}` : null)
    },
    now: () => at,
  })
})

/** Lets what was promised be done. */
const settled = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}
const permis = { ...emptyQuery(), text: 'permis' }
const finding = (...ids: readonly string[]) =>
  ({
    total: ids.length,
    aPortee: 0,
    aDistance: 0,
    lecture: { besoins: [], corrections: [], ignores: [], lieu: null },
    hits: ids.map((id) => ({ id, structure: { id: `de-${id}`, nom: '' } })),
  }) as unknown as SearchResult
const types = () => kept.map(({ type }) => type)

describe('what happens on the screens', () => {
  it('is told once, with the search that led there', async () => {
    usage.search(permis, finding('a', 'b'))
    usage.search({ ...permis, sort: 'nom' }, finding('b', 'a'))
    usage.sheet('service', 'a')
    usage.sheet('structure', 'de-a')
    usage.gesture('a', 'telephone')
    usage.gesture('a', 'telephone')
    usage.gesture('a', 'courriel')
    usage.sheet('service', 'ailleurs')
    usage.sheet('service', 'a')
    await settled()
    expect(types()).toEqual(['recherche', 'service', 'structure', 'mobilisation', 'mobilisation', 'service'])
    expect(kept.slice(1).map((fait) => ('recherche' in fait ? fait.recherche : ''))).toEqual([
      'id-1',
      'id-1',
      'id-1',
      'id-1',
      null,
    ])
  })

  it('counts again half an hour later, and for another search', async () => {
    usage.search(permis, finding('a'))
    usage.sheet('service', 'a')
    at += SAME_LOOK_MS - 1
    usage.search(permis, finding('a'))
    usage.search({ ...permis, filters: { ...emptyFilters(), publics: ['jeunes'] } }, finding('a'))
    usage.sheet('service', 'a')
    await settled()
    expect(types()).toEqual(['recherche', 'recherche', 'service'])
    at += 1
    usage.search(permis, finding('a'))
    usage.sheet('service', 'a')
    await settled()
    expect(types()).toEqual(['recherche', 'recherche', 'service', 'recherche', 'service'])
  })

  it('counts from the moment of the consent on', async () => {
    agreed = false
    usage.search(permis, finding('a'))
    usage.sheet('service', 'a')
    await settled()
    agreed = true
    usage.sheet('service', 'a')
    await settled()
    expect(kept).toEqual([{ type: 'service', service_id: 'a', recherche: null }])
  })
})
