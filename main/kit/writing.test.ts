import { expect, test } from 'vitest'
import type { Lettre } from '#shared/contract/kit.ts'
import { ETAPES_KIT, suiviOf } from '#shared/kit/checklist.ts'
import { readPdf } from '../pdf/testing/read.ts'
import { documentInThread } from './writing.ts'

const NOW = Date.parse('2026-11-27T10:00:00Z')

test('documents are written in a thread of their own', async () => {
  const none = { etat_dit: false, kit_fait: false, structures: 0, structures_validees: 0, structures_administrees: 0 }
  const constats = { ...none, services_publies: 0, demandes: 0, doublons_ouverts: 0 }
  const suivi = suiviOf('59', { depart: null, faites: {} }, constats, '2026-11-27')
  const list = await readPdf(await documentInThread((thread) => thread.checklist({ suivi, now: NOW })))
  expect(list.titre).toContain('Nord (59)')
  expect(list.textes.join('')).toContain(`0 étape faite sur ${ETAPES_KIT.length}`)

  const lettre: Lettre = {
    departements: ['59'],
    etats: ['sans-utilisateur'],
    signataire: { nom: 'Cellule', fonction: '', courriel: 'cellule@exemple.test', telephone: '' },
    organisme: 'Organisme inventé',
    message: '',
    date: '2026-11-27',
  }
  const to = {
    id: 'a',
    nom: 'Structure inventée',
    etat: 'sans-utilisateur' as const,
    adresse: ['59000 Lille'],
    departement: '59',
    siret: null,
    telephone: null,
    courriel: null,
    services: [],
    page: 'https://dora.exemple.test/structures/a',
    date_maj: '2026-01-02',
  }
  const found = { destinataires: [to, { ...to, id: 'b' }], rejoindre: 'https://dora.exemple.test/ouvrir?vers=rejoindre' }
  const letters = await readPdf(await documentInThread((thread) => thread.letters({ lettre, found, now: NOW })))
  expect(letters.pages).toBe(2)
  expect(letters.textes[1]).toContain('Structure inventée')
})
