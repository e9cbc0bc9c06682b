import { describe, expect, it } from 'vitest'
import { fr } from './fr.ts'

describe('French spacing', () => {
  it.each([
    ['Vraiment ? Oui : « tout » !', 'Vraiment\u202f? Oui\u202f: «\u202ftout\u202f»\u202f!'],
    ['20 % ; rien', '20\u202f%\u202f; rien'],
    ['https://exemple.fr, 10:30', 'https://exemple.fr, 10:30'],
    ['', ''],
  ])('%s', (given, expected) => expect(fr(given)).toBe(expected))
})
