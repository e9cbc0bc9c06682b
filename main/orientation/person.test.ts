import { describe, expect, it } from 'vitest'
import { PersonHeld } from '#shared/contract/orientation.ts'
import { Profil } from '#shared/person/profile.ts'
import { filled, serviceAsked } from '#shared/orientation/testing.ts'
import { heldInDraft, heldInFolder, heldInKept, heldInReceived, heldInSent, heldInShutFolders } from './person.ts'
import { received, seen, sent, uuid } from './testing/requests.ts'

const piece = { id: uuid(50), nom: 'devis.pdf', pour: '', type: 'application/pdf', taille: 10 }
const file = { id: uuid(51), nom: 'justificatif.pdf', taille: 10, type: 'application/pdf', pour: '', ajoute_le: '2026-03-01' }

const draft = {
  id: 'd1',
  serviceId: 's1',
  serviceNom: 'Atelier mobilité',
  structureNom: 'Maison des départs',
  personne: 'Zéphirine Imaginaire',
  cree_le: '2026-03-01T08:00:00.000Z',
  modifie_le: '2026-03-01T09:00:00.000Z',
  version: 2,
  etat: 'pret-a-envoyer' as const,
  problemes: [],
  content: filled,
  service: serviceAsked,
  attachments: [file],
}

describe('what is kept on a person', () => {
  it('in a draft: everything of them that is typed, on this desk only', () => {
    expect(heldInDraft(draft)).toMatchObject({
      ou: 'brouillon',
      id: 'd1',
      champs: [
        'Nom',
        'Prénom',
        'Numéro France Travail',
        'Disponibilité',
        'Moyens de contact préférés',
        'Téléphone',
        'E-mail',
        'Âge',
        'Commune',
        'Situation',
        'Critères remplis',
        'Motif',
      ],
      pieces: ['justificatif.pdf'],
      lu_par: ['Les personnes qui ouvrent cette session sur ce poste'],
      courriers: [],
      jusqu_a: ['Brouillon\u202f: jusqu’à ce qu’il soit supprimé ou envoyé'],
    })
    // No other field of a draft says anything of the person.
    const empty = heldInDraft({
      ...draft,
      attachments: [],
      content: { ...filled, beneficiaire_nom: '', beneficiaire_age: ' ', preferences_contact: [], situation: [] },
    })
    expect(empty.champs).not.toContain('Nom')
    expect(empty.champs).not.toContain('Âge')
    expect(empty.champs).not.toContain('Situation')
  })

  it('in the draft that a request was made of, with a term', () => {
    const kept = heldInKept({ draftId: 'd1', service: serviceAsked, content: filled, attachments: [file] }, sent())
    expect(kept).toMatchObject({ ou: 'brouillon', id: 'd1', service: 'Atelier mobilité', pieces: ['justificatif.pdf'] })
    expect(kept.jusqu_a).toEqual([expect.stringContaining('60 jours au plus')])
  })

  it('in a request sent: who reads it, who was written to, and until when', () => {
    const courriers = [{ le: '2026-03-02T09:00:01.000Z', a: 'beneficiaire' as const, objet: 'Votre demande est envoyée' }]
    const held = heldInSent(seen(sent({ pieces: [piece], courriers })))
    expect(held).toMatchObject({
      champs: [
        'Nom',
        'Prénom',
        'Disponibilité',
        'Moyens de contact préférés',
        'Téléphone',
        'E-mail',
        'Situation',
        'Critères remplis',
        'Motif',
      ],
      pieces: ['devis.pdf'],
      lu_par: [
        'Les membres de Mission locale de Valbourg',
        'Les membres de Maison des départs, et qui détient le lien reçu par courriel',
      ],
      courriers: ['À la personne, le 02/03/2026\u202f: Votre demande est envoyée'],
      jusqu_a: [
        'Pièces jointes\u202f: jusqu’à la réponse de la structure, 6 mois de plus si elle accepte',
        'Données de la personne\u202f: gardées jusqu’au 01/03/2028',
      ],
    })
  })

  it('held by moderation, the structure asked reads nothing of it; refused, a name only', () => {
    expect(heldInSent(seen(sent({ etat: 'MODÉRATION_EN_COURS' }))).lu_par).toEqual(['Les membres de Mission locale de Valbourg'])
    const refused = heldInSent(
      seen(sent({ etat: 'REFUSÉE', traitee_le: '2026-03-05T00:00:00.000Z', pieces_supprimees_le: '2026-03-05T00:00:00.000Z' })),
    )
    expect(refused.lu_par[1]).toContain('le nom seulement')
    expect(refused.jusqu_a).toContain('Pièces jointes\u202f: supprimées le 05/03/2026')
  })

  it('withdrawn before moderation let it through, the structure asked never read anything of it', () => {
    const event = (quoi: 'retenue' | 'approuvee' | 'annulee') => ({
      le: '2026-03-05T00:00:00.000Z',
      quoi,
      cote: 'moderation' as const,
      par: '',
      texte: '',
    })
    const withdrawn = (...story: Parameters<typeof event>[0][]) =>
      heldInSent(seen(sent({ etat: 'ANNULÉE', evenements: story.map(event) }))).lu_par
    expect(withdrawn('retenue', 'annulee')).toEqual(['Les membres de Mission locale de Valbourg'])
    expect(withdrawn('retenue', 'approuvee', 'annulee')).toHaveLength(2)
    expect(withdrawn('annulee')).toHaveLength(2)
  })

  it('not taken by the server yet, or refused by it: nobody reads it but here', () => {
    for (const envoi of ['attente', 'pieces', 'refuse'] as const) {
      const held = heldInSent(seen(sent({ pieces: [piece] }), { ici: true, envoi }))
      expect(held).toMatchObject({ pieces: ['devis.pdf'], lu_par: ['Les personnes qui ouvrent cette session sur ce poste'] })
      expect(held.jusqu_a).toEqual([expect.stringContaining('pas encore transmise')])
    }
  })

  it('in a request received: both sides read it', () => {
    const held = heldInReceived(
      received({
        etat: 'VALIDÉE',
        traitee_le: '2026-03-05T00:00:00.000Z',
        pieces: [piece],
        evenements: [{ le: '2026-03-05T00:00:00.000Z', quoi: 'acceptee', cote: 'structure', par: '', texte: 'Bienvenue.' }],
      }),
    )
    expect(held.champs).toContain('Messages échangés')
    expect(held.lu_par).toEqual([
      'Les membres de Maison des départs, et qui détient le lien reçu par courriel',
      'Les membres de Relais de Bellerive',
    ])
    expect(held.jusqu_a[0]).toBe('Pièces jointes\u202f: jusqu’au 05/09/2026')
    expect(PersonHeld.shape.lignes.element.parse(held)).toEqual(held)
  })
})

describe('a folder', () => {
  const folder = {
    id: 'f1',
    personne: 'Capucine Inventée',
    lieu: '',
    cree_le: '2026-11-01T09:00:00.000Z',
    modifie_le: '2026-11-02T09:00:00.000Z',
    expire_le: '2027-02-26T09:00:00.000Z',
    plans: 2,
    brouillons: 0,
    lisible: true,
    version: 3,
    profil: Profil.parse({ prenom: 'Capucine', nom: 'Inventée', publics: { femmes: 'oui' }, note: 'Vient le mardi.' }),
  }

  it('says which facts it holds, never the facts, and when it goes', () => {
    const held = heldInFolder(folder)
    expect(PersonHeld.shape.lignes.element.parse(held)).toEqual(held)
    expect(held.champs).toEqual(['Nom', 'Prénom', 'Situation', 'Note', '2 plans'])
    expect(held.jusqu_a[0]).toContain('26/02/2027')
    expect(JSON.stringify(held)).not.toContain('mardi')
  })

  it('shut, is said to be there, and nothing else', () => {
    const held = heldInShutFolders('2026-11-28T09:00:00.000Z')
    expect(PersonHeld.shape.lignes.element.parse(held)).toEqual(held)
  })
})
