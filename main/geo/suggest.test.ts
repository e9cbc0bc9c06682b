import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { PlaceSuggestion } from '#shared/contract/geo.ts'
import type { Geo } from './geo.ts'
import { deliveredGeo } from './testing.ts'

let geo: Geo
beforeAll(() => {
  geo = deliveredGeo()
  geo.load()
}, 60_000)

const suggest = async (text: string, limit = 8): Promise<readonly PlaceSuggestion[]> =>
  geo.handlers['geo.suggest']({ text, limit })
const labels = async (text: string, limit = 8): Promise<readonly string[]> =>
  (await suggest(text, limit)).map(({ label }) => label)

describe('first answer', () => {
  test.each([
    ['paris', 'Paris (75)'],
    ['PARIS', 'Paris (75)'],
    ['lille', 'Lille (59)'],
    ['mars', 'Marseille (13)'],
    ['mans', 'Le Mans (72)'],
    ['le havre', 'Le Havre (76)'],
    ['havre', 'Le Havre (76)'],
    ['evry', 'Évry-Courcouronnes (91)'],
    ['bezier', 'Béziers (34)'],
    ['sète', 'Sète (34)'],
    ['l hay', 'L’Haÿ-les-Roses (94)'],
    ['lhay', 'L’Haÿ-les-Roses (94)'],
    ["L'Haÿ-les-Roses", 'L’Haÿ-les-Roses (94)'],
    ['l’hay les roses', 'L’Haÿ-les-Roses (94)'],
    ['villeneuve d ascq', 'Villeneuve-d’Ascq (59)'],
    ['chalon s/ saone', 'Chalon-sur-Saône (71)'],
    ['st etienne', 'Saint-Étienne (42)'],
    ['ste foy les lyon', 'Sainte-Foy-lès-Lyon (69)'],
    ['saintdenis', 'Saint-Denis (974)'],
    ['saint denis 93', 'Saint-Denis (93)'],
    ['st denis 974', 'Saint-Denis (974)'],
    ['neuilly 92', 'Neuilly-sur-Seine (92)'],
    ['lille 59800', 'Lille (59)'],
    ['bastia 2b', 'Bastia (2B)'],
    ['st martin 978', 'Saint-Martin (978)'],
    ['noumea', 'Nouméa (988)'],
    ['lyon 3', 'Lyon 3e (69)'],
    ['lyon 3e', 'Lyon 3e (69)'],
    ['Lyon 3e (69)', 'Lyon 3e (69)'],
    ['paris 11e', 'Paris 11e (75)'],
    ['paris 11 eme', 'Paris 11e (75)'],
    ['paris 1er arrondissement', 'Paris 1er (75)'],
    ['marseille 8', 'Marseille 8e (13)'],
    ['59800', 'Lille (59)'],
    ['59 800', 'Lille (59)'],
    ['51300', '51300 (46 communes)'],
    ['51300 (46 communes)', '51300 (46 communes)'],
    ['75011', 'Paris 11e (75)'],
    ['69003', 'Lyon 3e (69)'],
    ['2A004', 'Ajaccio (2A)'],
    ['75056', 'Paris (75)'],
    ['59183', 'Dunkerque (59)'],
    ['97400', 'Saint-Denis (974)'],
    ['59', 'Nord (59)'],
    ['3', 'Allier (03)'],
    ['2a', 'Corse-du-Sud (2A)'],
    ['974', 'La Réunion (974)'],
    ['nord', 'Nord (59)'],
    ['departement du nord', 'Nord (59)'],
    ['loire', 'Loire (42)'],
    ['vienne', 'Vienne (38)'],
    ['bretagne', 'Bretagne'],
    ['region bretagne', 'Bretagne'],
    ['paca', 'Provence-Alpes-Côte d’Azur'],
    ['reunion', 'La Réunion (974)'],
    ['arbignieu', 'Arbignieu (01)'],
    ['oeuilly', 'Œuilly (51)'],
    ['eu', 'Eu (76)'],
    ['montpelier', 'Montpellier (34)'],
    ['marseile', 'Marseille (13)'],
    ['tolouse', 'Toulouse (31)'],
    ['strasbourgh', 'Strasbourg (67)'],
    ['dunkerke', 'Dunkerque (59)'],
    ['grenobel', 'Grenoble (38)'],
    ['montreuil sous bois', 'Montreuil (93)'],
    ['lille 75', 'Lille (59)'],
    ['48.8566,2.3522', '48,8566\u202f; 2,3522'],
    ['48,8566 ; 2,3522', '48,8566\u202f; 2,3522'],
  ])('%s → %s', async (text, label) => {
    expect((await labels(text))[0]).toBe(label)
  })
})

describe('the rest of the list', () => {
  test('tiny exact homonyms do not hide the towns people mean', async () => {
    const found = await labels('st denis')
    expect(found.slice(0, 3)).toEqual(['Saint-Denis (974)', 'Saint-Denis (93)', 'Saint-Denis-en-Val (45)'])
  })

  test('the place of exactly that name is offered however small, whatever begins like it', async () => {
    expect(await labels('y', 5)).toContain('Y (80)')
  })

  test('a postal code of several communes is offered whole, then commune by commune, largest first', async () => {
    const [whole, ...communes] = await suggest('51300')
    expect(whole?.place).toEqual({ kind: 'code-postal', code: '51300' })
    expect(communes[0]?.label).toBe('Vitry-le-François (51)')
    expect(communes.every(({ place }) => place.kind === 'commune')).toBe(true)
  })

  test('a former commune leads to the commune it belongs to, and says so', async () => {
    const [first] = await suggest('arbignieu')
    expect(first?.place).toEqual({ kind: 'commune', code: '01015' })
    expect(first?.detail).toContain('rattachée à Arboys en Bugey')
  })

  test('a point is told by the nearest commune; one far from any says that', async () => {
    expect((await suggest('48.8566,2.3522'))[0]?.detail).toMatch(/^Près de Paris \de/)
    expect((await suggest('0.0000,-30.0000'))[0]?.detail).toBe('Point éloigné de toute commune française')
  })

  test('a guessed position is said to be so', async () => {
    const [commune] = await suggest('l’abergement clemenciat')
    expect(commune).toMatchObject({ approximatif: true, detail: '01400 · Ain · position approximative' })
  })

  test('nothing is offered for nothing, and the limit is kept', async () => {
    expect(await suggest('   ')).toEqual([])
    expect(await suggest('qqqqqqqq')).toEqual([])
    expect(await suggest('saint', 3)).toHaveLength(3)
  })

  test('no place is offered twice', async () => {
    for (const text of ['saint', 'paris', '97', '69003', 'montpelier']) {
      const keys = (await suggest(text, 20)).map(({ place }) => JSON.stringify(place))
      expect(new Set(keys).size).toBe(keys.length)
    }
  })
})

describe('whatever is typed', () => {
  const holds = async (text: string) => {
    const found = await suggest(text)
    expect(found.length).toBeLessThanOrEqual(8)
    for (const suggestion of found) expect(() => PlaceSuggestion.parse(suggestion)).not.toThrow()
  }

  test(
    'any string gives a list of well-formed places that can be resolved',
    () =>
      fc.assert(fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 40 })), holds), {
        numRuns: 150,
      }),
    60_000,
  )

  test('so does anything made of bits of places', () => {
    const bits = fc.constantFrom(
      'st',
      'paris',
      '1',
      '11e',
      '75',
      '59800',
      '2a',
      '(',
      ',',
      '48.85',
      'lès',
      'd’',
      '-',
      'région',
      '9999',
      '٣',
    )
    return fc.assert(
      fc.asyncProperty(fc.array(bits, { maxLength: 6 }), (parts) => holds(parts.join(' '))),
      { numRuns: 150 },
    )
  }, 60_000)

  test('what is offered can be resolved, and found again by its label', async () => {
    for (const text of ['saint', 'paris 1', '974', '2a', 'lyon', '51300', 'bret']) {
      for (const { place, label } of await suggest(text)) {
        if (place.kind === 'point') continue
        expect(geo.resolve(place).label).not.toBe('')
        if (place.kind === 'commune') expect(await labels(label)).toContain(label)
      }
    }
  }, 60_000)
})
