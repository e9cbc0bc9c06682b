import { describe, expect, test } from 'vitest'
import { importRow } from '../../import/row.ts'
import { geography } from '../../import/testing.ts'
import { openService, openStructure, TODAY } from '../testing.ts'
import type { OpenService, OpenStructure } from '../record.ts'
import { toLieu } from './mediation.ts'
import { isDigital, servicesOf } from './mediation-words.ts'
import { demoPairs } from './testing/records.ts'

const CONTEXT = { geography, today: TODAY }

const STRUCTURE = openStructure('dora--lieu', {
  nom: 'Médiathèque inventée',
  siret: '12345678200010',
  commune: 'Bordeaux',
  code_postal: '33000',
  code_insee: '33063',
  adresse: '1 rue Inventée',
  complement_adresse: 'Bâtiment B',
  longitude: -0.58,
  latitude: 44.84,
  telephone: '0556000000',
  courriel: 'accueil@exemple.test',
  site_web: 'https://exemple.test/',
  description: 'Une médiathèque inventée pour les essais.',
  horaires_accueil: 'Mo-Fr 09:00-12:00,14:00-17:00',
  reseaux_porteurs: ['aidants-connect', 'france-service'],
  accessibilite_lieu: 'https://acceslibre.exemple.test/lieu',
})
const SERVICE = openService('dora--numerique', 'dora--lieu', {
  thematiques: ['numerique--maitriser-les-fondamentaux-du-numerique', 'numerique--acceder-a-des-services-en-ligne'],
  frais: 'gratuit',
  publics: ['seniors'],
  type: 'atelier',
  modes_accueil: ['en-presentiel'],
  modes_mobilisation: ['telephoner', 'utiliser-lien-mobilisation'],
  lien_mobilisation: 'https://exemple.test/rdv',
})

const back = (structure: OpenStructure, services: readonly OpenService[]) => {
  const lieu = toLieu(structure, services)
  const { records, issues } = importRow({ ...lieu }, null, CONTEXT)
  return {
    lieu,
    issues,
    structure: records.find(({ kind }) => kind === 'structure')?.record,
    service: records.find(({ kind }) => kind === 'service')?.record,
  }
}

const COMMON = [
  'nom',
  'siret',
  'commune',
  'code_postal',
  'code_insee',
  'adresse',
  'complement_adresse',
  'longitude',
  'latitude',
  'courriel',
  'site_web',
  'horaires_accueil',
  'description',
  'date_maj',
  'accessibilite_lieu',
] as const

describe('places of digital mediation', () => {
  test('are told in the words of the standard', () => {
    expect(toLieu(STRUCTURE, [SERVICE])).toMatchObject({
      id: 'dora--lieu',
      pivot: '12345678200010',
      telephone: '+33556000000',
      horaires: 'Mo-Fr 09:00-12:00,14:00-17:00',
      services: 'Maîtrise des outils numériques du quotidien|Aide aux démarches administratives',
      publics_specifiquement_adresses: 'Seniors',
      frais_a_charge: 'Gratuit',
      dispositif_programmes_nationaux: 'Aidants Connect|France Services',
      modalites_acces: 'Téléphoner|Prendre un RDV en ligne',
      modalites_accompagnement: 'Dans un atelier collectif',
      prise_rdv: 'https://exemple.test/rdv',
    })
  })

  test('come back by our own import with the same common fields', () => {
    const { structure, service } = back(STRUCTURE, [SERVICE])
    for (const field of COMMON) expect([field, structure?.[field as keyof typeof structure]]).toEqual([field, STRUCTURE[field]])
    expect(service).toMatchObject({
      type: 'atelier',
      frais: 'gratuit',
      publics: ['seniors'],
      lien_mobilisation: 'https://exemple.test/rdv',
    })
    expect(structure).toMatchObject({ reseaux_porteurs: expect.arrayContaining(['aidants-connect', 'france-service']) })
  })

  test('none is lost of the demonstration, nor any digital need', () => {
    const there = demoPairs(1_500).flatMap(({ structure, service }) => {
      // Every field that the standard requires.
      const whole = { ...structure, siret: structure.siret ?? '12345678200010', adresse: structure.adresse ?? '1 rue Inventée' }
      return toLieu(whole, [service]) === null ? [] : [{ structure: whole, service }]
    })
    expect(there.length).toBeGreaterThan(10)
    for (const one of there) {
      const { structure, service, issues } = back(one.structure, [one.service])
      expect(issues.filter(({ gravite }) => gravite === 'refus')).toEqual([])
      expect(structure?.description?.startsWith(one.structure.description ?? '')).not.toBe(false)
      for (const field of ['nom', 'siret', 'commune', 'code_postal'] as const)
        expect([field, structure?.[field as keyof typeof structure] ?? null]).toEqual([field, one.structure[field]])
      const needs = (service as { thematiques?: readonly string[] } | undefined)?.thematiques ?? []
      for (const need of (one.service.thematiques ?? []).filter(isDigital)) expect(needs).toContain(need)
    }
  })

  test('a structure with nothing digital, or without what the standard requires, is none', () => {
    expect(
      toLieu(STRUCTURE, [openService('dora--v', 'dora--lieu', { thematiques: ['mobilite--acceder-a-un-vehicule'] })]),
    ).toBeNull()
    expect(toLieu({ ...STRUCTURE, siret: null }, [SERVICE])).toBeNull()
    expect(toLieu({ ...STRUCTURE, adresse: null }, [SERVICE])).toBeNull()
  })

  test('hours that are no OSM are told in the presentation', () => {
    const lieu = toLieu({ ...STRUCTURE, horaires_accueil: 'le matin, sur rendez-vous' }, [SERVICE])
    expect(lieu).not.toHaveProperty('horaires')
    expect(lieu?.presentation_detail).toContain('le matin, sur rendez-vous')
  })

  test('a need beside a digital one is told by its digital word', () => {
    expect(servicesOf(['remobilisation--activites-sportives-et-culturelles'])).toEqual([])
    expect(servicesOf(['numerique--acquerir-un-equipement', 'remobilisation--activites-sportives-et-culturelles'])).toEqual([
      'Acquisition de matériel informatique à prix solidaire',
      'Loisirs et créations numériques',
    ])
  })
})
