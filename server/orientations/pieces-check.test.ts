import { expect, test } from 'vitest'
import { MAX_ATTACHMENT_BYTES } from '#shared/orientation/attachments.ts'
import { checkAnnounced, checkContent } from './pieces-check.ts'
import { PieceRefusal } from './pieces-refusal.ts'
import { bomb, BOMB_BYTES, docx, HOSTILE_NAMES, MISLABELLED, pdf } from './testing/files.ts'

const refused = (work: () => unknown): PieceRefusal => {
  try {
    work()
  } catch (error) {
    if (error instanceof PieceRefusal) return error
    throw error
  }
  throw new Error('taken')
}

test.each(HOSTILE_NAMES)('the name %j is refused, and is not repeated', (nom) => {
  const { motif, detail } = refused(() => checkAnnounced({ nom, taille: 100 }))
  expect([motif, detail.includes('fiche')]).toEqual(['nom', false])
})

test.each([
  ['a page', 'fiche.html', 100, 'format'],
  ['a program', 'fiche.pdf.exe', 100, 'format'],
  ['no extension', 'fiche', 100, 'format'],
  ['one byte too many', 'fiche.pdf', MAX_ATTACHMENT_BYTES + 1, 'taille'],
  ['50 MB', 'fiche.pdf', 50 * 1024 * 1024, 'taille'],
])('%s is refused', (_, nom, taille, motif) => {
  expect(refused(() => checkAnnounced({ nom, taille })).motif).toBe(motif)
})

test('what may be attached is, with the type of its name', () => {
  expect(checkAnnounced({ nom: 'Curriculum vitæ (2026).PDF', taille: MAX_ATTACHMENT_BYTES })).toBe('application/pdf')
  expect(() => checkContent('Curriculum vitæ (2026).PDF', pdf('x'))).not.toThrow()
  expect(() => checkContent('Projet.docx', docx('x'))).not.toThrow()
})

test.each(Object.entries(MISLABELLED))('%s is not what its name says', (nom, bytes) => {
  expect(() => checkAnnounced({ nom, taille: bytes.length })).not.toThrow()
  expect(refused(() => checkContent(nom, bytes)).motif).toBe('contenu')
})

test('an archive is looked at by its directory, and never opened', () => {
  const bytes = bomb()
  expect(bytes.length).toBeLessThan(100 * 1024)
  const before = process.memoryUsage()
  checkContent('Rapport.docx', bytes)
  const after = process.memoryUsage()
  expect(after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed).toBeLessThan(BOMB_BYTES / 2)
})
