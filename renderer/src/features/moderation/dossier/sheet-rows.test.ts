import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editableFields } from '#shared/listing/groups.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { heldByAuthor } from './held.ts'
import { sheetGroups, summaryLeft } from './sheet-rows.ts'

const rowsOf = (kind: 'structure' | 'service', doc: Doc) => sheetGroups(kind, doc).flatMap(({ rows }) => rows)
const champsOf = (kind: 'structure' | 'service', doc: Doc) => rowsOf(kind, doc).map(({ champ }) => champ)

describe('a summary', () => {
  const left = (summary: string, nom: string, description: string) => summaryLeft(summary, { nom, description })
  test.each([
    ['Garde d’enfants. Le soir et la nuit.', 'Garde d’enfants', '', '… Le soir et la nuit.'],
    ['Le soir et la nuit.', 'Garde d’enfants', 'Une garde. Le soir, et la nuit.', null],
    ['Le soir. Sans réservation.', 'Garde', 'Ouvert le soir.', '… Sans réservation.'],
    ['Le soir', 'Garde', 'Le soirement', 'Le soir'],
    ['Jour!Nuit!Soir, 3.5 h', 'Nuit', '', '… Jour! Soir, 3.5 h'],
    ['Appeler avant.', 'Garde', '', 'Appeler avant.'],
  ])('%s', (summary, nom, description, told) => {
    expect(left(summary, nom, description)).toBe(told)
  })
  test('is told whole or in part, and never adds a word', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (summary, nom, description) => {
        const told = left(summary, nom, description)
        if (told !== null && told !== summary) {
          expect(told.startsWith('… ')).toBe(true)
          for (const word of told.slice(2).split(/\s+/)) expect(summary).toContain(word)
        }
      }),
    )
  })
})

describe('the sheet, each thing once', () => {
  test('the town and the postal code are told by the head; what is missing of them is named', () => {
    expect(champsOf('structure', { nom: 'Relais', commune: 'Lille', code_postal: '59000', adresse: '1 rue' })).toEqual([
      'adresse',
    ])
    const missing = sheetGroups('structure', { nom: 'Relais' }).flatMap((group) => group.missing)
    expect(missing).toEqual(expect.arrayContaining(['Ville', 'Code postal', 'SIRET']))
  })

  test('a form, its link and its words are the mode that they detail; without the mode they are told alone', () => {
    const modes = 'dora.coach_orientation_modes'
    const detail = {
      [`${modes}_external_form_link`]: 'https://a.exemple.test',
      [`${modes}_external_form_link_text`]: 'Remplir',
      [`${modes}_other`]: 'En réunion',
    }
    const [row, ...others] = rowsOf('service', {
      [modes]: ['completer-le-formulaire-dadhesion', 'autre', 'telephoner'],
      ...detail,
    })
    expect(others).toEqual([])
    expect([...(row?.told ?? [])]).toEqual([
      ['completer-le-formulaire-dadhesion', { lien: 'https://a.exemple.test', texte: 'Remplir' }],
      ['autre', { lien: null, texte: 'En réunion' }],
    ])
    expect(champsOf('service', { [modes]: ['telephoner'], ...detail })).toHaveLength(4)
  })

  test('whatever is filled in, a field is told once, or named as missing', () => {
    for (const kind of ['structure', 'service'] as const) {
      const value = fc.option(fc.constantFrom<string | string[] | boolean>('x', ['autre'], true, '', []), { nil: null })
      fc.assert(
        fc.property(fc.dictionary(fc.constantFrom(...editableFields(kind)), value), (doc) => {
          const groups = sheetGroups(kind, doc)
          const champs = groups.flatMap(({ rows }) => rows.map(({ champ }) => champ))
          expect(new Set(champs).size).toBe(champs.length)
          for (const champ of champs) expect(doc[champ]).toBeTruthy()
        }),
      )
    }
  })
})

test('requests held are told by author, each sign and each service once, with how many', () => {
  const one = (id: string, courriel: string, service: string, signaux: string[]) => ({
    id,
    cree_le: '2026-11-01T08:00:00.000Z',
    prescripteur: courriel.split('@')[0] ?? '',
    courriel,
    service,
    signaux,
  })
  expect(
    heldByAuthor([
      one('1', 'alix@exemple.test', 'Permis', ['Seul.']),
      one('2', 'noor@exemple.test', 'Permis', []),
      one('3', 'alix@exemple.test', 'Permis', ['Seul.', 'Récent.']),
      one('4', 'alix@exemple.test', 'Vélo', ['Seul.']),
    ]),
  ).toEqual([
    {
      prescripteur: 'alix',
      courriel: 'alix@exemple.test',
      demandes: 3,
      services: [
        { nom: 'Permis', demandes: 2 },
        { nom: 'Vélo', demandes: 1 },
      ],
      signaux: [
        { texte: 'Seul.', demandes: 3 },
        { texte: 'Récent.', demandes: 1 },
      ],
    },
    { prescripteur: 'noor', courriel: 'noor@exemple.test', demandes: 1, services: [{ nom: 'Permis', demandes: 1 }], signaux: [] },
  ])
})
