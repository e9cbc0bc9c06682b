import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Lettre } from '#shared/contract/kit.ts'
import { ETAPES_KIT, suiviOf } from '#shared/kit/checklist.ts'
import type { Correspondant, Logo } from '#shared/kit/kit.ts'
import type { Destinataire, Territoire } from '#shared/kit/territory.ts'
import { deliveredGeo } from '../geo/testing.ts'
import { readPdf } from '../pdf/testing/read.ts'
import { checklistPdf } from './checklist-pdf.ts'
import { lettersPdf, lettersTable } from './letters.ts'
import { panelsOf } from './map.ts'
import { outlinesOf } from './outlines.ts'
import { NO_COMPLEMENTS, type PresentationFacts, presentationPdf } from './presentation.ts'

const NOW = Date.parse('2026-11-27T10:00:00Z')
const flat = (text: string): string => text.replace(/\s+/g, ' ')

/** To look at them: the folder that DORA_PDF_FOLDER names. */
const keep = (name: string, bytes: Buffer): Buffer => {
  const folder = process.env['DORA_PDF_FOLDER']
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  return bytes
}

const CORRESPONDANT: Correspondant = {
  nom: 'Cellule inclusion du Nord',
  fonction: 'Conseil départemental',
  courriel: 'cellule.inclusion@exemple.test',
  telephone: '0320000000',
}
/** One pixel, in base64. */
const LOGO: Logo = {
  type: 'image/png',
  base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  alt: 'Le logo inventé',
}

const TERRITOIRE: Territoire = {
  departements: ['59'],
  au: '2026-11-27',
  structures: 1234,
  par_etat: {
    'sans-utilisateur': 700,
    'invitation-expiree': 20,
    'a-valider': 4,
    'a-actualiser': 210,
    'en-ordre': 300,
    obsolete: 12,
  },
  services: 3456,
  a_actualiser: 890,
  par_age: { 'moins-de-6-mois': 1800, 'de-6-a-12-mois': 900, 'plus-d-un-an': 700, inconnue: 56 },
  thematiques: [
    { valeur: 'mobilite', services: 812 },
    { valeur: 'numerique', services: 640 },
    { valeur: 'famille', services: 12 },
  ],
  sources: [
    { source: 'dora', services: 2000 },
    { source: 'soliguide', services: 1456 },
  ],
  membres: 456,
  demandes: 789,
  demandes_90_jours: 120,
  deploiement: [{ departement: '59', etat: 3, depuis: '2026-11-01' }],
  points: Array.from({ length: 300 }, (_, n): [number, number] => [2.3 + ((n * 37) % 180) / 100, 50 + ((n * 53) % 100) / 100]),
}

const facts = async (more: Partial<PresentationFacts> = {}): Promise<PresentationFacts> => {
  const geo = deliveredGeo()
  const codes = more.territoire?.departements ?? TERRITOIRE.departements
  return {
    territoire: TERRITOIRE,
    nom: 'Nord',
    logo: LOGO,
    bienvenue: 'Bienvenue dans le Nord.\nCe que chacun tient à jour sert à tous.',
    correspondant: CORRESPONDANT,
    adresse: 'https://dora.exemple.test',
    outlines: await outlinesOf(async (layer) => geo.handlers['geo.layer']({ layer }), codes),
    credits: ['Contours\u202f: Natural Earth'],
    complements: NO_COMPLEMENTS,
    ...more,
  }
}

test('the presentation says the figures, the map in words, what is missing and whom to call', { timeout: 60_000 }, async () => {
  const read = await readPdf(keep('presentation.pdf', await presentationPdf(await facts(), NOW)))
  expect(read).toMatchObject({ pages: 8, titre: 'DORA, Nord\u202f: présentation du territoire', langue: 'fr-FR', balise: true })
  expect(read.alts[0]).toBe('Le logo inventé')
  expect(read.alts[1]).toMatch(/^Carte\u202f: Nord\. 300 structures placées/)
  expect(read.roles.filter((role) => role === 'H1')).toHaveLength(1)
  expect(read.roles.filter((role) => role === 'H2')).toHaveLength(7)
  const pages = read.textes.map(flat)
  expect(pages[0]).toContain('Bienvenue dans le Nord.')
  for (const part of ['1 234', '3 456', '456', '720', '890', '789', '120', 'Déploiement en cours'])
    expect(pages[1]).toContain(part)
  expect(pages[2]).toContain('Sans utilisateur')
  expect(pages[3]).toMatch(/Mobilité 812 \(23 %\)/)
  expect(pages[4]).toContain('Moins de six mois')
  expect(pages[5]).toContain('Lille')
  expect(pages[6]).toContain('Thématiques sans aucun service publié')
  expect(pages[6]).not.toContain('Besoins mal servis')
  expect(pages[7]).toContain('cellule.inclusion@exemple.test')
  expect(pages[7]).toContain('0320000000')
  expect(read.liens).toEqual(['https://dora.exemple.test/ouvrir?vers=rejoindre'])
})

test('what others know of use and of gaps is told when they know it', { timeout: 60_000 }, async () => {
  const complements = {
    usage: { periode: '30 derniers jours', lignes: [['Recherches', '1 204']] as const },
    manques: [{ besoin: 'Garde d’enfants', lieu: 'Avesnes', raison: 'Aucun service' }],
  }
  const { textes } = await readPdf(await presentationPdf(await facts({ complements, logo: null, correspondant: null }), NOW))
  expect(flat(textes[1] ?? '')).toContain('Recherches 1 204')
  expect(flat(textes[6] ?? '')).toContain('Garde d’enfants Avesnes Aucun service')
})

test('so few people that they could be recognised are not counted before a room', { timeout: 60_000 }, async () => {
  const few = { ...TERRITOIRE, membres: 4, demandes: 3, demandes_90_jours: 0 }
  const { textes } = await readPdf(await presentationPdf(await facts({ territoire: few }), NOW))
  const page = flat(textes[1] ?? '')
  expect(page).toMatch(/< 5 ?professionnels/)
  expect(page).toMatch(/< 5 ?demandes reçues/)
})

test('a territory without anything, or far from the mainland, is presented too', { timeout: 60_000 }, async () => {
  const empty: Territoire = {
    ...TERRITOIRE,
    departements: ['59', '974', '976'],
    structures: 0,
    services: 0,
    par_etat: {},
    par_age: {},
    thematiques: [],
    sources: [],
    points: [],
    deploiement: [],
  }
  const nothing = { departements: [], villes: [] }
  const bare = await readPdf(
    await presentationPdf(await facts({ territoire: empty, outlines: nothing, nom: '3 départements' }), NOW),
  )
  expect(flat(bare.textes.join(' '))).toContain('Les contours ne sont pas installés sur ce poste.')
  const drawn = await readPdf(keep('outre-mer.pdf', await presentationPdf(await facts({ territoire: empty }), NOW)))
  expect(flat(drawn.textes.join(' '))).toContain('La Réunion (974)')
  expect(panelsOf(['59', '62', '974'])).toEqual([
    { titre: '', codes: ['59', '62'] },
    { titre: 'La Réunion (974)', codes: ['974'] },
  ])
})

const LETTRE: Lettre = {
  departements: ['59'],
  etats: ['sans-utilisateur'],
  signataire: { nom: 'Sacha Inventée', fonction: 'Chargée de mission', courriel: 'sacha.inventee@exemple.test', telephone: '' },
  organisme: 'Cellule inclusion du Nord',
  message: 'Une réunion aura lieu le 12 décembre.',
  date: '2026-11-27',
}
const destinataire = (more: Partial<Destinataire> = {}): Destinataire => ({
  id: 'a',
  nom: 'Garage solidaire inventé',
  etat: 'sans-utilisateur',
  adresse: ['1 rue Inventée', '59000 Lille'],
  departement: '59',
  siret: '12345678901234',
  telephone: null,
  courriel: null,
  services: ['Réparer son véhicule', 'Louer un véhicule'],
  page: 'https://dora.exemple.test/s/123456789012',
  date_maj: '2026-03-01',
  ...more,
})
const REJOINDRE = 'https://dora.exemple.test/ouvrir?vers=rejoindre'

test('a letter a page, each for its structure, with what DORA says of it and how to join', { timeout: 60_000 }, async () => {
  const all = [destinataire(), destinataire({ id: 'b', nom: 'Épicerie inventée', services: [], siret: null })]
  const read = await readPdf(keep('lettres.pdf', await lettersPdf(LETTRE, { destinataires: all, rejoindre: REJOINDRE }, NOW)))
  expect(read.pages).toBe(2)
  const [first = '', second = ''] = read.textes.map(flat)
  for (const part of [
    'Garage solidaire inventé',
    '59000 Lille',
    'Réparer son véhicule',
    '12345678901234',
    'Sacha Inventée',
    'le 12 décembre',
  ])
    expect(first).toContain(part)
  expect(second).toContain('Épicerie inventée')
  expect(second).toContain('Aucun service publié.')
  expect(second).not.toContain('Garage solidaire')
  expect(read.liens).toContain(REJOINDRE)
  // A page that only this machine opens is no use to anyone else.
  const local = await readPdf(
    await lettersPdf(LETTRE, { destinataires: [destinataire({ page: 'http://127.0.0.1:1/s/1' })], rejoindre: REJOINDRE }, NOW),
  )
  expect(local.textes[0]).not.toContain('127.0.0.1:1/s')
})

test('however long names and texts are, each letter is of one structure and fits its page', { timeout: 120_000 }, async () => {
  const text = (max: number) =>
    fc.string({ unit: fc.constantFrom(...'abc défœ’ '), minLength: 1, maxLength: max }).map((one) => `x${one}`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(text(150), { minLength: 1, maxLength: 4 }),
      fc.array(text(100), { maxLength: 9 }),
      text(700),
      async (names, services, message) => {
        const all = names.map((nom, id) => destinataire({ id: String(id), nom, services }))
        const read = await readPdf(await lettersPdf({ ...LETTRE, message }, { destinataires: all, rejoindre: REJOINDRE }, NOW))
        expect(read.pages).toBe(names.length)
      },
    ),
    { numRuns: 12 },
  )
})

test('the table of a mailing has a line for each', () => {
  const { colonnes, lignes } = lettersTable(LETTRE, { destinataires: [destinataire()], rejoindre: REJOINDRE })
  expect(lignes).toHaveLength(1)
  expect(lignes[0]).toHaveLength(colonnes.length)
  expect(lignes[0]).toContain('1 rue Inventée, 59000 Lille')
})

test('the first thirty days on paper', { timeout: 60_000 }, async () => {
  const constats = {
    etat_dit: true,
    kit_fait: true,
    structures: 20,
    structures_validees: 4,
    structures_administrees: 3,
    services_publies: 0,
    demandes: 0,
    doublons_ouverts: 2,
  }
  const par = { le: '2026-11-20T10:00:00Z', par: 'u', nom: 'Sacha Inventée' }
  const suivi = suiviOf('59', { depart: '2026-11-10', faites: { correspondant: par } }, constats, '2026-11-27')
  const read = await readPdf(keep('trente-jours.pdf', await checklistPdf(suivi, NOW)))
  const text = flat(read.textes.join(' '))
  expect(text).toContain('4 étapes faites sur 13')
  expect(text).toContain('Faite, par Sacha Inventée le 20/11/2026')
  expect(text).toContain('À faire (4 sur 10)')
  expect(text).toContain('En retard')
  for (const { titre } of ETAPES_KIT) expect(text).toContain(flat(titre))
})
