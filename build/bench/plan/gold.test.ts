import { describe, expect, it, test } from 'vitest'
import { ndcg } from '../../relevance/ndcg.ts'
import { gradeAt, hashOf, parseGold, readGold } from './gold.ts'
import { createDraw, readCommunes, townOf } from './placed.ts'
import { judgedOf } from './judged.ts'
import { VIGNETTES } from './vignettes.ts'

const entry = { mots: 'permis', lieu: 'Lille', 3: hashOf('a'), 2: '', 1: `${hashOf('b')} ${hashOf('c')}`, 0: hashOf('d') }
const text = (...besoins: readonly unknown[]): string => JSON.stringify({ besoins })

describe('parseGold', () => {
  it('says what was read, and nothing of what was not', () => {
    const read = parseGold(text(entry))('permis', 'Lille')
    expect(['a', 'b', 'c', 'd', 'e'].map((id) => read?.get(hashOf(id)))).toEqual([3, 1, 1, 0, undefined])
    expect(parseGold(text(entry))('permis', 'Foix')).toBeUndefined()
  })
  it.each([
    ['a service with two grades', text({ ...entry, 2: hashOf('a') })],
    ['a need judged twice', text(entry, entry)],
    ['what is no hash', text({ ...entry, 3: 'permis' })],
    ['words of a row', text({ ...entry, nom: 'Auto-école' })],
  ])('refuses %s', (_, wrong) => {
    expect(() => parseGold(wrong)).toThrow()
  })
})

describe('gradeAt', () => {
  const lieu = townOf('Lille')
  const north = (km: number) => ({ lat: lieu.lat + km / 111.2, lon: lieu.lon, commune: '59000' })
  it.each([
    [3, 5, 3],
    [3, 20, 2],
    [3, 40, 1],
    [3, 60, 0],
    [2, 5, 2],
    [2, 20, 1],
    [2, 40, 0],
    [1, 20, 0],
    [0, 5, 0],
  ])('%i at %i km → %i', (grade, km, worth) => {
    expect(gradeAt(grade, north(km), lieu)).toBe(worth)
  })
  it('counts what has no point in the commune itself only', () => {
    expect(gradeAt(2, { lat: null, lon: null, commune: lieu.commune }, lieu)).toBe(2)
    expect(gradeAt(2, { lat: null, lon: null, commune: '59009' }, lieu)).toBe(0)
    expect(gradeAt(2, { lat: null, lon: null, commune: null }, lieu)).toBe(0)
  })
  it('makes an nDCG of one where the nearest of what was asked for comes first', () => {
    const worth = [3, 40, 20, 5].map((km) => gradeAt(3, north(km), lieu))
    expect(
      ndcg(
        [...worth].sort((a, b) => b - a),
        worth,
      ),
    ).toBe(1)
    expect(ndcg(worth, worth)).toBeLessThan(1)
  })
})

test('every need of a vignette is read where it is asked for, or judged by rules there; nothing is read for nobody', () => {
  const gold = readGold()
  const needs = VIGNETTES.flatMap(({ besoins, lieu }) => besoins.map((mots) => ({ mots, lieu, read: gold(mots, lieu) })))
  for (const { mots, lieu, read } of needs) {
    if (read === undefined) expect(judgedOf(mots, lieu).notes.length).toBeGreaterThan(0)
    else expect([...read.values()].some((grade) => grade > 1)).toBe(true)
  }
  expect(needs.filter(({ read }) => read !== undefined).length).toBeGreaterThanOrEqual(90)
})

describe('createDraw', () => {
  const tsv = [
    'code\tnom\ttype\tcodesPostaux\tpopulation\tlat\tlon',
    ...['Lille', 'Le Mans', 'Saint-Étienne', 'Foix', 'Limoges', 'Quimper', 'Le Havre', 'Saint-Denis'].map((name) => {
      const { commune, nom, lat, lon } = townOf(name as 'Lille')
      return [commune, nom, 'C', '00000,00001', '20000', lat, lon].join('\t')
    }),
    ['09001', 'Nulle Part', 'C', '09000', '10', '', ''].join('\t'),
    '',
  ].join('\n')
  const communes = readCommunes(tsv)
  const draw = createDraw(communes, ['Ardèche'])

  it('puts a row in the same town every time, and rows in all of them', () => {
    expect(communes).toHaveLength(8)
    const rows = Array.from({ length: 200 }, (_, at) => draw({ id: String(at), nom: 'Atelier' }))
    expect(rows).toEqual(rows.map(({ id }) => draw({ id, nom: 'Atelier' })))
    expect(new Set(rows.map((row) => (row as { code_insee?: string }).code_insee)).size).toBe(8)
  })
  it('leaves what names a place without one', () => {
    for (const nom of ['Maison de l’Ardèche', 'Mission locale de Lille']) expect(draw({ id: '1', nom })).toEqual({ id: '1', nom })
    expect(draw({ id: '1', nom: 'Maison', presentation_resume: 'À Quimper' })).not.toHaveProperty('code_insee')
  })
})
