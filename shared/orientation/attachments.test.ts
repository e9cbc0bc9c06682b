import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extensionOf, looksForbidden, nameProblem } from './attachments.ts'

describe('names of files', () => {
  it.each([
    ['Attestation de Zoé – été 2026 (1).pdf', true],
    ['a.pdf', true],
    [`${'x'.repeat(96)}.pdf`, true],
    [`${'x'.repeat(97)}.pdf`, false],
    ['', false],
    ['   ', false],
    ['../secret.pdf', false],
    ['C:\\temp\\a.pdf', false],
    ['a\u0000.pdf', false],
    ['a\n.pdf', false],
    ['facture\u202efdp.exe', false],
    ['a\u2066b.pdf', false],
    ['a\u200bb.pdf', false],
    ['CON', false],
    ['con.pdf', false],
    ['Lpt1.docx', false],
    ['com¹.pdf', false],
    ['console.pdf', true],
    ['.bashrc', false],
    ['a.pdf.', false],
    ['a.pdf ', false],
    ['a?.pdf', false],
    ['a\ud800.pdf', false],
  ])('%j usable: %s', (name, usable) => {
    expect(nameProblem(name) === null).toBe(usable)
  })

  it.each([
    ['a.PDF', 'pdf'],
    ['a.b.jpeg', 'jpeg'],
    ['a.pdf.exe', null],
    ['pdf', null],
    ['a.constructor', null],
    ['a.docm', null],
  ])('%j has extension %s', (name, extension) => {
    expect(extensionOf(name)).toBe(extension)
  })

  it('are judged without ever throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        nameProblem(name)
        extensionOf(name)
        looksForbidden(name)
      }),
    )
  })
})
