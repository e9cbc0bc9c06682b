import { expect, it } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
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
