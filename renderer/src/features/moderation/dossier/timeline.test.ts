import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HistoryEntry } from '#shared/listing/wire.ts'
import type { Decision } from '#shared/moderation/dossier.ts'
import { statusSince, timelineOf, writtenOf } from './timeline.ts'

const decision = (id: string, le: string, apres: Decision['apres'] = null): Decision => ({
  id,
  le,
  user_id: 'u1',
  nom: 'Noor Inventée',
  geste: apres === null ? 'noter' : 'statuer',
  avant: null,
  apres,
  texte: '',
})
const change = (id: string, le: string): HistoryEntry => ({
  id,
  le,
  par: null,
  moyen: 'poste',
  acte: 'modification',
  champs: [],
})
const at = (minute: number) => `2026-11-27T10:${String(minute).padStart(2, '0')}:00.000Z`

describe('the journal', () => {
  test('is one story, the latest first', () => {
    const entries = timelineOf([decision('d1', at(1)), decision('d2', at(5))], [change('c2', at(3)), change('c1', at(0))])
    expect(entries.map(({ id }) => id)).toEqual(['decision/d2', 'change/c2', 'decision/d1', 'change/c1'])
  })
  test('loses nothing', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 59 }))
    fc.assert(
      fc.property(minutes, minutes, (some, others) => {
        const entries = timelineOf(
          some.map((minute, n) => decision(`d${n}`, at(minute))),
          others.map((minute, n) => change(`c${n}`, at(minute))),
        )
        expect(new Set(entries.map(({ id }) => id)).size).toBe(some.length + others.length)
        expect(entries.every(({ le }, n) => n === 0 || le <= (entries[n - 1]?.le ?? ''))).toBe(true)
      }),
    )
  })
})

describe('since when a status', () => {
  const all = [decision('a', at(1), 'IN_PROGRESS'), decision('b', at(2), 'VALIDATED'), decision('c', at(3))]
  test('the last that was given', () => expect(statusSince(all, 'VALIDATED')?.le).toBe(at(2)))
  test('not told when the sheet has had another since, which nobody here gave', () =>
    expect(statusSince(all, 'NEED_NEW_MODERATION')).toBeNull())
  test('not told when nobody gave any', () => expect(statusSince([decision('c', at(3))], null)).toBeNull())
})

test('what a moderator wrote, without the status that is told beside', () => {
  const told = 'Nouveau statut de modération\u202f: Validé'
  expect(writtenOf({ apres: 'VALIDATED', texte: told })).toBe('')
  expect(writtenOf({ apres: 'VALIDATED', texte: `${told}\nVu par téléphone.\nRien à dire.` })).toBe(
    'Vu par téléphone.\nRien à dire.',
  )
  expect(writtenOf({ apres: null, texte: told })).toBe(told)
  expect(writtenOf({ apres: 'VALIDATED', texte: 'Rien à dire.' })).toBe('Rien à dire.')
})
