import { describe, expect, it } from 'vitest'
import type { Rattachement } from '#shared/accounts/compte.ts'
import type { AccountState } from '#shared/contract/account.ts'
import { gateOf } from './gate.ts'

const tie = (structure_id: string, etat: Rattachement['etat'] = 'membre'): Rattachement => ({
  user_id: 'u',
  structure_id,
  etat,
  admin: false,
  courriel: 'noor.inventee@exemple.test',
  prenom: 'Noor',
  nom: 'Inventée',
  actif: true,
  structure_nom: `Structure ${structure_id}`,
  departement: '59',
  cree_le: '2026-01-01T00:00:00.000Z',
})

const account = (rattachements: readonly Rattachement[], over: Partial<AccountState> = {}): AccountState => ({
  compte: {
    id: 'u',
    courriel: 'noor.inventee@exemple.test',
    prenom: 'Noor',
    nom: 'Inventée',
    role: 'professionnel',
    gestionnaire: false,
    departements: [],
    activite: null,
    decouverte: null,
    decouverte_autre: '',
    infolettre: false,
    cgu: {},
    mot_de_passe: true,
    cree_le: '2026-01-01T00:00:00.000Z',
  },
  rattachements: [...rattachements],
  structure_courante: null,
  cgu_a_accepter: false,
  session_expiree: false,
  attente: null,
  ...over,
})

describe('what comes before sending', () => {
  const online = { etat: 'a-jour' } as const
  it.each([
    ['nothing read yet', undefined, online, 'inconnu'],
    ['no server', account([tie('a')]), { etat: 'sans-serveur' }, 'sans-serveur'],
    ['nobody', account([], { compte: null }), online, 'deconnecte'],
    ['a session that ended', account([tie('a')], { session_expiree: true }), online, 'session'],
    ['a member of nothing', account([]), online, 'sans-structure'],
    ['someone who asked to join', account([tie('a', 'demande')]), online, 'attente'],
    ['a member', account([tie('a'), tie('b', 'invitation')]), online, 'pret'],
    ['a member offline', account([tie('a')]), { etat: 'hors-ligne' }, 'pret'],
  ] as const)('%s', (_, state, status, kind) => {
    expect(gateOf(state, status).kind).toBe(kind)
  })
})
