import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameOf, gather } from './frame.ts'
import { firstQuestion } from './question.ts'
import { amongServices, excerptOf, readResults, readStructure } from './result.ts'
import { readSettings } from './settings.ts'
import { COLOURS } from './style.ts'

const service = (id: string, more: object = {}) => ({ id, nom: `Service ${id}`, ...more })

describe('what the API answers', () => {
  it('is read field by field', () => {
    const answer = {
      items: [
        {
          service: service('dora--1', {
            structure: { nom: 'Maison' },
            latitude: 44.8,
            longitude: -0.5,
            code_insee: '33063',
            commune: 'Bordeaux',
            code_postal: '33000',
            modes_accueil: ['en-presentiel', 3],
            thematiques: null,
            description: '**Une** [aide](https://exemple.test)',
          }),
          distance: 3.2,
        },
        { service: { id: 'sans-nom' } },
        null,
      ],
      total: 12,
      pages: 2,
    }
    const read = readResults(answer)
    expect(read).toMatchObject({ total: 12, pages: 2 })
    expect(read?.items).toEqual([
      {
        id: 'dora--1',
        nom: 'Service dora--1',
        structure: 'Maison',
        lieu: '33000 Bordeaux',
        codeInsee: '33063',
        distance: 3,
        modes: ['en-presentiel'],
        frais: null,
        thematiques: [],
        publics: [],
        extrait: 'Une aide',
        point: { lat: 44.8, lon: -0.5 },
        chemin: 'service/dora--1',
      },
    ])
  })
  it('is not taken for granted', () => {
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.anything()), (any, items) => {
        readStructure(any)
        readStructure({ nom: any, services: items })
        expect([null, 'object']).toContain(readResults(any) === null ? null : 'object')
        expect(readResults({ items, total: 3 })?.total).toBe(3)
      }),
    )
  })
  it('is cut between words, without marks', () => {
    expect(excerptOf('# Titre\n\n* un\n* <b>deux</b> ![logo](x) snake_case')).toBe('Titre un deux logo snake_case')
    const long = excerptOf('mot '.repeat(100))
    expect(long.length).toBeLessThanOrEqual(181)
    expect(long.endsWith('mot…')).toBe(true)
  })
})

describe('the services of a structure', () => {
  const { settings } = readSettings((name) => (name === 'taille' ? '2' : null))
  const services =
    readStructure({
      nom: 'Maison',
      services: [
        service('a', { description: 'Le Métier de cuisinier', publics: ['jeunes'], thematiques: ['mobilite--acheter-un-velo'] }),
        service('b', { publics: ['tous-publics'], modes_accueil: ['a-distance'] }),
        service('c', { publics: null }),
      ],
    })?.services ?? []
  const ids = (more: object) =>
    amongServices(services, settings, { ...firstQuestion(settings), ...more }).items.map(({ id }) => id)
  it('are searched by the rules of the API', () => {
    expect(ids({})).toEqual(['a', 'b'])
    expect(ids({ page: 2 })).toEqual(['c'])
    expect(ids({ q: 'METIER' })).toEqual(['a'])
    expect(ids({ public: 'jeunes' })).toEqual(['a', 'b'])
    expect(ids({ thematique: 'mobilite' })).toEqual(['a'])
    expect(ids({ mode: 'a-distance' })).toEqual(['b'])
  })
})

describe('the map', () => {
  it('holds all that it is to show, north up', () => {
    const coordinate = (most: number) => fc.double({ min: -most, max: most, noNaN: true })
    fc.assert(
      fc.property(coordinate(80), coordinate(80), coordinate(170), coordinate(170), (a, b, c, d) => {
        const box = { sud: Math.min(a, b), nord: Math.max(a, b), ouest: Math.min(c, d), est: Math.max(c, d) }
        const { at } = frameOf(box, 480, 400)
        const [left, bottom] = at(box.ouest, box.sud)
        const [right, top] = at(box.est, box.nord)
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
        expect(right).toBeLessThanOrEqual(480)
        expect(bottom).toBeLessThanOrEqual(400)
        expect(top).toBeLessThanOrEqual(bottom)
      }),
    )
  })
  it('gathers those that would hide one another, and loses none', () => {
    expect(
      gather(
        [
          { rank: 1, x: 10, y: 10 },
          { rank: 2, x: 100, y: 10 },
          { rank: 3, x: 15, y: 12 },
        ],
        24,
      ),
    ).toEqual([
      { ranks: [1, 3], x: 10, y: 10 },
      { ranks: [2], x: 100, y: 10 },
    ])
  })
})

describe('colours', () => {
  const light = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (a: string, b: string): number => {
    const [dark = 0, bright = 0] = [light(a), light(b)].sort((x, y) => x - y)
    return (bright + 0.05) / (dark + 0.05)
  }
  it.each(['clair', 'sombre'] as const)('%s: every text is readable on its ground (WCAG AA), every edge is seen', (theme) => {
    const c = COLOURS[theme]
    for (const text of [c.texte, c.discret, c.accent, c.erreur]) expect(contrast(text, c.fond)).toBeGreaterThanOrEqual(4.5)
    for (const ground of [c.terre, c.territoire, c.mer]) expect(contrast(c.texte, ground)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(c['sur-accent'], c.accent)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(c.ligne, c.fond)).toBeGreaterThanOrEqual(3)
  })
})
