import { describe, expect, it } from 'vitest'
import type { Favourite } from '#shared/contract/user.ts'
import { arrange, findList, listsOf } from './arrange.ts'

const card = (commune: string | null, date_maj: string) =>
  ({
    commune,
    date_maj,
    code_postal: null,
    resume: '',
    structure: { id: 'g', nom: 'Maison des départs' },
  }) as unknown as Favourite['card']

const favourite = (id: string, over: Partial<Favourite>): Favourite => ({
  kind: 'service',
  id,
  nom: id,
  note: '',
  listes: [],
  cree_le: '2026-01-01',
  card: null,
  disponible: true,
  lisible: true,
  ...over,
})
const all = [
  favourite('Épicerie', { cree_le: '2026-01-03', card: card('Valbourg', '2026-02-01'), listes: ['Manger'] }),
  favourite('Atelier vélo', { cree_le: '2026-01-01', note: 'Demander Odette à l’étage', card: card('Arrancy', '2025-02-01') }),
  favourite('Zone mobile', { cree_le: '2026-01-02', disponible: false, listes: ['Manger', 'Bouger'] }),
]
const names = (choice: Partial<Parameters<typeof arrange>[1]>) =>
  arrange(all, { words: '', list: null, sort: 'ajout', ...choice }).map(({ id }) => id)

describe('favourites on screen', () => {
  it.each([
    [{}, ['Épicerie', 'Zone mobile', 'Atelier vélo']],
    [{ sort: 'nom' }, ['Atelier vélo', 'Épicerie', 'Zone mobile']],
    [{ sort: 'commune' }, ['Atelier vélo', 'Épicerie', 'Zone mobile']],
    [{ sort: 'fraicheur' }, ['Épicerie', 'Atelier vélo', 'Zone mobile']],
    [{ list: 'Manger' }, ['Épicerie', 'Zone mobile']],
    [{ list: '' }, ['Atelier vélo']],
    [{ words: 'VELO odette' }, ['Atelier vélo']],
    [{ words: 'l’étage' }, ['Atelier vélo']],
    [{ words: 'departs valb' }, ['Épicerie']],
    [{ words: 'bouger' }, ['Zone mobile']],
    [{ words: 'introuvable' }, []],
  ] as const)('%j', (choice, expected) => {
    expect(names(choice)).toEqual(expected)
  })

  it('counts lists, and finds one however it is typed', () => {
    const lists = listsOf(all)
    expect(lists).toEqual([
      { nom: 'Bouger', count: 1 },
      { nom: 'Manger', count: 2 },
    ])
    expect(findList(lists, ' manger ')).toBe('Manger')
    expect(findList(lists, 'autre')).toBe(undefined)
  })
})
