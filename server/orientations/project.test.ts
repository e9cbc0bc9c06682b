import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COTES, ETATS, type Etat, ISSUES } from '#shared/orientation/life.ts'
import { Envoi, Orientation, QUOI, Reception } from '#shared/orientation/model.ts'
import { inventedDemande } from '../pages/demande/testing.ts'
import { anonymised } from './anonymise.ts'
import { envoiOf, receptionOf } from './project.ts'

/** What each side reads, whatever the request has been through. */

const NOW = Date.parse('2026-12-01T09:00:00Z')
const le = new Date(NOW).toISOString()

const event = fc.record({
  le: fc.constant(le),
  quoi: fc.constantFrom(...QUOI),
  cote: fc.constantFrom(...COTES),
  par: fc.constantFrom('', 'Camille Testeuse'),
  par_id: fc.constantFrom('', 'u-camille'),
  texte: fc.constantFrom('', 'Inès vient lundi.'),
})
const request = fc
  .record({
    etat: fc.constantFrom(...ETATS),
    evenements: fc.array(event, { maxLength: 6 }),
    issue: fc.option(fc.record({ quoi: fc.constantFrom(...ISSUES), le: fc.constant(le), cote: fc.constantFrom(...COTES) })),
    suivi_par: fc.option(fc.constant({ user_id: 'u-dana', nom: 'Dana Petit' })),
    reponse: fc.option(fc.constant({ le, par: 'Bao Morel', par_id: 'u-bao', message: 'Oui.', motifs: [] })),
    liens: fc.constant([{ h: 'empreinte-de-lien', expire_le: le }]),
    remplace: fc.option(fc.constant('6f1d7a52-4444-4a3e-9c55-9f0a1b2c3d4e')),
    courriers: fc.constant([{ le, a: 'prescripteur' as const, objet: 'Objet de la lettre' }]),
    pieces: fc.constant([
      { id: '6f1d7a52-5555-4a3e-9c55-9f0a1b2c3d4e', nom: 'CV d’Inès.pdf', pour: '', type: 'application/pdf', taille: 9 },
    ]),
    forgotten: fc.boolean(),
  })
  .map(({ forgotten, ...more }): Orientation => {
    const one = Orientation.parse({ ...inventedDemande(NOW), ...more })
    return forgotten ? anonymised(one, NOW) : one
  })

const happened = ({ evenements }: Orientation, what: string): boolean => evenements.some(({ quoi }) => quoi === what)
const WHOLE: readonly Etat[] = ['OUVERTE', 'VALIDÉE']

test('each side reads a request of the shape that was agreed, and nothing beside', () => {
  fc.assert(
    fc.property(request, (one) => {
      const [envoi, reception] = [envoiOf(one), receptionOf(one)]
      expect(Envoi.parse(envoi)).toEqual(envoi)
      if (reception !== null) expect(Reception.parse(reception)).toEqual(reception)
      const text = JSON.stringify([envoi, reception])
      for (const inside of ['empreinte-de-lien', 'accueil@garage', 'u-camille', 'u-bao'])
        expect([inside, text.includes(inside)]).toEqual([inside, false])
      expect([envoi.id, envoi.etat, reception?.etat ?? one.etat]).toEqual([one.id, one.etat, one.etat])
    }),
    { numRuns: 300, seed: 7 },
  )
})

test('the structure reads nothing of what it was never told, and no more than it needs once it is closed', () => {
  fc.assert(
    fc.property(request, (one) => {
      const reception = receptionOf(one)
      const isTold =
        one.etat !== 'MODÉRATION_EN_COURS' &&
        one.etat !== 'MODÉRATION_REJETÉE' &&
        (!happened(one, 'retenue') || happened(one, 'approuvee'))
      expect(reception !== null).toBe(isTold)
      if (reception === null) return
      const { personne } = one
      const told = reception.personne
      expect([told.nom, told.prenom]).toEqual([personne.nom, personne.prenom])
      expect(told.numero_france_travail).toBe(one.etat === 'VALIDÉE' ? personne.numero_france_travail : '')
      const text = JSON.stringify(reception)
      const hidden = WHOLE.includes(one.etat)
        ? []
        : ['0601020304', 'ines.ravel@', 'sœur Lou', 'embauche', 'CV d’Inès', 'attestation']
      for (const word of [...hidden, 'Objet de la lettre']) expect([word, text.includes(word)]).toEqual([word, false])
      expect(reception.evenements.some(({ quoi, cote }) => quoi === 'confiee' && cote === 'prescripteur')).toBe(false)
    }),
    { numRuns: 300, seed: 8 },
  )
})

test('the side that sent it reads neither the number, nor who follows it over there, nor what is written to the person', () => {
  fc.assert(
    fc.property(request, (one) => {
      const envoi = envoiOf(one)
      expect(envoi.personne).toEqual({ ...one.personne, numero_france_travail: '' })
      expect(JSON.stringify(envoi)).not.toContain('Dana Petit')
      for (const { quoi, texte, cote } of envoi.evenements) {
        if (quoi === 'message-beneficiaire') expect(texte).toBe('')
        if (quoi === 'confiee') expect(cote).toBe('prescripteur')
      }
    }),
    { numRuns: 300, seed: 9 },
  )
})

test('neither reads who moderates', () => {
  fc.assert(
    fc.property(request, (one) => {
      for (const { cote, par } of [...envoiOf(one).evenements, ...(receptionOf(one)?.evenements ?? [])])
        if (cote === 'moderation') expect(par).toBe('')
    }),
    { numRuns: 200, seed: 10 },
  )
})

describe('anonymised', () => {
  const full = (): Orientation =>
    Orientation.parse(
      inventedDemande(NOW, {
        etat: 'VALIDÉE',
        reponse: { le, par: 'Bao Morel', par_id: 'u-bao', message: 'Inès vient lundi.', motifs: ['autre'] },
        evenements: [{ le, quoi: 'acceptee', cote: 'structure', par: 'Bao Morel', par_id: 'u-bao', texte: 'Inès vient lundi.' }],
        liens: [{ h: 'empreinte', expire_le: le }],
        emplois: {
          emplois_sync_uid: randomUUID(),
          beneficiary_id: '6f1d7a52-1111-4a3e-9c55-9f0a1b2c3d4e',
          structure_id: '6f1d7a52-2222-4a3e-9c55-9f0a1b2c3d4e',
          structure_name: 'PLIE de l’Exemple',
          structure_siret: '80000001600010',
          prescriber_id: '6f1d7a52-3333-4a3e-9c55-9f0a1b2c3d4e',
          prescriber_email: 'paul.durand@exemple.test',
          prescriber_first_name: 'Paul',
          prescriber_last_name: 'Durand',
          prescriber_phone: '0556040506',
        },
      }),
    )
  const NAMING =
    /Inès|Ravel|060102|ines\.|01234567890|sœur|Sacha|sacha|0556010203|embauche|huit kilomètres|attestation|Bao|lundi|accueil@|empreinte|6f1d7a52-1111|6f1d7a52-3333|Durand|paul\.|0556040506/

  test('it names nobody that it was about, nor who answered', () => {
    const one = anonymised(full(), NOW)
    expect(JSON.stringify(one)).not.toMatch(NAMING)
    expect(Orientation.parse(one)).toEqual(one)
    for (const view of [envoiOf(one), receptionOf(one)]) expect(JSON.stringify(view)).not.toMatch(NAMING)
    // It can still be counted.
    expect(one).toMatchObject({ etat: 'VALIDÉE', reponse: { motifs: ['autre'] }, service: { nom: full().service.nom } })
  })

  test('whoever asks from Les Emplois goes with it, as they have no account here', () => {
    const theirs = { ...full(), source: 'EMPLOIS' as const }
    expect(JSON.stringify(anonymised(theirs, NOW))).not.toMatch(/Alix|alix\./)
    expect(anonymised(full(), NOW).prescripteur.nom).toBe('Alix Fabre')
  })
})
