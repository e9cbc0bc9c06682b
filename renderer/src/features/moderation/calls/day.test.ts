import { beforeEach, expect, it } from 'vitest'
import type { Call } from '#shared/moderation/calls.ts'
import { begin, fill, finish, keyOf, made, nextCall, NO_DRAFT, open, take, useDay } from './day.ts'

const call = (id: string): Call => ({
  cible: { kind: 'service', id },
  nom: `Service ${id}`,
  structure_id: 's',
  structure_nom: 'Relais inventé',
  commune: null,
  departement: '33',
  telephone: null,
  courriel: null,
  horaires: null,
  score: 1,
  raisons: [],
  vues: 0,
  demandes: 0,
  portee: 0,
  prise: null,
})
const LIST = ['a', 'b', 'c'].map(call)
const now = () => useDay.getState().currentKey

beforeEach(() => {
  begin('', [])
  begin('camille', LIST)
})

it('goes on to the next call that is to be made, and comes back to those that were skipped', () => {
  expect(now()).toBe('service/a')
  open('service/b')
  made('service/b', 'verifie')
  expect(now()).toBe('service/c')
  made('service/c', 'injoignable')
  expect(now()).toBe('service/a')
  made('service/a', 'ferme')
  expect(now()).toBeNull()
  expect(useDay.getState().done.get('service/c')).toBe('injoignable')
})

it('others are without those that were made; somebody else begins anew', () => {
  made('service/a', 'verifie')
  finish()
  begin('camille', [...LIST, call('d')])
  expect(useDay.getState().appels.map(keyOf)).not.toContain('service/a')
  begin('sacha', LIST)
  expect(useDay.getState().appels).toHaveLength(3)
  expect(useDay.getState().done.size).toBe(0)
})

it('keeps what is being filled in while one is elsewhere, for the same person alone', () => {
  fill('service/a', { ...NO_DRAFT, ticked: ['contact'], note: 'Rappeler Noor.' })
  take('service/a')
  begin('camille', LIST)
  expect(useDay.getState().drafts.get('service/a')).toMatchObject({ ticked: ['contact'], note: 'Rappeler Noor.' })
  begin('sacha', LIST)
  expect(useDay.getState().drafts.size).toBe(0)
  expect(useDay.getState().taken.size).toBe(0)
})

it('an unknown key starts at the top', () => {
  expect(nextCall(LIST, new Map(), 'service/z')).toBe('service/a')
  expect(nextCall([], new Map(), null)).toBeNull()
})
