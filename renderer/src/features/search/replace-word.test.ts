import { expect, test } from 'vitest'
import { replaceWord } from './replace-word.ts'

test.each([
  ['surendetement à Lille', 'surendetement', 'surendettement', 'surendettement à Lille'],
  ['aide au Surendétement', 'surendetement', 'surendettement', 'aide au surendettement'],
  ['l’hébérgement d’urgence', 'hebergement', 'hébergement', 'l’hébergement d’urgence'],
  ['permisse, permis', 'permis', 'permis B', 'permisse, permis B'],
  ['e\u0301colle', 'ecolle', 'école', 'école'],
  ['rien de tel', 'absent', 'présent', 'rien de tel'],
])('in « %s », « %s » becomes « %s »', (text, folded, by, expected) => {
  expect(replaceWord(text, folded, by)).toBe(expected)
})
