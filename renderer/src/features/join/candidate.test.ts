import { describe, expect, it } from 'vitest'
import type { Rattachement } from '#shared/accounts/compte.ts'
import type { Etablissement } from '#shared/accounts/wire.ts'
import {
  actFor,
  asksResponsibility,
  communeName,
  fromCatalogue,
  fromDeclaration,
  fromEstablishment,
  joinInput,
  structuresAmong,
  wantedFrom,
} from './candidate.ts'

const establishment = (over: Partial<Etablissement> = {}): Etablissement => ({
  siret: '12345678900012',
  nom: 'Le Relais inventé',
  adresse: '12 rue des Lilas',
  code_postal: '59000',
  commune: 'Lille',
  code_insee: '59350',
  siege: true,
  structure: null,
  ...over,
})
const tie = (etat: Rattachement['etat']): Rattachement => ({
  user_id: 'u',
  structure_id: 's',
  etat,
  admin: false,
  courriel: 'camille@exemple.test',
  prenom: '',
  nom: '',
  actif: true,
  structure_nom: 'Le Relais inventé',
  departement: '59',
  cree_le: '2026-11-27T10:00:00.000Z',
})

describe('what is joined', () => {
  it('is the structure that the catalogue has, else the establishment', () => {
    const known = fromEstablishment(establishment({ structure: { id: 's', a_administrateur: true } }))
    expect(joinInput(known)).toEqual({ structureId: 's' })
    expect(joinInput(fromEstablishment(establishment()))).toEqual({ siret: '12345678900012' })
    expect(joinInput(fromEstablishment(establishment({ siret: null })))).toBeNull()
  })

  it('is what the person declared when the register is silent', () => {
    const declare = { nom: 'Le Relais', adresse: '1 rue A', code_postal: '59000', commune: 'Lille', code_insee: '59350' }
    const candidate = fromDeclaration('12345678900012', declare)
    expect(joinInput(candidate)).toEqual({ siret: '12345678900012', declare })
    expect(candidate.adresse).toBe('1 rue A, 59000 Lille')
  })

  it('asks to answer for a structure without administrator, or of which that is not known', () => {
    const structure = { id: 's', nom: 'N', source: 'dora', date_maj: '2026-01-01' } as const
    expect(asksResponsibility(fromEstablishment(establishment()), null)).toBe(true)
    expect(asksResponsibility(fromCatalogue(structure), null)).toBe(true)
    expect(asksResponsibility(fromEstablishment(establishment({ structure: { id: 's', a_administrateur: true } })), null)).toBe(
      false,
    )
    expect(asksResponsibility(fromCatalogue(structure), tie('invitation'))).toBe(false)
  })

  it.each([
    [null, 'rejoindre'],
    [tie('invitation'), 'rejoindre'],
    [tie('demande'), 'relancer'],
    [tie('membre'), 'entrer'],
  ] as const)('the button says what it does %#', (given, act) => expect(actFor(given)).toBe(act))
})

describe('what an address asks for', () => {
  it.each([
    ['', null],
    ['?siret=12345678900012', { kind: 'siret', value: '12345678900012' }],
    ['?siret=123%20456%20789%2000012', { kind: 'siret', value: '12345678900012' }],
    ['?siret=12', null],
    ['?safir=12345', { kind: 'safir', value: '12345' }],
    ['?safir=abcde', null],
    ['?structure=dora--1&siret=12345678900012', { kind: 'structure', value: 'dora--1' }],
    [`?structure=${'a'.repeat(201)}`, null],
  ] as const)('%s', (search, wanted) => expect(wantedFrom(search)).toEqual(wanted))
})

describe('structures of this desk', () => {
  const card = (id: string, nom: string, commune: string | null = null) => ({ structure: { id, nom }, commune })

  it('are those whose own name has the words, each once', () => {
    const cards = [
      card('a', 'Le Relais de l’Écluse', 'Lille'),
      card('a', 'Le Relais de l’Écluse', 'Loos'),
      card('b', 'Mission locale'),
      { structure: null, commune: null },
    ]
    expect(structuresAmong(cards, 'relais eclu')).toEqual([{ id: 'a', nom: 'Le Relais de l’Écluse', commune: 'Lille' }])
    expect(structuresAmong(cards, 'permis')).toEqual([])
  })
})

describe('what is shown', () => {
  it('a commune without its département', () => {
    expect(communeName('Saint-Denis (93)')).toBe('Saint-Denis')
    expect(communeName('Lille')).toBe('Lille')
  })
})
