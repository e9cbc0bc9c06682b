import { expect, it } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { delayWords } from './delay.ts'
import { shareUrl } from './share.ts'

const service = (over: Partial<Service> = {}): Service => ({
  source: 'demonstration',
  structure_id: 's',
  id: 'demonstration--1',
  nom: 'Aide au permis',
  date_maj: '2026-10-01',
  ...over,
})
const structure = (over: Partial<Structure> = {}): Structure => ({
  source: 'demonstration',
  id: 's',
  nom: 'Le Relais',
  date_maj: '2026-10-01',
  telephone: '+33199001234',
  ...over,
})

it('shares by e-mail without recipient and without contact of persons', () => {
  const url = decodeURIComponent(shareUrl(service({ publics: ['jeunes'] }), structure()))
  expect(url.startsWith('mailto:?subject=')).toBe(true)
  expect(url).toContain('Aide au permis')
  expect(url).toContain('Jeunes')
})

const plain = (text: string | null) => text?.replace(/\u00a0/g, ' ') ?? null

it.each([
  [undefined, null],
  // Too few to say anything.
  [{ jours: 4, reponses: 2 }, null],
  [{ jours: 4, reponses: 3 }, 'Répond en général en 4 jours (sur 3 réponses).'],
  [{ jours: 0.4, reponses: 12 }, 'Répond en général le jour même (sur 12 réponses).'],
  [{ jours: 1.2, reponses: 30 }, 'Répond en général en 1 jour (sur 30 réponses).'],
] as const)('says how long %j takes', (delai, words) => {
  expect(plain(delayWords(delai))).toBe(words)
})
