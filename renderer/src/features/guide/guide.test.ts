import { expect, test } from 'vitest'
import { GUIDE, pageFor } from './guide.ts'
import { readGuide, searchGuide } from './read-guide.ts'

test('the guide is cut at its headings, pictures left out, tables told as lists', () => {
  const pages = readGuide(
    '# Guide\n\nAvant.\n\n## Au clavier\n\n| touche | effet |\n|---|---|\n| `J` | suivant |\n\n| | |\n|---|---|\n| ![x](y.png) | |\n\n## Liens\n\nTexte.\n',
  )
  expect(pages.map(({ id, title }) => [id, title])).toEqual([
    ['au-clavier', 'Au clavier'],
    ['liens', 'Liens'],
  ])
  expect(pages[0]?.body).toBe('* **J** suivant')
})

test('the real one has pages, each once, without a trace of what cannot be shown', () => {
  expect(GUIDE.length).toBeGreaterThan(10)
  expect(new Set(GUIDE.map(({ id }) => id)).size).toBe(GUIDE.length)
  for (const { body } of GUIDE) {
    expect(body.length).toBeGreaterThan(40)
    expect(body).not.toMatch(/^\||!\[|`/m)
  }
})

test('a word finds its pages, without accents nor plural, the ones named so first', () => {
  expect(searchGuide(GUIDE, '').length).toBe(GUIDE.length)
  expect(searchGuide(GUIDE, 'CLAVIER')[0]?.id).toBe('au-clavier')
  expect(searchGuide(GUIDE, 'xylophone')).toEqual([])
})

test('a screen leads to the page that speaks of it', () => {
  expect(pageFor('recherche')).toBe('trouver-un-service')
  expect(pageFor('moderation')).toMatch(/^moderer/)
  expect(pageFor('bienvenue')).toBeNull()
})
