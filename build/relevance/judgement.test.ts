import { describe, expect, it } from 'vitest'
import { docOf, gradeOf, type Judged } from './judgement.ts'
import { DEMO } from './queries/demo.ts'
import { HOME } from './queries/home.ts'
import { LATER } from './queries/later.ts'
import { MOBILITY } from './queries/mobility.ts'
import { PLACES } from './queries/places.ts'
import { WORK } from './queries/work.ts'

const LILLE = { commune: '59350', nom: 'Lille', lat: 50.6333, lon: 3.0667 }
const doc = (nom: string, description = '', latitude: number | null = null) =>
  docOf(
    1,
    {
      source: 'essai',
      structure_id: null,
      id: '1',
      nom,
      description,
      date_maj: '2026-01-01',
      latitude,
      longitude: latitude === null ? null : 3.0667,
    },
    null,
  )

describe('gradeOf', () => {
  const judged: Judged = {
    mots: 'vélo',
    lieu: LILLE,
    notes: [
      { note: 3, nom: /velo/, sauf: /moteur/, km: 10 },
      { note: 1, texte: /bicyclette/ },
    ],
  }
  it.each([
    ['Prêt de Vélos', '', 50.64, 3],
    ['Prêt de Vélos', '', 52, 0],
    ['Vélos à moteur', '', 50.64, 0],
    ['Prêt de vélos', '', null, 0],
    ['Atelier', 'Réparer sa bicyclette', null, 1],
  ])('%s %s %s → %i', (nom, description, latitude, grade) => {
    expect(gradeOf(judged, doc(nom, description, latitude))).toBe(grade)
  })
})

it('judges at least 60 queries on each set, none twice, all on folded text', () => {
  for (const set of [[...MOBILITY, ...HOME, ...WORK, ...PLACES, ...LATER], DEMO]) {
    expect(set.length).toBeGreaterThanOrEqual(60)
    const keys = set.map(({ mots, lieu }) => `${mots} @ ${lieu?.nom ?? ''}`)
    expect(new Set(keys).size).toBe(keys.length)
    for (const { notes } of set) {
      for (const { nom, texte, structure, sauf } of notes) {
        for (const pattern of [nom, texte, structure, sauf])
          expect(pattern?.source.replaceAll(/\\\w/g, '') ?? '').not.toMatch(/[A-ZÀ-ÿ’]/)
      }
    }
  }
})
