import { describe, expect, it } from 'vitest'
import { readTable } from './read.ts'
import { row, workbook } from './testing/workbooks.ts'

const CSV = Buffer.from('Nom;Ville\nAtelier;Lille\n')

describe('in its own thread', () => {
  it('reads both formats, and JSON can carry the answer', async () => {
    const [csv, xlsx] = await Promise.all([
      readTable(CSV, 'services.csv'),
      readTable(workbook(row('Nom', 'Ville') + row('Atelier', 'Lille')), 'services.xlsx'),
    ])
    for (const table of [csv, xlsx]) {
      expect(table).toMatchObject({ colonnes: ['Nom', 'Ville'], lignes: [{ numero: 2, cellules: ['Atelier', 'Lille'] }] })
      expect(JSON.parse(JSON.stringify(table))).toEqual(table)
    }
    expect(CSV.toString()).toContain('Atelier')
  })

  it('carries coded refusals, and refuses too heavy a file before it starts', async () => {
    await expect(readTable(Buffer.from('%PDF-1.7'), 'a.csv')).rejects.toMatchObject({ code: 'tableau-format-inconnu' })
    await expect(readTable(Buffer.alloc(51 * 1024 * 1024, 'a;'), 'a.csv')).rejects.toMatchObject({
      code: 'tableau-trop-lourd',
      details: { limite: '50\u00a0Mo' },
    })
  })

  const heavy = Buffer.from(`a;b\n${'"une cellule";"une autre cellule"\n'.repeat(600_000)}`)
  const patient = { lignes: 10_000_000, cellules: 100_000_000, texte: 1_000_000_000 }

  it('ends at once when it is told to', async () => {
    const controller = new AbortController()
    const reading = readTable(heavy, 'a.csv', { limites: patient }, controller.signal)
    controller.abort()
    await expect(reading).rejects.toMatchObject({ code: 'tableau-interrompu' })
    await expect(readTable(CSV, 'a.csv', {}, controller.signal)).rejects.toMatchObject({ code: 'tableau-interrompu' })
  })

  it('ends when it takes too long', async () => {
    await expect(readTable(heavy, 'a.csv', { limites: { ...patient, dureeMs: 1 } })).rejects.toMatchObject({
      code: 'tableau-trop-long',
    })
  })

  it('ends alone when its memory is full: the process goes on', async () => {
    await expect(readTable(heavy, 'a.csv', { limites: { ...patient, memoireMo: 24 } })).rejects.toMatchObject({
      code: 'tableau-trop-gros',
    })
    expect((await readTable(CSV, 'a.csv')).lignes).toHaveLength(1)
  }, 60_000)
})
