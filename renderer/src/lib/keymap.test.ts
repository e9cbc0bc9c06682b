import fc from 'fast-check'
import { expect, test } from 'vitest'
import { meantBy, moveKey, shownFor, type Keymap } from './keymap.ts'

const KEYS = ['j', 'k', 'f', '/', 'm']
const moved = (map: Keymap, key: string, to: string): Keymap => {
  const result = moveKey(map, key, to, KEYS)
  if (!('map' in result)) throw new Error(result.refused)
  return result.map
}

test('a key that was moved answers, its former place does not, the others are as they were', () => {
  const map = moved({}, 'j', 'N')
  expect([meantBy('n', map), meantBy('j', map), meantBy('k', map)]).toEqual(['j', null, 'k'])
  expect([shownFor('J', map), shownFor('K', map), shownFor('Entrée', map)]).toEqual(['N', 'K', 'Entrée'])
})

test('put back, it is as if nothing had been', () => {
  expect(moved(moved({}, 'j', 'n'), 'j', 'j')).toEqual({})
})

test('a key that another has is refused, and says which; two are exchanged by way of a third', () => {
  expect(moveKey({}, 'j', 'k', KEYS)).toEqual({ refused: 'prise', by: 'k' })
  const exchanged = moved(moved(moved({}, 'j', 'x'), 'k', 'j'), 'j', 'k')
  expect([meantBy('j', exchanged), meantBy('k', exchanged)]).toEqual(['k', 'j'])
})

test.each(['?', ' ', 'é', 'Enter', '', 'ab'])('« %s » is no key to choose', (key) => {
  expect(moveKey({}, 'j', key, KEYS)).toEqual({ refused: 'touche' })
})

test('however keys are moved, no press means two things, and every action keeps a key', () => {
  const step = fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom(...'jkfmnxz/1'))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let map: Keymap = {}
      for (const [key, to] of steps) {
        const result = moveKey(map, key, to, KEYS)
        if ('map' in result) ({ map } = result)
      }
      for (const key of KEYS) expect(meantBy(shownFor(key, map).toLowerCase(), map)).toBe(key)
    }),
  )
})
