import { describe, expect, it } from 'vitest'
import { keptOf, proposalsOf, type Side } from './choose.ts'

const side = (id: string, doc: object, more: Partial<Side> = {}): Side => ({
  id,
  doc: { id, source: 'autre', date_maj: '2026-01-01', nom: id, ...doc },
  personnes: 0,
  services: 0,
  vues: 0,
  ...more,
})
const from = (kept: Side, ...sides: readonly Side[]) =>
  Object.fromEntries(proposalsOf('structure', sides, kept).map(({ champ, de }) => [champ, de]))

describe('the sheet to keep', () => {
  it('is the one people keep, then ours, then the one others hang on, then the most looked at, then the freshest', () => {
    const people = side('personnes', {}, { personnes: 1 })
    const ours = side('ici', { source: 'dora' })
    const full = side('services', {}, { services: 4 })
    const seen = side('vue', {}, { vues: 9 })
    const fresh = side('fraiche', { date_maj: '2026-06-01' })
    const order = [people, ours, full, seen, fresh, side('z', {})]
    for (let at = 0; at < order.length; at += 1) expect(keptOf(order.slice(at).toReversed()).id).toBe(order[at]?.id)
  })
})

describe('the value to take', () => {
  it('is the one that says something', () => {
    const [a, b] = [side('a', { telephone: '01' }), side('b', { telephone: '', courriel: 'b@exemple.test' })]
    expect(from(a, a, b)).toMatchObject({ telephone: 'a', courriel: 'b' })
  })
  it('is the one last vouched for, by group of fields, else the last edited', () => {
    const a = side('a', {
      telephone: '01',
      description: 'ancienne',
      dora: { verifications: { coordonnees: { le: '2026-09-01' } } },
    })
    const b = side('b', { telephone: '02', description: 'nouvelle', date_maj: '2026-06-01' })
    expect(from(a, a, b)).toMatchObject({ telephone: 'a', description: 'b' })
  })
  it('is the one of the sheet that people keep, whatever is fresher', () => {
    const a = side('a', { telephone: '01' }, { personnes: 2 })
    const b = side('b', { telephone: '02', date_maj: '2026-06-01', site_web: 'https://b.exemple.test' })
    expect(from(a, a, b)).toMatchObject({ telephone: 'a', site_web: 'b' })
  })
  it('is one whole address, never half of each', () => {
    const a = side('a', { adresse: '1 rue Haute', commune: 'Lens', latitude: 50.4 })
    const b = side('b', { commune: 'Lens', code_postal: '62300', complement_adresse: 'Bâtiment B', date_maj: '2026-06-01' })
    const chosen = from(a, a, b)
    for (const champ of ['adresse', 'commune', 'latitude', 'code_postal', 'complement_adresse']) expect(chosen[champ]).toBe('a')
  })
  it('is never of what identifies a sheet', () => {
    const [a, b] = [side('a', {}), side('b', { date_maj: '2026-06-01' })]
    for (const champ of ['id', 'source', 'date_maj', 'structure_id']) expect(from(a, a, b)[champ]).toBeUndefined()
  })
})
