import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { CGU_VERSION } from '#shared/accounts/compte.ts'
import { inventedSiret, invented } from '../accounts/testing/people.ts'
import { attachPieces } from '../orientations/pieces-rows.ts'
import { announcePiece, keepWhole } from '../orientations/pieces-upload.ts'
import { putOrientation } from '../orientations/rows.ts'
import { claimsOf, EMPLOIS_KEY, EMPLOIS_TOKEN, signed } from '../orientations/testing/emplois.ts'
import { inventedDemande } from '../pages/demande/testing.ts'
import { createSirene } from '../sirene/client.ts'
import { SIRETS } from '../sirene/testing/invented.ts'
import { type SireneStandIn, startSireneStandIn } from '../sirene/testing/stand-in.ts'
import { mutation, PASSWORD, pullBody, startTestServer, type Server } from './testing/harness.ts'
import {
  type Asked,
  type Row,
  at,
  equipe,
  everyone,
  insiders,
  keepers,
  moderators,
  type Role,
  ROLES,
  type Scene,
  sceneOf,
  signedIn,
} from './testing/matrix.ts'

/**
 * Who may do what, over every route: dora-backend.md §5 with its QUIRKs mended. A route that is not in the table fails the test,
 * and so does a cell that is not written.
 */

vi.setConfig({ testTimeout: 60_000 })

let server: Server
let register: SireneStandIn
let people: ReturnType<typeof invented>

beforeAll(async () => {
  register = await startSireneStandIn()
  // What is limited is tried elsewhere; here everyone asks everything.
  const limits = { perAddress: 1_000_000, apiPerAddress: 1_000_000, perClient: 1_000_000, streamsPerAddress: 100 }
  server = await startTestServer({
    sirene: createSirene({ base: register.url }),
    limits,
    emplois: { key: EMPLOIS_KEY, token: EMPLOIS_TOKEN },
  })
  people = invented(server.account)
})
afterAll(async () => {
  await server.stop()
  await register.close()
})

const sceneFor = (role: Role): Promise<Scene> => sceneOf(server, people, role)

const members = ({ structure }: Scene): string => `/account/v1/structures/${encodeURIComponent(structure.id)}/members`
const of =
  (who: 'admin' | 'member' | 'asking' | 'invited', act = ''): Asked['path'] =>
  (scene) =>
    `${members(scene)}/${scene[who].id}${act}`
/** Who moderates the Gironde, and the team. */
const GIRONDE: Row = [401, 403, 403, 403, 403, 403, 200, 403, 200]
const account = async (): Promise<string> => `/account/v1/accounts/${(await people.person()).id}`

const BRANCH = {
  nom: 'Antenne inventée',
  siret: null,
  adresse: '1 rue Inventée',
  complement_adresse: null,
  code_postal: '33000',
  commune: 'Bordeaux',
  code_insee: '33063',
  latitude: null,
  longitude: null,
}

/** Its source is its own: no two connectors have one in common. */
const connecteur = () => ({
  nom: 'Partenaire inventé',
  origine: { genre: 'api', adresse: 'https://partenaire.exemple.test', departement: null, thematiques: [] },
  sources: [`s${randomUUID()}`],
  rythme: { periode: 'manuel' },
  actif: false,
  seuil: 0,
  perte_max: 0.2,
  cle: null,
})

const ATTEMPT = new URLSearchParams({
  defi: 'd'.repeat(43),
  retour: 'http://127.0.0.1:4000/retour',
  etat: 'e'.repeat(20),
}).toString()

const announced = () => ({ id: randomUUID(), nom: 'Curriculum.pdf', taille: 500 })
const piecesOf = () => ({ ...server.account, blobs: server.blobs })
/** A file of a request between the structure of the scene, on that side, and another; of nobody in the scene. */
const fileOf =
  (sens: 'envoi' | 'reception'): Asked['path'] =>
  async ({ structure }) => {
    const [elsewhere, author] = [await people.structure({ code_insee: '75056', code_postal: '75001' }), await people.person()]
    const [sender, receiver] = sens === 'envoi' ? [structure, elsewhere] : [elsewhere, structure]
    const kept = await keepWhole(piecesOf(), author.id, [{ nom: 'Curriculum.pdf', bytes: Buffer.from('%PDF-1.7 x') }])
    const { service, prescripteur, ...rest } = inventedDemande(server.account.now())
    await server.store.write(async (writer) => {
      const pieces = await attachPieces(writer, server.account.seal, { userId: author.id, orientationId: rest.id, pieces: kept })
      await putOrientation(writer, server.account.seal, {
        ...rest,
        pieces: pieces ?? [],
        service: { ...service, structure_id: receiver.id },
        prescripteur: { ...prescripteur, user_id: author.id, structure_id: sender.id },
      })
    })
    return `/orientations/v1/${sens}/${rest.id}/pieces/${kept[0]?.id}`
  }

const EMPLOIS_ROUTES = [
  'GET /api/emplois/reference-data/',
  'GET /api/emplois/services/',
  'GET /api/emplois/services/:id/',
  'GET /api/emplois/disabled-dora-form-di-structures/',
  'POST /api/emplois/orientations/',
  'GET /api/emplois/orientations/status/',
  'POST /api/emplois/mobilisation-event/',
]
const emploisRow = (route: string): Asked => ({
  path: at(route.slice(route.indexOf('/'))),
  ...(route.startsWith('POST') ? { body: () => ({}) } : {}),
  statuses: everyone(401),
})

/** A session of a desk is no key of the API (server/api/gate.test.ts). */
const apiRow = (route: string, path: string, status: number): Readonly<Record<string, Asked>> => ({
  [`GET ${route}`]: { path: at(path), statuses: [status, 401, 401, 401, 401, 401, 401, 401, 401] },
})
const API_DOCS = ['frais', 'modes-accueil', 'modes-mobilisation', 'personnes-mobilisatrices', 'publics', 'reseaux-porteurs']
const API_OPEN = [
  ...[...API_DOCS, 'thematiques', 'types-services'].map((name) => `/api/v1/doc/${name}`),
  '/api/openapi.json',
  '/api/docs',
]
const KEY_ASKED = {
  nom: 'Carte inventée',
  contact: 'technique@exemple.test',
  portees: ['api'],
  quota: { minute: 600, jour: 200_000 },
  sources: [],
}

/** Refused for where it leads, to those alone who may ask. */
const PRIVATE_WEBHOOK = {
  nom: 'Portail inventé',
  adresse: 'https://127.0.0.1/recevoir',
  contact: null,
  quoi: { fiches: ['service'], departements: [], thematiques: [], sources: [] },
  actif: true,
}

const TABLE: Readonly<Record<string, Asked>> = {
  'GET /health': { path: at('/health'), statuses: everyone(200) },
  'GET /ready': { path: at('/ready'), statuses: everyone(200) },
  'GET /metrics': { path: at('/metrics'), statuses: everyone(200) },
  'GET /sync/v1/info': { path: at('/sync/v1/info'), statuses: everyone(200) },
  'POST /sync/v1/pull': {
    path: at('/sync/v1/pull'),
    body: () => pullBody({ scopes: [{ id: 'u:me', since: 0 }] }),
    statuses: signedIn(200),
  },
  'POST /sync/v1/push': {
    path: at('/sync/v1/push'),
    body: ({ me }) => ({ proto: 1, client_id: `c-${me?.id}`, mutations: [mutation(me?.id ?? 'nobody')] }),
    statuses: signedIn(200),
  },
  'GET /sync/v1/live': { path: at('/sync/v1/live'), statuses: everyone(200) },
  'GET /sync/v1/blob/:name': { path: at('/sync/v1/blob/inconnu'), statuses: everyone(404) },
  'POST /auth/v1/session': {
    path: at('/auth/v1/session'),
    body: ({ me }) => ({ courriel: me?.courriel ?? 'personne@exemple.test', mot_de_passe: PASSWORD, poste: 'Poste' }),
    statuses: signedIn(201),
  },
  'POST /auth/v1/renew': {
    path: at('/auth/v1/renew'),
    body: () => ({ renouvellement: 'x'.repeat(43) }),
    statuses: everyone(401),
  },
  'DELETE /auth/v1/session': { path: at('/auth/v1/session'), statuses: signedIn(200) },
  // The ways in: nobody is anyone yet. Their journeys are tried in server/accounts/sign-in.
  'GET /auth/v1/methods': { path: at('/auth/v1/methods'), statuses: everyone(200) },
  'GET /auth/v1/oidc/start': { path: at(`/auth/v1/oidc/start?${ATTEMPT}`), statuses: everyone(404) },
  'GET /auth/v1/oidc/return': { path: at('/auth/v1/oidc/return?code=x&state=y'), statuses: everyone(404) },
  'GET /auth/v1/oidc/ended': { path: at('/auth/v1/oidc/ended'), statuses: everyone(400) },
  'POST /auth/v1/link': {
    path: at('/auth/v1/link'),
    body: ({ me }) => ({
      ...Object.fromEntries(new URLSearchParams(ATTEMPT)),
      courriel: me?.courriel ?? 'personne@exemple.test',
    }),
    statuses: everyone(202),
  },
  'GET /auth/v1/link': { path: at('/auth/v1/link?j=inconnu'), statuses: everyone(410) },
  'POST /auth/v1/link/confirm': { path: at('/auth/v1/link/confirm'), body: () => ({}), statuses: everyone(415) },
  'POST /auth/v1/exchange': {
    path: at('/auth/v1/exchange'),
    body: () => ({ code: randomUUID(), verifieur: 'v'.repeat(43), poste: 'Poste' }),
    statuses: everyone(410),
  },
  'GET /ouvrir': { path: at('/ouvrir?vers=membres'), statuses: everyone(200) },

  'POST /listing/v1/structures/:id/files': {
    path: ({ structure }) => `/listing/v1/structures/${encodeURIComponent(structure.id)}/files`,
    body: () => ({ nom: 'Fiche à remplir.pdf', base64: Buffer.from('%PDF-1.7 fiche').toString('base64') }),
    statuses: [401, 403, 403, 201, 201, 403, 201, 403, 201],
  },
  'GET /f/:sha/:nom': { path: at(`/f/${'0'.repeat(64)}/fiche.pdf`), statuses: everyone(404) },
  // Links of reminders say by themselves who comes: a session changes nothing. Tried in routes-confirm.test.ts.
  'GET /confirmer': { path: at('/confirmer?jeton=inconnu'), statuses: everyone(410) },
  'POST /confirmer': { path: at('/confirmer'), body: () => ({}), statuses: everyone(415) },
  'GET /rappels': { path: at('/rappels?jeton=inconnu'), statuses: everyone(410) },
  'POST /rappels': { path: at('/rappels'), body: () => ({}), statuses: everyone(415) },
  'GET /recherches': { path: at('/recherches?jeton=inconnu'), statuses: everyone(410) },
  'POST /recherches': { path: at('/recherches'), body: () => ({}), statuses: everyone(415) },
  // So do links of requests: who is signed in, whoever they are, opens no more by one. Tried in routes-demande.test.ts.
  'GET /demande/:id/:secret': { path: at(`/demande/${randomUUID()}/${'x'.repeat(43)}`), statuses: everyone(404) },
  'POST /demande/:id/:secret': {
    path: at(`/demande/${randomUUID()}/${'x'.repeat(43)}`),
    body: () => ({ quoi: 'lire' }),
    statuses: everyone(415),
  },
  'GET /demande/:id/:secret/:geste': {
    path: at(`/demande/${randomUUID()}/${'x'.repeat(43)}/accepter`),
    statuses: everyone(404),
  },
  'POST /demande/:id/:secret/:geste': {
    path: at(`/demande/${randomUUID()}/${'x'.repeat(43)}/accepter`),
    body: () => ({ message: 'Oui.' }),
    statuses: everyone(415),
  },
  'GET /demande/:id/:secret/pieces/:piece': {
    path: at(`/demande/${randomUUID()}/${'x'.repeat(43)}/pieces/${randomUUID()}`),
    statuses: everyone(404),
  },
  'GET /demande': { path: at('/demande'), statuses: everyone(404) },
  'POST /demande': { path: at('/demande'), body: () => ({}), statuses: everyone(415) },
  'GET /demande/*': { path: at(`/demande/${randomUUID()}`), statuses: everyone(404) },
  'POST /demande/*': { path: at(`/demande/${randomUUID()}`), body: () => ({}), statuses: everyone(415) },

  // Files of requests: anyone may send some, which are theirs alone until a request has them.
  'POST /orientations/v1/pieces': { path: at('/orientations/v1/pieces'), body: announced, statuses: signedIn(200) },
  'GET /orientations/v1/pieces/:id': {
    path: async ({ me, admin }) => {
      const piece = announced()
      await announcePiece(piecesOf(), (me ?? admin).id, piece)
      return `/orientations/v1/pieces/${piece.id}`
    },
    statuses: signedIn(200),
  },
  // It takes bytes, and no JSON: tried in routes-pieces.test.ts.
  'PUT /orientations/v1/pieces/:id': {
    path: at(`/orientations/v1/pieces/${randomUUID()}?from=0`),
    body: () => ({}),
    statuses: signedIn(415),
  },
  // Members of one side or the other, and nobody above them (the sides are told apart below).
  'GET /orientations/v1/:sens/:id/pieces/:piece': {
    path: fileOf('reception'),
    statuses: [401, 404, 404, 200, 200, 404, 404, 404, 404],
  },

  // The panel: what each of them sees of the territory is told in server/moderation and routes-moderation.test.ts.
  'GET /moderation/v1/queue': { path: at('/moderation/v1/queue'), statuses: moderators(200) },
  'GET /moderation/v1/board': { path: at('/moderation/v1/board'), statuses: moderators(200) },
  'POST /moderation/v1/people': {
    path: at('/moderation/v1/people'),
    body: ({ structure }) => ({ ids: [structure.id] }),
    statuses: moderators(200),
  },
  // Of a pair, by the territory of both its sides: server/moderation/doublons/merge.test.ts.
  'GET /moderation/v1/doublons': { path: at('/moderation/v1/doublons'), statuses: moderators(200) },
  'POST /moderation/v1/doublons': { path: at('/moderation/v1/doublons'), statuses: equipe(200) },
  'GET /moderation/v1/doublons/:id': { path: at('/moderation/v1/doublons/aucune'), statuses: moderators(404) },
  'POST /moderation/v1/doublons/:id': {
    path: at('/moderation/v1/doublons/aucune'),
    body: () => ({ geste: 'distinct' }),
    statuses: moderators(404),
  },
  'DELETE /moderation/v1/fusions/:kind/:garde': {
    path: at('/moderation/v1/fusions/structure/aucune'),
    statuses: moderators(404),
  },
  // The deployment: everyone sees it, and the team alone says it, with the rules by territory.
  'GET /deploiement': { path: at('/deploiement'), statuses: everyone(200) },
  'POST /moderation/v1/deploiement/:departement': {
    path: at('/moderation/v1/deploiement/33'),
    body: () => ({ etat: 3 }),
    statuses: equipe(200),
  },
  'GET /moderation/v1/regles': { path: at('/moderation/v1/regles'), statuses: moderators(200) },
  'POST /moderation/v1/regles/essai': {
    path: at('/moderation/v1/regles/essai'),
    body: () => ({ source: 'inventee', departements: ['88'] }),
    statuses: equipe(200),
  },
  'POST /moderation/v1/regles': {
    path: at('/moderation/v1/regles'),
    body: () => ({ source: 'inventee', departements: ['88'] }),
    statuses: equipe(200),
  },
  'DELETE /moderation/v1/regles/:id': { path: at(`/moderation/v1/regles/${randomUUID()}`), statuses: equipe(200) },
  // Figures: of a territory to who moderates it, of a structure to its members alone.
  // In other people's tools: nobody is anyone there.
  'GET /widget/v1/dora.js': { path: at('/widget/v1/dora.js'), statuses: everyone(200) },
  'GET /widget/v1/communes': { path: at('/widget/v1/communes?q=33063'), statuses: everyone(200) },
  'GET /widget/v1/contours': { path: at('/widget/v1/contours?departements=33'), statuses: everyone(200) },
  'GET /recherche': { path: at('/recherche?q=permis'), statuses: everyone(200) },
  'GET /outils': { path: at('/outils'), statuses: everyone(200) },
  'GET /statistiques': { path: at('/statistiques'), statuses: everyone(200) },
  'GET /robots.txt': { path: at('/robots.txt'), statuses: everyone(200) },
  'GET /sitemap.xml': { path: at('/sitemap.xml'), statuses: everyone(200) },
  'GET /sitemap-:part': { path: at('/sitemap-structures-1.xml'), statuses: everyone(200) },
  'GET /rss/nouveautes.xml': { path: at('/rss/nouveautes.xml?departement=33'), statuses: everyone(200) },
  'GET /catalogue.jsonld': { path: at('/catalogue.jsonld'), statuses: everyone(404) },
  'GET /statistiques.json': { path: at('/statistiques.json'), statuses: everyone(200) },
  'GET /statistiques.csv': { path: at('/statistiques.csv'), statuses: everyone(200) },
  // Open data, of which nothing is published here.
  'GET /donnees': { path: at('/donnees'), statuses: everyone(200) },
  'GET /opendata/manifest.json': { path: at('/opendata/manifest.json'), statuses: everyone(404) },
  'GET /opendata/schemas/:name': { path: at('/opendata/schemas/service.json'), statuses: everyone(200) },
  'GET /opendata/changements/:name': { path: at('/opendata/changements/rien.ndjson'), statuses: everyone(404) },
  'GET /opendata/v/:version/:name': { path: at('/opendata/v/0123456789abcdef/services.json'), statuses: everyone(404) },
  'GET /opendata/:name': { path: at('/opendata/services.json'), statuses: everyone(404) },
  'GET /chiffres/v1/territoire/:departement': { path: at('/chiffres/v1/territoire/33'), statuses: GIRONDE },
  'GET /chiffres/v1/structure/:id': {
    path: ({ structure }) => `/chiffres/v1/structure/${encodeURIComponent(structure.id)}`,
    statuses: [401, 403, 403, 200, 200, 403, 403, 403, 403],
  },
  // Of a territory: who is inside it and who is not, in server/kit/kits.test.ts too.
  'GET /kit/v1/cle': { path: at('/kit/v1/cle'), statuses: everyone(200) },
  'GET /kit/v1/kits': { path: at('/kit/v1/kits'), statuses: moderators(200) },
  'POST /kit/v1/kits': {
    path: at('/kit/v1/kits'),
    body: () => ({
      id: null,
      nom: 'Gironde',
      departements: ['33'],
      bienvenue: '',
      correspondant: { nom: 'Cellule inclusion', fonction: '', courriel: 'cellule@exemple.test', telephone: '' },
      logo: null,
    }),
    statuses: GIRONDE,
  },
  'GET /kit/v1/kits/:id': { path: at(`/kit/v1/kits/${randomUUID()}`), statuses: moderators(404) },
  'DELETE /kit/v1/kits/:id': { path: at(`/kit/v1/kits/${randomUUID()}`), statuses: moderators(404) },
  'GET /kit/v1/territoire': { path: at('/kit/v1/territoire?departements=33'), statuses: GIRONDE },
  'POST /kit/v1/destinataires': {
    path: at('/kit/v1/destinataires'),
    body: () => ({ departements: ['33'], etats: ['sans-utilisateur'] }),
    statuses: GIRONDE,
  },
  'GET /kit/v1/suivi/:departement': { path: at('/kit/v1/suivi/33'), statuses: GIRONDE },
  'POST /kit/v1/suivi/:departement': {
    path: at('/kit/v1/suivi/33'),
    body: () => ({ geste: 'commencer', depart: '2026-12-01' }),
    statuses: GIRONDE,
  },
  // What keeps the server, for the team alone (server/administration).
  'GET /administration/v1/taches': { path: at('/administration/v1/taches'), statuses: equipe(200) },
  'POST /administration/v1/taches/:id': { path: at('/administration/v1/taches/aucune'), statuses: equipe(404) },
  'GET /administration/v1/courrier': { path: at('/administration/v1/courrier'), statuses: equipe(200) },
  'POST /administration/v1/courrier/:id/reessayer': {
    path: at(`/administration/v1/courrier/${randomUUID()}/reessayer`),
    statuses: equipe(409),
  },
  'POST /administration/v1/courrier/:id/adresse': {
    path: at(`/administration/v1/courrier/${randomUUID()}/adresse`),
    statuses: equipe(409),
  },
  'DELETE /administration/v1/courrier/:id': { path: at(`/administration/v1/courrier/${randomUUID()}`), statuses: equipe(409) },
  'GET /administration/v1/journal': { path: at('/administration/v1/journal?action=compte'), statuses: equipe(200) },
  'POST /administration/v1/journal/export': {
    path: at('/administration/v1/journal/export'),
    body: () => ({ action: 'aucune' }),
    statuses: equipe(200),
  },
  'POST /administration/v1/journal/verifier': { path: at('/administration/v1/journal/verifier'), statuses: equipe(200) },
  // Subscriptions of partners (server/partners/webhooks).
  'GET /webhooks/v1/abonnements': { path: at('/webhooks/v1/abonnements'), statuses: equipe(200) },
  'POST /webhooks/v1/abonnements': { path: at('/webhooks/v1/abonnements'), body: () => PRIVATE_WEBHOOK, statuses: equipe(400) },
  'POST /webhooks/v1/abonnements/:id': {
    path: at(`/webhooks/v1/abonnements/${randomUUID()}`),
    body: () => PRIVATE_WEBHOOK,
    statuses: equipe(400),
  },
  'DELETE /webhooks/v1/abonnements/:id': { path: at(`/webhooks/v1/abonnements/${randomUUID()}`), statuses: equipe(404) },
  'POST /webhooks/v1/abonnements/:id/secret': {
    path: at(`/webhooks/v1/abonnements/${randomUUID()}/secret`),
    statuses: equipe(404),
  },
  'POST /webhooks/v1/abonnements/:id/reprendre': {
    path: at(`/webhooks/v1/abonnements/${randomUUID()}/reprendre`),
    statuses: equipe(404),
  },
  'POST /webhooks/v1/abonnements/:id/essai': {
    path: at(`/webhooks/v1/abonnements/${randomUUID()}/essai`),
    statuses: equipe(404),
  },
  'GET /administration/v1/imports': { path: at('/administration/v1/imports'), statuses: equipe(200) },
  'GET /administration/v1/sources': { path: at('/administration/v1/sources'), statuses: equipe(200) },
  // Imports from partners; nothing runs here.
  'GET /administration/v1/connecteurs': { path: at('/administration/v1/connecteurs'), statuses: equipe(200) },
  'POST /administration/v1/connecteurs': {
    path: at('/administration/v1/connecteurs'),
    body: () => connecteur(),
    statuses: equipe(200),
  },
  'POST /administration/v1/connecteurs/:id': {
    path: at(`/administration/v1/connecteurs/${randomUUID()}`),
    body: () => connecteur(),
    statuses: equipe(404),
  },
  'POST /administration/v1/connecteurs/:id/supprimer': {
    path: at(`/administration/v1/connecteurs/${randomUUID()}/supprimer`),
    body: () => ({ fiches: 'gardees' }),
    statuses: equipe(404),
  },
  'POST /administration/v1/connecteurs/:id/lancer': {
    path: at(`/administration/v1/connecteurs/${randomUUID()}/lancer`),
    body: () => ({ essai: true }),
    statuses: equipe(404),
  },
  'POST /administration/v1/connecteurs/:id/quarantaine': {
    path: at(`/administration/v1/connecteurs/${randomUUID()}/quarantaine`),
    body: () => ({ decision: 'ecarter' }),
    statuses: equipe(404),
  },
  'GET /administration/v1/connecteurs/:id/passages': {
    path: at(`/administration/v1/connecteurs/${randomUUID()}/passages`),
    statuses: equipe(404),
  },
  'GET /administration/v1/connecteurs/provenance': {
    path: at('/administration/v1/connecteurs/provenance?id=alpha--1'),
    statuses: equipe(200),
  },
  'POST /administration/v1/fonctions/:departement': {
    path: at('/administration/v1/fonctions/88'),
    body: () => ({ fermees: ['suggestions'], motif: 'Essai.' }),
    statuses: equipe(200),
  },
  'GET /administration/v1/referentiels': { path: at('/administration/v1/referentiels'), statuses: equipe(200) },
  'POST /administration/v1/referentiels': {
    path: at('/administration/v1/referentiels'),
    body: () => ({ geste: 'retirer', famille: 'prerequis', valeur: 'Maîtriser l’écriture, la lecture' }),
    statuses: equipe(200),
  },
  // Of one sheet, by territory: every act and every role in server/moderation/acts.test.ts.
  'GET /moderation/v1/dossiers/:kind/:id': {
    path: ({ structure }) => `/moderation/v1/dossiers/structure/${encodeURIComponent(structure.id)}`,
    statuses: [401, 403, 403, 403, 403, 403, 200, 403, 200],
  },
  'GET /moderation/v1/dossiers/:kind/:id/moderateurs': {
    path: ({ service }) => `/moderation/v1/dossiers/service/${encodeURIComponent(service)}/moderateurs`,
    statuses: [401, 403, 403, 403, 403, 403, 200, 403, 200],
  },
  'POST /moderation/v1/dossiers/:kind/:id/actes': {
    path: ({ service }) => `/moderation/v1/dossiers/service/${encodeURIComponent(service)}/actes`,
    body: () => ({ acte: { id: randomUUID(), geste: 'statuer', statut: 'VALIDATED', note: '' }, vu: null }),
    statuses: [401, 403, 403, 403, 403, 403, 200, 403, 200],
  },
  'GET /manques/v1/registre': { path: at('/manques/v1/registre'), statuses: moderators(200) },
  'GET /manques/v1/carte': { path: at('/manques/v1/carte?thematique=mobilite'), statuses: moderators(200) },
  'GET /moderation/v1/calls': { path: at('/moderation/v1/calls?n=5'), statuses: moderators(200) },
  'POST /orientations/v1/emplois': {
    path: at('/orientations/v1/emplois'),
    body: async ({ me }) => ({
      jeton: await signed(claimsOf(me?.courriel ?? 'personne@exemple.test'), { until: server.account.now() + 60_000 }),
    }),
    statuses: signedIn(200),
  },
  // Les Emplois have a token of their own: no session opens their API.
  ...Object.fromEntries(EMPLOIS_ROUTES.map((route) => [route, emploisRow(route)])),

  ...apiRow('/api/v1/structures', '/api/v1/structures?size=1', 200),
  ...apiRow('/api/v1/structures/:id', '/api/v1/structures/aucune', 404),
  ...apiRow('/api/v1/services', '/api/v1/services?size=1', 200),
  ...apiRow('/api/v1/services/:id', '/api/v1/services/aucun', 404),
  ...apiRow('/api/v1/search', '/api/v1/search?q=permis', 200),
  ...apiRow('/api/v1/search/services', '/api/v1/search/services?size=1', 200),
  ...apiRow('/api/v1/sources', '/api/v1/sources', 200),
  ...apiRow('/api/v2/structures/', '/api/v2/structures/', 401),
  ...apiRow('/api/v2/structures/:id/', '/api/v2/structures/aucune/', 401),
  ...apiRow('/api/v2/services/', '/api/v2/services/', 401),
  ...apiRow('/api/v2/services/:id/', '/api/v2/services/aucun/', 401),
  ...Object.fromEntries(API_OPEN.map((path) => [`GET ${path}`, { path: at(path), statuses: everyone(200) }])),
  // Keys of the API, for the team alone.
  'GET /cles/v1/cles': { path: at('/cles/v1/cles'), statuses: equipe(200) },
  'POST /cles/v1/cles': { path: at('/cles/v1/cles'), body: () => KEY_ASKED, statuses: equipe(200) },
  'PATCH /cles/v1/cles/:id': {
    path: at(`/cles/v1/cles/${randomUUID()}`),
    body: () => ({ nom: 'Carte', contact: KEY_ASKED.contact, quota: KEY_ASKED.quota, sources: [] }),
    statuses: equipe(404),
  },
  'POST /cles/v1/cles/:id/revoquer': { path: at(`/cles/v1/cles/${randomUUID()}/revoquer`), statuses: equipe(404) },
  'DELETE /cles/v1/cles/:id': { path: at(`/cles/v1/cles/${randomUUID()}`), statuses: equipe(404) },

  // In nobody's name: a session changes nothing. Tried in routes-usage.test.ts.
  'POST /usage/v1/evenements': {
    path: at('/usage/v1/evenements'),
    body: () => ({ evenements: [{}] }),
    statuses: everyone(200),
  },

  // Pages for everyone, whoever asks.
  'GET /orienter/:service': { path: at('/orienter/inconnu?op=a.b.c'), statuses: everyone(404) },
  'GET /s/:name': { path: at('/s/0a1b2c3d4e5f'), statuses: everyone(404) },
  'GET /o/:name': { path: at('/o/0a1b2c3d4e5f'), statuses: everyone(404) },
  'GET /structure/:name': {
    path: ({ structure }) => `/structure/${encodeURIComponent(structure.id)}`,
    statuses: everyone(200),
  },
  'GET /service/:name': { path: ({ service }) => `/service/${encodeURIComponent(service)}`, statuses: everyone(200) },

  'GET /account/v1/me': { path: at('/account/v1/me'), statuses: signedIn(200) },
  'PATCH /account/v1/me': { path: at('/account/v1/me'), body: () => ({ activite: 'autre' }), statuses: signedIn(200) },
  'DELETE /account/v1/me': {
    path: at('/account/v1/me'),
    body: ({ me }) => ({ courriel: me?.courriel ?? 'personne@exemple.test' }),
    statuses: signedIn(204),
  },
  'POST /account/v1/me/cgu': { path: at('/account/v1/me/cgu'), body: () => ({ version: CGU_VERSION }), statuses: signedIn(200) },
  'POST /account/v1/me/consents': {
    path: at('/account/v1/me/consents'),
    body: () => ({ version: '1.0', choix: { infolettre: true } }),
    statuses: signedIn(201),
  },
  'POST /account/v1/me/password': {
    path: at('/account/v1/me/password'),
    body: () => ({ ancien: PASSWORD, nouveau: 'un autre, assez long aussi' }),
    statuses: signedIn(204),
  },
  'GET /account/v1/me/export': { path: at('/account/v1/me/export'), statuses: signedIn(200) },
  'GET /account/v1/me/sessions': { path: at('/account/v1/me/sessions'), statuses: signedIn(200) },
  'DELETE /account/v1/me/sessions': { path: at('/account/v1/me/sessions'), statuses: signedIn(204) },
  // Another person's session is not there, for anyone.
  'DELETE /account/v1/me/sessions/:id': {
    path: async ({ admin }) => {
      await people.token(admin)
      const [session] = await server.store.accounts.sessionsOf(admin.id)
      return `/account/v1/me/sessions/${session?.id}`
    },
    statuses: signedIn(404),
  },
  'GET /account/v1/establishments': {
    path: at(`/account/v1/establishments?siret=${SIRETS.mission}`),
    statuses: signedIn(200),
  },
  'POST /account/v1/join': {
    path: at('/account/v1/join'),
    body: ({ structure }) => ({ structure_id: structure.id, cgu_version: CGU_VERSION }),
    statuses: signedIn(200),
  },
  // DORA lets a gestionnaire invite in any département: not here.
  'POST /account/v1/first-admin': {
    path: at('/account/v1/first-admin'),
    body: async () => {
      const siret = inventedSiret()
      await people.structure({ siret })
      return { siret, courriel: 'premiere@exemple.test' }
    },
    statuses: [401, 403, 403, 403, 403, 403, 201, 403, 201],
  },
  'GET /account/v1/structures/:id/members': { path: members, statuses: [401, 403, 403, 200, 200, 403, 200, 403, 200] },
  'POST /account/v1/structures/:id/members': {
    path: members,
    body: ({ structure }) => ({ courriel: `nouvelle-${structure.siret}@exemple.test`, admin: true }),
    statuses: keepers(201),
  },
  'POST /account/v1/structures/:id/members/:user/resend': { path: of('invited', '/resend'), statuses: keepers(204) },
  'POST /account/v1/structures/:id/members/:user/accept': { path: of('asking', '/accept'), statuses: keepers(204) },
  'POST /account/v1/structures/:id/members/:user/refuse': { path: of('asking', '/refuse'), statuses: keepers(204) },
  'PATCH /account/v1/structures/:id/members/:user': { path: of('member'), body: () => ({ admin: true }), statuses: keepers(204) },
  'DELETE /account/v1/structures/:id/members/:user': { path: of('member'), statuses: keepers(204) },
  // A contact kept for professionals: members of any structure; a gestionnaire who is a member of none is not one (§5).
  'GET /account/v1/services/:id/contact': {
    path: ({ service }) => `/account/v1/services/${encodeURIComponent(service)}/contact`,
    statuses: [401, 403, 403, 200, 200, 200, 403, 403, 200],
  },
  // Listings: whoever may write the services of the structure; its branches are made by those who may change it.
  'GET /listing/v1/structures/:id': {
    path: ({ structure }) => `/listing/v1/structures/${encodeURIComponent(structure.id)}`,
    statuses: insiders(200),
  },
  'POST /listing/v1/structures/:id/branches': {
    path: ({ structure }) => `/listing/v1/structures/${encodeURIComponent(structure.id)}/branches`,
    body: () => BRANCH,
    statuses: keepers(201),
  },
  'GET /listing/v1/:kind/:id/history': {
    path: ({ service }) => `/listing/v1/service/${encodeURIComponent(service)}/history`,
    statuses: insiders(200),
  },
  'POST /listing/v1/presence': {
    path: at('/listing/v1/presence'),
    body: ({ service }) => ({ kind: 'service', id: service, actif: true }),
    statuses: insiders(200),
  },
  'POST /listing/v1/views': {
    path: at('/listing/v1/views'),
    body: ({ service }) => ({ vues: [{ kind: 'service', id: service, n: 2 }] }),
    statuses: everyone(204),
  },
  'GET /account/v1/accounts': { path: at('/account/v1/accounts'), statuses: equipe(200) },
  'POST /account/v1/accounts': {
    path: at('/account/v1/accounts'),
    body: ({ structure }) => ({ courriel: `compte-${structure.siret}@exemple.test` }),
    statuses: equipe(201),
  },
  'PATCH /account/v1/accounts/:id': { path: account, body: () => ({ gestionnaire: true }), statuses: equipe(200) },
  'POST /account/v1/accounts/:id/password': { path: async () => `${await account()}/password`, statuses: equipe(200) },
  'DELETE /account/v1/accounts/:id': { path: account, statuses: equipe(204) },
}

const call = async (route: string, asked: Asked, scene: Scene): Promise<number> => {
  const [method = ''] = route.split(' ')
  const headers: Record<string, string> = scene.token === null ? {} : { authorization: `Bearer ${scene.token}` }
  const body = asked.body === undefined ? undefined : JSON.stringify(await asked.body(scene))
  const stop = new AbortController()
  const response = await fetch(server.origin + (await asked.path(scene)), {
    method,
    signal: stop.signal,
    redirect: 'manual',
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  })
  const { status } = response
  // A live stream has no end of its own.
  if (route.endsWith('/live')) stop.abort()
  else await response.arrayBuffer()
  return status
}

test('every route of the server is in the table', () => {
  expect([...new Set(server.app.routes)].filter((route) => !(route in TABLE))).toEqual([])
  expect(Object.keys(TABLE).filter((route) => !server.app.routes.includes(route))).toEqual([])
})

describe('each route, each role', () => {
  test.each(Object.entries(TABLE))('%s', async (route, asked) => {
    const found: Record<string, number> = {}
    for (const role of ROLES) found[role] = await call(route, asked, await sceneFor(role))
    expect(found).toEqual(Object.fromEntries(ROLES.map((role, index) => [role, asked.statuses[index]])))
  })
})

describe('identifiers of others', () => {
  test('a file that waits is its sender’s alone; one of a request is read from the side one is on', async () => {
    const ask = async (role: Role, path: Asked['path']) => call('GET x', { path, statuses: everyone(0) }, await sceneFor(role))
    const waiting: Asked['path'] = async ({ admin }) => {
      const piece = announced()
      await announcePiece(piecesOf(), admin.id, piece)
      return `/orientations/v1/pieces/${piece.id}`
    }
    const otherSide =
      (sens: 'envoi' | 'reception'): Asked['path'] =>
      async (scene) => {
        const path = await fileOf(sens)(scene)
        return sens === 'envoi' ? path.replace('/envoi/', '/reception/') : path.replace('/reception/', '/envoi/')
      }
    for (const role of ['sans-structure', 'membre', 'administrateur', 'equipe'] as const) {
      expect([role, await ask(role, waiting)]).toEqual([role, 404])
      for (const sens of ['envoi', 'reception'] as const)
        expect([role, sens, await ask(role, otherSide(sens))]).toEqual([role, sens, 404])
    }
    expect(await ask('membre', fileOf('envoi'))).toBe(200)
    expect(await ask('equipe', fileOf('envoi'))).toBe(404)
  })
  test('an unknown structure, person or account is not there for those who may look, and 403 for the others', async () => {
    const statuses = async (role: Role, path: string, method = 'GET') =>
      call(`${method} ${path}`, { path: at(path), statuses: everyone(0) }, await sceneFor(role))
    for (const role of ['sans-structure', 'administrateur', 'equipe'] as const)
      expect(await statuses(role, '/account/v1/structures/inconnue/members')).toBe(404)
    expect(await statuses('equipe', '/account/v1/accounts/inconnu', 'DELETE')).toBe(404)
    expect(await statuses('administrateur', '/account/v1/accounts/inconnu', 'DELETE')).toBe(403)
    expect(await statuses('sans-structure', '/account/v1/services/inconnu/contact')).toBe(403)
    expect(await statuses('membre', '/account/v1/services/inconnu/contact')).toBe(404)
  })
  test('a person of another structure is reached through their own structure only', async () => {
    const [here, there] = [await sceneFor('administrateur'), await sceneFor('anonyme')]
    for (const [method, act] of [
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/accept'],
      ['POST', '/refuse'],
      ['POST', '/resend'],
    ] as const) {
      const body = method === 'PATCH' ? { body: () => ({ admin: true }) } : {}
      const asked = { path: () => `${members(here)}/${there.asking.id}${act}`, statuses: everyone(0), ...body }
      expect(await call(`${method} x`, asked, here)).toBe(404)
      const elsewhere = { path: () => `${members(there)}/${there.asking.id}${act}`, statuses: everyone(0), ...body }
      expect(await call(`${method} x`, elsewhere, here)).toBe(403)
    }
  })
  test('fields that are not one’s own to write are refused, not ignored', async () => {
    const scene = await sceneFor('administrateur')
    const patch = (path: string, body: unknown, method = 'PATCH') =>
      call(`${method} x`, { path: at(path), body: () => body, statuses: everyone(0) }, scene)
    for (const field of [
      { role: 'administrateur' },
      { gestionnaire: true },
      { departements: ['33'] },
      { courriel: 'a@exemple.test' },
      { sub: 'x' },
      { id: 'x' },
    ])
      expect(await patch('/account/v1/me', { activite: 'autre', ...field })).toBe(400)
    const member = `${members(scene)}/${scene.member.id}`
    for (const field of [{ etat: 'membre' }, { courriel: 'a@exemple.test' }, { user_id: 'x' }])
      expect(await patch(member, { admin: false, ...field })).toBe(400)
    expect(await patch(members(scene), { courriel: 'b@exemple.test', etat: 'membre' }, 'POST')).toBe(400)
    const join = { structure_id: scene.structure.id, cgu_version: CGU_VERSION }
    for (const field of [{ admin: true }, { user_id: 'x' }, { siret: inventedSiret() }])
      expect(await patch('/account/v1/join', { ...join, ...field }, 'POST')).toBe(400)
    const after = await server.store.accounts.userById(scene.me?.id ?? '')
    expect([after?.role, after?.gestionnaire]).toEqual(['professionnel', false])
  })
})
