import { expect, test } from 'vitest'
import { guessMapping } from '#shared/listing/import/mapping.ts'
import { serviceTable } from './service-table.ts'

const line = (doc: Readonly<Record<string, string | boolean>>) => ({
  id: 'dora--1',
  doc: { nom: 'Atelier', date_maj: '2026-01-05', ...doc },
  a_actualiser: true,
  sur_le: '2026-01-06',
  disponibilite: { etat: 'places' as const, places: 3, dit_le: '2026-01-05', jusqu_au: '2026-01-20' },
})
const hidden = { courriel: 'prive@exemple.test', telephone: '0199001234', 'dora.contact_name': 'Odette Inventée' }
const cells = (contacts: boolean, isPublic: boolean) => {
  const lignes = [line({ ...hidden, 'dora.is_contact_info_public': isPublic, 'dora.modele': 'm1' })]
  const { colonnes, lignes: written } = serviceTable({ lignes, modeles: [{ id: 'm1', nom: 'Modèle' }], contacts })
  return Object.fromEntries(colonnes.map((name, index) => [name, written[0]?.[index]]))
}

test('tells what no import reads: date, freshness, availability', () => {
  expect(cells(true, true)).toMatchObject({
    'Identifiant du service': 'dora--1',
    Titre: 'Atelier',
    Statut: 'Publié',
    Modèle: 'Modèle',
    'Dernière modification': '05/01/2026',
    'Exactitude confirmée le': '06/01/2026',
    Fraîcheur: 'À actualiser',
    'Disponibilité annoncée': 'Places disponibles (3) jusqu’au 20/01/2026',
  })
  const { colonnes } = serviceTable({ lignes: [], modeles: [], contacts: true })
  expect(new Set(colonnes).size).toBe(colonnes.length)
  expect(guessMapping('service', colonnes).slice(-4)).toEqual([null, null, null, null])
  expect(guessMapping('service', colonnes).slice(0, -4)).not.toContain(null)
})

test('contacts kept for professionals go in the file of those who may write there, and of no one else', () => {
  const shown = (contacts: boolean, isPublic: boolean) => cells(contacts, isPublic)['Courriel']
  expect([shown(true, false), shown(false, true)]).toEqual(['prive@exemple.test', 'prive@exemple.test'])
  expect(Object.values(cells(false, false)).join(' ')).not.toMatch(/prive|0199|Odette/)
})
