import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extensionOf, looksForbidden, looksLikeBankDetails, nameProblem } from './attachments.ts'

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
        looksLikeBankDetails(name)
      }),
    )
  })

  it.each([
    ['RIB.pdf', true],
    ['rib_dominique.pdf', true],
    ['mon-rib-2026.jpg', true],
    ['RIB2.pdf', true],
    ['IBAN Dominique.png', true],
    ['Relevé d’identité bancaire.pdf', true],
    ["releve_d'identite_bancaire.pdf", true],
    ['relevé-identité-bancaire.pdf', true],
    ['Coordonnées bancaires.docx', true],
    ['attribution.pdf', false],
    ['Ribeauvillé.pdf', false],
    ['caribou.pdf', false],
    ['relevé de notes.pdf', false],
    ['carte d’identité.pdf', false],
    ['devis auto-école.pdf', false],
  ])('%j looks like bank details: %s', (name, bank) => {
    expect(looksLikeBankDetails(name)).toBe(bank)
  })
})
