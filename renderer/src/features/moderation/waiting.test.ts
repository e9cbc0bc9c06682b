import { describe, expect, test } from 'vitest'
import type { ActeEnAttente } from '#shared/moderation/acts.ts'
import { lastUndoable, waitingOf } from './waiting.ts'

const NOW = 1_000_000
let n = 0
const act = (
  id: string,
  part_le: number,
  more: Partial<Omit<ActeEnAttente, 'acte'>> & { readonly leaves?: boolean } = {},
): ActeEnAttente => {
  const { leaves = false, ...rest } = more
  const uuid = `00000000-0000-4000-8000-${String(++n).padStart(12, '0')}`
  return {
    id: uuid,
    cible: { kind: 'structure', id },
    nom: id,
    acte: leaves ? { id: uuid, geste: 'laisser' } : { id: uuid, geste: 'noter', note: 'Une note.' },
    vu: null,
    part_le,
    refus: null,
    ...rest,
  }
}

describe('acts that wait', () => {
  test('one by sheet, the last to leave', () => {
    const [first, second, other] = [act('a', NOW + 5), act('a', NOW + 9), act('b', NOW + 1)]
    expect([...waitingOf([second, first, other])]).toEqual([
      ['structure/b', other],
      ['structure/a', second],
    ])
  })
  test('neither what was refused nor what leaves at once', () => {
    expect(waitingOf([act('a', NOW, { refus: 'Trop tard.' }), act('b', NOW, { leaves: true })]).size).toBe(0)
  })
  test('the last that was made is the one taken back, until it has left', () => {
    const [first, second] = [act('a', NOW + 2), act('b', NOW + 7)]
    expect(lastUndoable([first, second], NOW)).toBe(second)
    expect(lastUndoable([first, second], NOW + 7)).toBeNull()
    expect(lastUndoable([first], NOW + 1)).toBe(first)
    expect(lastUndoable([], NOW)).toBeNull()
  })
})
