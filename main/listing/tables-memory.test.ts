import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fitMapping, guessMapping } from '#shared/listing/import/mapping.ts'
import { fromNames, tellApart, toNames } from './tables-files.ts'
import { createMappingMemory } from './tables-memory.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-mapping-'))
  file = join(folder, 'tableaux.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const names = fc.array(fc.oneof(fc.string(), fc.constantFrom('Ville', 'Tél', '', '__proto__', 'Ville (2)')), { maxLength: 12 })

test('columns are told apart, and a mapping by their names is the same mapping', () => {
  fc.assert(
    fc.property(names, (colonnes) => {
      const told = tellApart(colonnes)
      expect(new Set(told).size).toBe(colonnes.length)
      const mapping = guessMapping('service', colonnes)
      expect(fromNames('service', told, toNames(told, mapping))).toEqual(fitMapping('service', colonnes, mapping))
    }),
  )
})

test('a mapping is remembered from one start to the next, wherever its columns go, and by no name', () => {
  const colonnes = ['Madame Inventée', 'Commune', 'Divers']
  createMappingMemory(file).remember('service', colonnes, ['nom', 'commune', null])
  const again = createMappingMemory(file)
  expect(again.recall('service', colonnes)).toEqual(['nom', 'commune', null])
  expect(again.recall('service', colonnes.toReversed())).toEqual([null, 'commune', 'nom'])
  expect(again.recall('structure', colonnes)).toBeNull()
  expect(again.recall('service', ['Commune'])).toBeNull()
  expect(readFileSync(file, 'utf8')).not.toMatch(/madame|inventée|commune"\s*:/i)
})

test('a file that cannot be read remembers nothing, and is written again', () => {
  writeFileSync(file, '{"correspondances": 3}')
  const memory = createMappingMemory(file)
  expect(memory.recall('service', ['Titre'])).toBeNull()
  memory.remember('service', ['Titre'], [null])
  expect(createMappingMemory(file).recall('service', ['Titre'])).toEqual([null])
})
