import { expect, test } from 'vitest'
import { takesAtFirst } from './server-choice.ts'

const given = { ici: 'https://fourni.exemple.test/', embarque: true, memes: false }

test('the server of a kit is proposed once, on a desk that nobody gave another', () => {
  expect(takesAtFirst({ suite: 'nouveau', serveur: given })).toBe(true)
  expect(takesAtFirst({ suite: 'nouveau', serveur: { ...given, embarque: false } })).toBe(false)
  expect(takesAtFirst({ suite: 'nouveau', serveur: { ...given, memes: true } })).toBe(false)
})

test.each(['mise-a-jour', 'identique', 'autre'] as const)('it is never proposed again: %s', (suite) => {
  expect(takesAtFirst({ suite, serveur: given })).toBe(false)
})
