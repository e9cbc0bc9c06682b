import { expect, test } from 'vitest'
import { checkTyped, type Field, logoOf, type Typed, typedOf } from './check.ts'

const TYPED: Typed = {
  nom: 'Nord',
  departements: new Set(['62', '59']),
  bienvenue: 'Bienvenue',
  correspondant: { nom: 'Cellule', fonction: '', courriel: 'cellule@exemple.test', telephone: '' },
  logo: null,
}
const wrong = (more: Partial<Typed>): readonly Field[] => {
  const read = checkTyped(null, { ...TYPED, ...more })
  return 'wrong' in read ? [...read.wrong] : []
}
const contact = (more: Partial<Typed['correspondant']>) => ({ correspondant: { ...TYPED.correspondant, ...more } })

test('what is right is asked as the server takes it', () => {
  expect(checkTyped(null, TYPED)).toEqual({
    ok: { ...TYPED, id: null, departements: ['59', '62'] },
  })
})

test('the next version begins with what the kit says, and is right as it is', () => {
  const id = '11111111-1111-4111-8111-111111111111'
  const kit = {
    ...TYPED,
    id,
    departements: ['59', '62'],
    version: 3,
    fait_le: '2026-11-27T10:00:00.000Z',
    fait_par: 'Alix Inventée',
  }
  expect(checkTyped(id, typedOf(kit, ['59', '62']))).toMatchObject({ ok: { id, departements: ['59', '62'] } })
  expect([...typedOf(null, ['59']).departements]).toEqual(['59'])
  expect([...typedOf(null, ['59', '62']).departements]).toEqual([])
})

test('each field says what is wrong of it', () => {
  expect(wrong({ nom: ' ' })).toEqual(['nom'])
  expect(wrong({ departements: new Set() })).toEqual(['departements'])
  expect(wrong({ bienvenue: 'x'.repeat(2_001) })).toEqual(['bienvenue'])
  expect(wrong(contact({ nom: '' }))).toEqual(['contact'])
  expect(wrong(contact({ courriel: '' }))).toEqual(['contact'])
  expect(wrong(contact({ courriel: 'cellule' }))).toEqual(['courriel'])
  expect(wrong(contact({ courriel: '', telephone: '0320000000' }))).toEqual([])
  expect(wrong({ logo: { type: 'image/png', base64: '', alt: '' } })).toEqual(['alt'])
})

test('an image is judged by its bytes', async () => {
  const file = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes])
  expect(await logoOf(file(new TextEncoder().encode('<svg/>')), '')).toBe('format')
  expect(await logoOf(file(new Uint8Array(200_001)), '')).toBe('trop-lourd')
  const bytes = Uint8Array.from(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
    (letter) => letter.charCodeAt(0),
  )
  expect(await logoOf(file(bytes), 'Logo')).toMatchObject({ type: 'image/png', alt: 'Logo' })
})
