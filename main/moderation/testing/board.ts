import type { BoardLine, BoardPeople } from '#shared/moderation/board.ts'

/** Invented structures of a board. */

export const boardLine = (id: string, over: Partial<BoardLine> = {}): BoardLine => ({
  id,
  nom: `Structure ${id}`,
  siret: '10000000000008',
  source: 'dora',
  typologie: 'ASSO',
  departement: '59',
  commune: 'Lille',
  code_postal: '59000',
  point: [3.06, 50.63],
  telephone: '+33320000000',
  courriel: `${id}@exemple.test`,
  resume: 'Accompagne vers l’emploi.',
  etat: 'en-ordre',
  moderation: 'VALIDATED',
  labels: [],
  thematiques: ['mobilite--preparer-un-permis'],
  publies: 2,
  brouillons: 1,
  actifs: 3,
  a_actualiser: 1,
  membres: 2,
  administrateurs: 1,
  date_maj: '2026-01-05',
  vues: 12,
  vu: { fiche: 1, dossier: 0 },
  ...over,
})

export const boardPeople = (id: string, over: Partial<BoardPeople> = {}): BoardPeople => ({
  id,
  administrateurs: [`odette@${id}.exemple.test`],
  editeurs: [],
  administrateurs_a_relancer: [],
  administrateurs_a_moderer: [],
  invites: 0,
  demandes: 0,
  invitation_envoyee: false,
  ...over,
})
