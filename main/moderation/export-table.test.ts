import { expect, it } from 'vitest'
import { boardFileName, boardTable } from './export-table.ts'
import { boardLine, boardPeople } from './testing/board.ts'

it('has the columns of DORA, in its order', () => {
  const line = boardLine('dora--0f8fad5b-d9cb-469f-a165-70867728950e', { etat: 'a-valider', nom: '=1+1' })
  const people = boardPeople(line.id, {
    administrateurs: ['a@exemple.test', 'b@exemple.test'],
    editeurs: ['c@exemple.test'],
    administrateurs_a_moderer: ['a@exemple.test'],
    invites: 3,
    invitation_envoyee: true,
  })
  const other = boardLine('b', {
    siret: null,
    departement: null,
    commune: null,
    telephone: null,
    courriel: null,
    thematiques: [],
  })
  const { colonnes, lignes } = boardTable({
    lines: [line, other],
    people: new Map([[line.id, people]]),
    address: 'https://dora.exemple.test/',
  })
  const [first = [], second = []] = lignes.map((cells) => Object.fromEntries(colonnes.map((name, at) => [name, cells[at]])))
  expect(first).toEqual({
    Nom: '=1+1',
    SIRET: '10000000000008',
    Département: '59',
    Ville: 'Lille',
    Description: 'Accompagne vers l’emploi.',
    Thématiques: 'Préparer un permis',
    Téléphone: '0320000000',
    Courriel: 'dora--0f8fad5b-d9cb-469f-a165-70867728950e@exemple.test',
    'Lien DORA': 'https://dora.exemple.test/s/0f8fad5bd9cb',
    Administrateurs: 'a@exemple.test, b@exemple.test',
    Éditeurs: 'c@exemple.test',
    'Invitation envoyée': 'Oui',
    'Administrateurs à relancer': '',
    'Administrateurs à modérer': 'a@exemple.test',
    'Collaborateurs à relancer': '3',
    'Collaborateurs en attente': '0',
    'Nb services publiés': '2',
    'Nb à maj': '1',
    'Nb brouillon': '1',
    Statut: 'À valider',
  })
  expect(second).toMatchObject({ SIRET: '', Courriel: '', Administrateurs: '', 'Collaborateurs à relancer': '' })
})

it.each([
  [[], [], ['59'], 'structures-dora-59-toutes-2026-11-27.csv'],
  [[], [], ['59', '62'], 'structures-dora-tous-departements-toutes-2026-11-27.csv'],
  [['62', '2A'], ['a-valider'], ['62'], 'structures-dora-62-2A-a-valider-2026-11-27.csv'],
  [
    ['01', '02', '03', '04', '05'],
    ['obsolete', 'en-ordre'],
    [],
    'structures-dora-plusieurs-departements-obsolete-en-ordre-2026-11-27.csv',
  ],
  [['../'], [], [], 'structures-dora-tous-departements-toutes-2026-11-27.csv'],
] as const)('is named after what is filtered: %s %s', (departements, etats, there, expected) => {
  expect(boardFileName({ departements: [...departements], etats: [...etats] }, there, '2026-11-27', 'csv')).toBe(expected)
})
