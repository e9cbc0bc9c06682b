import { describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { MAX_ATTACHMENT_BYTES } from '#shared/orientation/attachments.ts'
import { type FileLike, partsOf, readFile, toBase64 } from './read-file.ts'

const file = (name: string, text: string, size = text.length): FileLike => ({
  name,
  size,
  arrayBuffer: async () => new TextEncoder().encode(text).buffer,
})
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof DoraError ? error.code : 'not coded'),
  )

describe('a file chosen by the counsellor', () => {
  it.each([
    ['a good one', file('cv.pdf', '%PDF-1.7'), 0, 'ok'],
    ['another content than its name says', file('cv.png', '%PDF-1.7'), 0, 'piece-type-refuse'],
    ['a program', file('cv.exe', 'MZ'), 0, 'piece-type-refuse'],
    ['too heavy', file('cv.pdf', '%PDF-1.7', MAX_ATTACHMENT_BYTES + 1), 0, 'piece-trop-lourde'],
    ['one too many', file('cv.pdf', '%PDF-1.7'), 10, 'piece-trop-nombreuses'],
    ['a name no one can use', file('aux.pdf', '%PDF-1.7'), 0, 'piece-nom-refuse'],
    [
      'gone from the disk',
      { ...file('cv.pdf', ''), arrayBuffer: () => Promise.reject(new Error('NotReadable')) },
      0,
      'piece-incomplete',
    ],
  ])('%s', async (_, chosen, already, code) => {
    expect(await codeOf(readFile(chosen, already))).toBe(code)
  })

  it('crosses in parts that fit the contract and make the whole again', () => {
    const bytes = Uint8Array.from({ length: 1_000_003 }, (_, index) => (index * 7) & 255)
    const parts = [...partsOf(bytes)].map(toBase64)
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(700_000)
    const again = parts.flatMap((part) => Array.from(atob(part), (letter) => letter.charCodeAt(0)))
    expect(Uint8Array.from(again)).toEqual(bytes)
  })
})
