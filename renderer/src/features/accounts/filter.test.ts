import { describe, expect, it } from 'vitest'
import type { AccountRow } from '#shared/accounts/wire.ts'
import { departementsOf, filterAccounts, indexOf, NO_FILTER, type AccountFilter } from './filter.ts'

const row = (id: string, over: Partial<AccountRow> = {}): AccountRow => ({
  id,
  courriel: `${id}@exemple.test`,
  prenom: '',
  nom: '',
  role: 'professionnel',
  gestionnaire: false,
  departements: [],
  activite: null,
  decouverte: null,
  decouverte_autre: '',
  infolettre: false,
  cgu: {},
  mot_de_passe: true,
  cree_le: '2026-11-01T10:00:00.000Z',
  actif: true,
  derniere_connexion: null,
  structures: [],
  ...over,
})

const ROWS = [
  row('chef', { role: 'administrateur', prenom: 'Élodie', nom: 'L’Inventée' }),
  row('nord', { gestionnaire: true, departements: ['59', '62'], prenom: 'Noé' }),
  row('pro', { structures: ['Relais de Saint-Denis'] }),
  row('parti', { actif: false }),
]
const found = (filter: Partial<AccountFilter>) => filterAccounts(indexOf(ROWS), { ...NO_FILTER, ...filter }).map(({ id }) => id)

describe('accounts found', () => {
  it('all of them at first', () => expect(found({})).toHaveLength(4))

  it.each([
    ['elodie', ['chef']],
    ['inventee elo', ['chef']],
    ['saint den', ['pro']],
    ['parti@exemple', ['parti']],
    ['lodie', []],
    ['exemple', ['chef', 'nord', 'pro', 'parti']],
  ])('by the words %s', (words, ids) => expect(found({ words })).toEqual(ids))

  it.each([
    ['administrateur', ['chef']],
    ['gestionnaire', ['nord']],
    ['professionnel', ['pro', 'parti']],
    ['inactif', ['parti']],
  ] as const)('by what they may do: %s', (kind, ids) => expect(found({ kind })).toEqual(ids))

  it('by département, which only a gestionnaire has', () => {
    expect(found({ departement: '62' })).toEqual(['nord'])
    expect(found({ departement: '75' })).toEqual([])
    expect(departementsOf([...ROWS, row('x', { departements: ['13'] })])).toEqual(['59', '62'])
  })
})
