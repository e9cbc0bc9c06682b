import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONTACT_PREFERENCES, type DraftContent } from './draft.ts'
import { NouvelleDemande } from './model.ts'
import { contentOf, requestOf, type Sending } from './request.ts'
import { problems, stateOf } from './rules.ts'
import { envoi, filled, serviceAsked, uuid } from './testing.ts'

const AT = '2026-03-10T09:00:00.000Z'
const sending: Sending = {
  structureId: 'p1',
  attachments: [{ id: uuid(7), nom: 'a.pdf', pour: 'Justificatif de domicile', taille: 12 }],
  contournements: [{ regle: 'documents', raison: ' Elle  les apportera. ' }],
  creeLe: AT,
}

describe('a draft becomes a request', () => {
  it('in the form that the server keeps', () => {
    const asked = requestOf(
      {
        ...filled,
        beneficiaire_nom: '  Imaginaire\nBcc: x@exemple.test ',
        beneficiaire_telephone: '+33 (0)6 12 34 56 78',
        beneficiaire_courriel: ' Zephirine@Exemple.TEST ',
        beneficiaire_numero_france_travail: '012 3456 7890',
        referent_telephone: '06.12.34.56.78',
        situation: ['Demandeurs d’emploi', 'Mot d’un autre service', 'Demandeurs d’emploi'],
        motif: ' Sur\r\ndeux lignes <script>alert(1)</script> ',
        remplace: uuid(3),
      },
      serviceAsked,
      sending,
    )
    expect(asked).toMatchObject({
      service_id: 's1',
      structure_id: 'p1',
      personne: {
        nom: 'Imaginaire Bcc: x@exemple.test',
        telephone: '0612345678',
        courriel: 'zephirine@exemple.test',
        numero_france_travail: '01234567890',
        disponibilite: '2026-03-20',
      },
      referent: { telephone: '0612345678' },
      besoin: { situation: ['Demandeurs d’emploi'], motif: 'Sur\ndeux lignes' },
      pieces: sending.attachments,
      contournements: [{ regle: 'documents', raison: 'Elle les apportera.' }],
      engagement: true,
      remplace: uuid(3),
      jeton_emplois: null,
      cree_le: AT,
    })
  })

  it('what was only to judge by stays on the desk', () => {
    const text = JSON.stringify(requestOf({ ...filled, beneficiaire_commune_nom: 'Villeneuve-Fictive' }, serviceAsked, sending))
    expect(text).not.toContain('Villeneuve-Fictive')
    expect(text).not.toContain('59350')
  })

  it.each<[string, Partial<DraftContent>]>([
    ['without the commitment', { engagement: false }],
    ['with a name too long', { beneficiaire_nom: 'x'.repeat(141) }],
    ['with a number too long', { beneficiaire_numero_france_travail: '0123456789012' }],
    ['that replaces no request', { remplace: 'celle-là' }],
  ])('not %s', (_, change) => {
    expect(requestOf({ ...filled, ...change }, serviceAsked, sending)).toBeNull()
  })

  it('a day that does not exist is no day', () => {
    expect(
      requestOf({ ...filled, beneficiaire_disponibilite: '2026-02-30' }, serviceAsked, sending)?.personne.disponibilite,
    ).toBeNull()
  })

  it('whatever is typed, it is null or what the server reads; a draft that is ready is never null', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.array(fc.nat(0xffff), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes)),
      fc.constantFrom('', ' ', '06 12 34 56 78', 'a@exemple.test', '2026-03-10'),
    )
    const typed = fc.record({
      beneficiaire_nom: text,
      beneficiaire_prenom: text,
      beneficiaire_telephone: text.map((one) => one.slice(0, 40)),
      beneficiaire_courriel: text,
      beneficiaire_numero_france_travail: text.map((one) => one.slice(0, 40)),
      beneficiaire_disponibilite: text.map((one) => one.slice(0, 40)),
      beneficiaire_autre_contact: text,
      motif: text,
      preferences_contact: fc.subarray([...CONTACT_PREFERENCES]),
      engagement: fc.boolean(),
    })
    fc.assert(
      fc.property(typed, (change) => {
        const content = { ...filled, ...change }
        const asked = requestOf(content, serviceAsked, sending)
        if (asked !== null) expect(NouvelleDemande.parse(asked)).toEqual(asked)
        const ready = stateOf(problems(content, serviceAsked, [], '2026-03-10')) === 'pret-a-envoyer'
        if (ready) expect(asked).not.toBeNull()
      }),
    )
  })
})

describe('a request becomes the draft of another', () => {
  const other = { ...serviceAsked, id: 's2', publics: ['Demandeurs d’emploi', 'Femmes'], criteres: ['Avoir le permis'] }
  const renewed = (change: Partial<Parameters<typeof contentOf>[0]> = {}) =>
    contentOf({ envoi: envoi(), service: other, brouillon: filled, today: '2026-03-10', ...change })

  it('for the same person, with what both services ask for, to be committed to anew', () => {
    expect(renewed()).toEqual({
      ...filled,
      criteres: [],
      engagement: false,
      remplace: uuid(1),
    })
  })

  it('what only the desk that sent it knew is empty elsewhere', () => {
    expect(renewed({ brouillon: null })).toMatchObject({
      beneficiaire_numero_france_travail: '',
      beneficiaire_age: '',
      beneficiaire_commune: '',
      beneficiaire_commune_nom: '',
      beneficiaire_nom: 'Imaginaire',
    })
  })

  it('a token is for one request', () => {
    expect(renewed({ brouillon: { ...filled, jeton_emplois: 'a.b.c', champs_emplois: ['beneficiaire_nom'] } })).toMatchObject({
      jeton_emplois: '',
      champs_emplois: [],
    })
  })

  it('available since a day gone by is available today', () => {
    expect(renewed({ today: '2026-04-02' }).beneficiaire_disponibilite).toBe('2026-04-02')
    expect(renewed({ envoi: envoi({ personne: { ...envoi().personne, disponibilite: null } }) }).beneficiaire_disponibilite).toBe(
      '',
    )
  })

  it('there and back, the person, the referent and the need are the same', () => {
    const word = fc.stringMatching(/^[A-Za-zÀ-ÿ][a-zà-ÿ’ -]{0,20}[a-zà-ÿ]$/).map((text) => text.replace(/\s+/g, ' '))
    const content = fc.record({
      beneficiaire_nom: word,
      beneficiaire_prenom: word,
      motif: fc.oneof(word, fc.constant('')),
      situation_autre: word,
      beneficiaire_telephone: fc.constantFrom('', '0612345678'),
      preferences_contact: fc.subarray([...CONTACT_PREFERENCES]),
      situation: fc.subarray(serviceAsked.publics),
      criteres: fc.subarray(serviceAsked.criteres),
    })
    fc.assert(
      fc.property(content, (typed) => {
        const before = { ...filled, ...typed }
        const asked = requestOf(before, serviceAsked, sending)
        if (asked === null) throw new Error('refused')
        const row = envoi({ personne: asked.personne, referent: asked.referent, besoin: asked.besoin })
        const after = contentOf({ envoi: row, service: serviceAsked, brouillon: before, today: '2026-03-10' })
        expect(after).toEqual({ ...before, engagement: false, remplace: row.id })
        const again = requestOf({ ...after, engagement: true }, serviceAsked, sending)
        expect(again).toEqual({ ...asked, remplace: row.id })
      }),
    )
  })
})
