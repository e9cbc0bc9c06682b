import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { FeuilleModele, FeuilleOptions } from '#shared/handout/handout.ts'
import { inventedSheet } from '#shared/handout/testing/sheet.ts'
import { readPdf } from '../pdf/testing/read.ts'
import { createHandoutHandlers } from './handlers.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A desk whose catalogue has the services s1 to s6, and no account. */
const start = () => {
  const folder = mkdtempSync(join(tmpdir(), 'feuille-'))
  folders.push(folder)
  const file = join(folder, 'feuille.json')
  const told: string[] = []
  const missing = (): never => {
    throw new DoraError('service-introuvable')
  }
  const handlers = createHandoutHandlers({
    file,
    emit: (name) => void told.push(name),
    desk: () => ({
      'plans.get': () => {
        throw new DoraError('dossiers-verrouilles')
      },
      'personnes.get': () => {
        throw new DoraError('dossiers-verrouilles')
      },
      'catalogue.service': ({ id }) => (/^s[1-6]$/.test(id) ? inventedSheet({ id, nom: `Service ${id}` }) : missing()),
      'account.state': () => ({
        compte: null,
        rattachements: [],
        structure_courante: null,
        cgu_a_accepter: false,
        session_expiree: false,
        attente: null,
      }),
      'geo.layer': () => null,
      'geo.credits': () => [],
    }),
  })
  return { handlers, file, told }
}
const ask = (services: string[]) => ({ source: { services, titre: 'Besoin' }, options: FeuilleOptions.parse({ langue: 'ar' }) })

test('six services are a PDF, written in a thread', async () => {
  const { handlers } = start()
  const made = await handlers['feuille.pdf'](ask(['s1', 's2', 's3', 's4', 's5', 's6']))
  expect(made).toMatchObject({ type: 'application/pdf', nom: expect.stringMatching(/^feuille-\d{4}-\d\d-\d\d\.pdf$/) })
  const text = (await readPdf(Buffer.from(made.base64, 'base64'))).textes.join(' ')
  for (const id of ['s1', 's6']) expect(text).toContain(`Service ${id}`)
})

test('services that left are told apart; when all have, it is said rather than an empty sheet', async () => {
  const { handlers } = start()
  expect((await handlers['feuille.texte'](ask(['s1', 'parti']))).absents).toEqual(['parti'])
  await expect(handlers['feuille.texte'](ask(['parti']))).rejects.toMatchObject({ code: 'feuille-vide' })
})

test('a plan whose folder is locked says so', async () => {
  const { handlers } = start()
  const source = { plan: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' }
  await expect(handlers['feuille.texte']({ source, options: FeuilleOptions.parse({}) })).rejects.toMatchObject({
    code: 'dossiers-verrouilles',
  })
})

test('where to call back is on the sheet, the message and the PDF once this desk knows it, unless it is not wished', async () => {
  const { handlers } = start()
  const services = ask(['s1'])
  expect((await handlers['feuille.texte'](services)).texte).not.toContain('03 20 00 00 01')
  await handlers['feuille.setModele'](FeuilleModele.parse({ telephone: '0320000001' }))
  expect((await handlers['feuille.texte'](services)).texte).toContain('03 20 00 00 01')
  const { base64 } = await handlers['feuille.pdf'](services)
  expect((await readPdf(Buffer.from(base64, 'base64'))).textes.join(' ')).toContain('03 20 00 00 01')
  const without = { ...services, options: { ...services.options, contact: false } }
  expect((await handlers['feuille.texte'](without)).texte).not.toContain('03 20 00 00 01')
})

test('the head of the sheets is kept; a bad logo is refused, and the one before stays', async () => {
  const { handlers, file, told } = start()
  const modele = FeuilleModele.parse({ nom: 'Relais de Lille', pied: 'Au pied' })
  expect(await handlers['feuille.setModele'](modele)).toEqual(modele)
  expect(told).toEqual(['feuille.changed'])
  const bad = { ...modele, logo: Buffer.from('nothing of the kind').toString('base64') }
  expect(() => handlers['feuille.setModele'](bad)).toThrow(expect.objectContaining({ code: 'logo-refuse' }))
  expect(await handlers['feuille.modele'](undefined)).toEqual(modele)
  expect(readFileSync(file, 'utf8')).toContain('Relais de Lille')
})
