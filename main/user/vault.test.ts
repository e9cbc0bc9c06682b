import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createVault } from './vault.ts'

const cell = { table: 'drafts', row: 'a', column: 'contenu' }
const vault = createVault(randomBytes(32))
const code = (run: () => unknown) => {
  try {
    run()
    return 'ok'
  } catch (error) {
    return (error as { code?: string }).code
  }
}

describe('the vault', () => {
  it('gives back exactly what it sealed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => vault.openText(vault.sealText(text, cell), cell) === text.toWellFormed(),
      ),
    )
  })

  it('never seals twice alike, and shows nothing of the text', () => {
    const one = Buffer.from(vault.sealText('Camille Invente', cell))
    expect(one.equals(Buffer.from(vault.sealText('Camille Invente', cell)))).toBe(false)
    expect(one.includes('Camille')).toBe(false)
  })

  it.each([
    ['another row', { ...cell, row: 'b' }],
    ['another column', { ...cell, column: 'service' }],
    ['another table', { ...cell, table: 'favourites' }],
    ['parts shifted across the boundary', { table: 'draftsa', row: '', column: 'contenu' }],
  ])('refuses a value moved to %s', (_, elsewhere) => {
    expect(code(() => vault.openText(vault.sealText('secret', cell), elsewhere))).toBe('donnees-utilisateur-illisibles')
  })

  it('refuses a value of which any one bit was changed', () => {
    const sealed = Buffer.from(vault.sealText('secret', cell))
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Buffer.from(sealed)
      altered.writeUInt8(altered.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(code(() => vault.openText(altered, cell))).not.toBe('ok')
    }
  })

  it('says that the key is another one, rather than that the data is broken', () => {
    const sealed = vault.sealText('secret', cell)
    expect(code(() => createVault(randomBytes(32)).openText(sealed, cell))).toBe('cle-absente')
  })

  it('refuses an empty or cut envelope, and a short key', () => {
    const sealed = vault.sealText('secret', cell)
    for (let length = 0; length < sealed.byteLength; length++)
      expect(code(() => vault.open(sealed.subarray(0, length), cell))).not.toBe('ok')
    expect(() => createVault(new Uint8Array(16))).toThrow()
  })
})
