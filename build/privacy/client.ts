import { randomUUID } from 'node:crypto'
import type { NouvelleDemande } from '#shared/orientation/model.ts'
import { PushAnswer, Session } from '#shared/sync/wire.ts'
import type { Invented, Professional } from './people.ts'
import type { World } from './world.ts'

/** What is asked of a server without a desk: by an account from elsewhere, by a program, by whoever tries. */

export type Asked = { readonly method?: string; readonly token?: string; readonly body?: BodyInit; readonly type?: string }
export type Answered = { readonly status: number; readonly text: string }

export const askServer = async (
  { recorder }: Pick<World, 'recorder'>,
  path: string,
  { method = 'POST', token, body, type = 'application/json' }: Asked = {},
): Promise<Answered> => {
  const multipart = body instanceof FormData
  const answer = await fetch(`${recorder.origin}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      // It says where its parts begin.
      ...(body === undefined || multipart ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body }),
  })
  return { status: answer.status, text: await answer.text() }
}

/** An access of that account. */
export const openSession = async (world: World, { courriel }: Professional): Promise<string> => {
  const { text } = await askServer(world, '/auth/v1/session', {
    body: JSON.stringify({ courriel, mot_de_passe: world.password, poste: 'ailleurs' }),
  })
  return Session.parse(JSON.parse(text)).token
}

/** What a desk would send of a person. */
export const requestOf = (
  person: Invented,
  {
    referent,
    serviceId,
    structureId,
  }: { readonly referent: Professional; readonly serviceId: string; readonly structureId: string },
): NouvelleDemande => ({
  service_id: serviceId,
  structure_id: structureId,
  personne: {
    nom: person.nom,
    prenom: person.prenom,
    numero_france_travail: person.numero,
    disponibilite: null,
    preferences: ['TELEPHONE', 'EMAIL', 'AUTRE'],
    telephone: person.telephone,
    courriel: person.courriel,
    autre_contact: person.autre,
  },
  referent: { nom: referent.nom, prenom: referent.prenom, telephone: referent.telephone, courriel: referent.courriel },
  besoin: { situation: [], situation_autre: person.situation, criteres: [], motif: person.motif },
  pieces: [],
  contournements: [{ regle: 'documents', raison: person.raison }],
  engagement: true,
  remplace: null,
  jeton_emplois: null,
  cree_le: new Date().toISOString(),
})

let made = 0
type Change = {
  readonly type: string
  readonly id: string
  readonly patch: unknown
  /** Version of the row that it is made over. */
  readonly ver?: number
}
const mutationOf = ({ type, id, patch, ver = 0 }: Change) => ({
  mut_id: randomUUID(),
  n: ++made,
  deps: [],
  schema: 1,
  type,
  key: { kind: type.slice(0, type.indexOf('.')), id },
  base_ver: ver,
  base: {},
  patch,
  client_time: new Date().toISOString(),
})

/** Pushes one change, as a desk of that name; answers `applied` or the code of the refusal. */
export const pushOne = async (
  world: World,
  { token, client }: { readonly token: string; readonly client: string },
  change: Change,
): Promise<string> => {
  const { status, text } = await askServer(world, '/sync/v1/push', {
    token,
    body: JSON.stringify({ proto: 1, client_id: client, mutations: [mutationOf(change)] }),
  })
  if (status !== 200) return `HTTP ${status}`
  const [result] = PushAnswer.parse(JSON.parse(text)).results
  return result?.code ?? result?.status ?? 'nothing'
}
