import { expect, test } from 'vitest'
import { Forbidden } from '#server/accounts/refusal.ts'
import { setEtat } from '#server/deployment/acts.ts'
import { openPanel } from '#server/moderation/testing/bench.ts'
import { publishable } from '#server/sync/testing.ts'
import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import type { Suivi } from '#shared/kit/checklist.ts'
import { createReference } from '../moderation/reference.ts'
import { makeKit } from './kits.ts'
import { destinatairesFor, territoireFor } from './reads.ts'
import { createKitSigner } from './signer.ts'
import { followSuivi, suiviFor } from './suivi.ts'

const signer = createKitSigner(new Uint8Array(32).fill(7))

const scene = async () => {
  const bench = await openPanel()
  const reference = createReference(bench.parts)
  const parts = { ...bench.parts, reference, signer, publicUrl: () => 'https://dora.exemple.test' }
  const gironde = await bench.people.person({ prenom: 'Sacha', nom: 'Inventée', gestionnaire: true, departements: ['33'] })
  return { ...bench, parts, gironde, team: await bench.people.person({ role: 'administrateur' }) }
}

const step = ({ etapes }: Suivi, id: string) => etapes.find(({ etape }) => etape === id)
const done = (suivi: Suivi): string[] => suivi.etapes.filter(({ faite }) => faite).map(({ etape }) => etape)

test('what can be seen ticks itself, the rest says who did it and when', async () => {
  const { parts, people, gironde, team, services, pass } = await scene()
  expect(done(await suiviFor(parts, gironde, '33'))).toEqual([])
  const structure = await people.structure({ dora: { moderation_status: 'VALIDATED' } })
  await people.belongs(await people.person(), structure, 'membre', true)
  await services(publishable('v-1', structure.id))
  await setEtat(parts, team, '33', 2)
  await makeKit(parts, gironde, {
    id: null,
    nom: 'Gironde',
    departements: ['33'],
    bienvenue: '',
    correspondant: { nom: 'Cellule', fonction: '', courriel: '', telephone: '0556000000' },
    logo: null,
  })
  await followSuivi(parts, gironde, '33', { geste: 'commencer', depart: '2026-11-20' })
  const told = await followSuivi(parts, gironde, '33', { geste: 'cocher', etape: 'correspondant', fait: true })
  expect(done(told)).toEqual(['correspondant', 'etat-dit', 'kit-fait', 'premier-administrateur', 'premier-service', 'doublons'])
  expect(step(told, 'correspondant')?.par).toEqual({ nom: 'Sacha Inventée', le: '2026-12-01T09:00:00.000Z' })
  expect(step(told, 'dix-structures')).toMatchObject({ pour_le: '2026-12-11', compte: { vu: 1, seuil: 10 }, en_retard: false })
  expect(step(told, 'presentation')).toMatchObject({ pour_le: '2026-11-25', en_retard: true })
  // Another who moderates there sees the same; ticked again, it stays the first one's.
  pass(60_000)
  const again = await followSuivi(parts, team, '33', { geste: 'cocher', etape: 'correspondant', fait: true })
  expect(step(again, 'correspondant')?.par?.nom).toBe('Sacha Inventée')
  const undone = await followSuivi(parts, team, '33', { geste: 'cocher', etape: 'correspondant', fait: false })
  expect(step(undone, 'correspondant')?.par).toBe(null)
})

test('nobody ticks what the facts tell, nor follows another département', async () => {
  const { parts, gironde } = await scene()
  await expect(followSuivi(parts, gironde, '33', { geste: 'cocher', etape: 'etat-dit', fait: true })).rejects.toThrow(
    'kit-inconnu',
  )
  await expect(suiviFor(parts, gironde, '59')).rejects.toThrow(Forbidden)
  await expect(followSuivi(parts, gironde, '59', { geste: 'commencer', depart: '2026-12-01' })).rejects.toThrow(Forbidden)
})

test('a service of unknown date is of no age', async () => {
  const { parts, people, gironde, services } = await scene()
  const structure = await people.structure()
  await services(
    publishable('v-1', structure.id, { date_maj: UNKNOWN_DATE }),
    publishable('v-2', structure.id, { date_maj: '2024-05-01' }),
  )
  expect((await territoireFor(parts, gironde, ['33'])).par_age).toEqual({ inconnue: 1, 'plus-d-un-an': 1 })
})

test('figures of a territory count what is there, and letters go to structures that nobody keeps', async () => {
  const { parts, people, gironde, services } = await scene()
  const kept = await people.structure({ nom: 'Tenue', longitude: -0.58, latitude: 44.84 })
  await people.belongs(await people.person(), kept, 'membre', true)
  const orphan = await people.structure({ nom: 'Orpheline', adresse: '1 rue Inventée', telephone: '0556000000' })
  await people.structure({ nom: 'Ailleurs', code_insee: '59350', code_postal: '59000' })
  await people.structure({ nom: 'Close', dora: { is_obsolete: true } })
  await services(
    publishable('v-1', kept.id, { date_maj: '2026-11-01', thematiques: ['numerique--acceder-a-du-materiel', 'numerique--x'] }),
    publishable('v-2', orphan.id, { date_maj: '2025-01-01', thematiques: ['famille--garde-denfants'] }),
  )
  const told = await territoireFor(parts, gironde, ['33'])
  expect(told).toMatchObject({
    structures: 2,
    services: 2,
    a_actualiser: 1,
    par_age: { 'moins-de-6-mois': 1, 'plus-d-un-an': 1 },
    thematiques: [
      { valeur: 'famille', services: 1 },
      { valeur: 'numerique', services: 1 },
    ],
    par_etat: { obsolete: 1, 'sans-utilisateur': 1 },
    membres: 1,
    points: [[-0.58, 44.84]],
  })
  const { destinataires, rejoindre } = await destinatairesFor(parts, gironde, {
    departements: ['33'],
    etats: ['sans-utilisateur'],
  })
  expect(destinataires).toMatchObject([{ nom: 'Orpheline', departement: '33', etat: 'sans-utilisateur' }])
  expect(destinataires[0]?.adresse[0]).toBe('1 rue Inventée')
  expect(destinataires[0]?.page).toMatch(/^https:\/\/dora\.exemple\.test\//)
  expect(rejoindre).toContain('vers=rejoindre')
  await expect(territoireFor(parts, gironde, ['33', '59'])).rejects.toThrow(Forbidden)
  await expect(destinatairesFor(parts, gironde, { departements: ['59'], etats: ['sans-utilisateur'] })).rejects.toThrow(Forbidden)
})
