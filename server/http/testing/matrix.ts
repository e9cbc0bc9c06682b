import type { Structure } from '#shared/catalogue/record.ts'
import { hashPassword } from '../../accounts/password.ts'
import type { invented } from '../../accounts/testing/people.ts'
import { putService } from '../../sync/commands/catalogue-rows.ts'
import type { User } from '../../store/types.ts'
import { PASSWORD, type Server } from './harness.ts'

/** Who asks, in the table of routes and roles, and what a row of it is. */

export const ROLES = [
  'anonyme',
  'sans-structure',
  'en-attente',
  'membre',
  'administrateur',
  'administrateur-ailleurs',
  'gestionnaire-dedans',
  'gestionnaire-dehors',
  'equipe',
] as const
export type Role = (typeof ROLES)[number]

/** Statuses in the order of ROLES. */
export type Row = readonly [number, number, number, number, number, number, number, number, number]

export type Scene = {
  /** In the Gironde; its administrator, a member, a request and an invitation, none of whom is `me`. */
  readonly structure: Structure
  readonly admin: User
  readonly member: User
  readonly asking: User
  readonly invited: User
  readonly service: string
  readonly me: User | null
  readonly token: string | null
}

export type Asked = {
  readonly path: (scene: Scene) => string | Promise<string>
  readonly body?: (scene: Scene) => unknown
  readonly statuses: Row
}

const LOCAL = await hashPassword(PASSWORD)

type People = ReturnType<typeof invented>

const actor = async (people: People, role: Role, structure: Structure): Promise<User | null> => {
  if (role === 'anonyme') return null
  if (role === 'equipe') return people.person({ role: 'administrateur', motDePasse: LOCAL })
  if (role === 'gestionnaire-dedans') return people.person({ gestionnaire: true, departements: ['33'], motDePasse: LOCAL })
  if (role === 'gestionnaire-dehors') return people.person({ gestionnaire: true, departements: ['59', '75'], motDePasse: LOCAL })
  const user = await people.person({ motDePasse: LOCAL })
  if (role === 'en-attente') await people.belongs(user, structure, 'demande')
  if (role === 'membre') await people.belongs(user, structure, 'membre')
  if (role === 'administrateur') await people.belongs(user, structure, 'membre', true)
  if (role === 'administrateur-ailleurs')
    await people.belongs(user, await people.structure({ code_insee: '75056', code_postal: '75001' }), 'membre', true)
  return user
}

/** A structure of the Gironde with its people and a service, and someone of that role. */
export const sceneOf = async (server: Server, people: People, role: Role): Promise<Scene> => {
  const structure = await people.structure()
  const [admin, member, asking, invited] = [
    await people.person(),
    await people.person(),
    await people.person(),
    await people.person(),
  ]
  await people.belongs(admin, structure, 'membre', true)
  await people.belongs(member, structure)
  await people.belongs(asking, structure, 'demande')
  await people.belongs(invited, structure, 'invitation')
  const service = `v-${structure.id}`
  await server.store.write((writer) =>
    putService(writer, server.account.seal, {
      id: service,
      source: 'dora',
      structure_id: structure.id,
      nom: 'Aide au permis',
      date_maj: '2026-01-01',
      telephone: '0556000000',
      dora: { is_contact_info_public: false },
    }),
  )
  const me = await actor(people, role, structure)
  return { structure, admin, member, asking, invited, service, me, token: me === null ? null : await people.token(me) }
}

export const at =
  (path: string): Asked['path'] =>
  () =>
    path
export const everyone = (status: number): Row => [status, status, status, status, status, status, status, status, status]
/** Nobody without a session; everyone else. */
export const signedIn = (status: number): Row => [401, status, status, status, status, status, status, status, status]
export const equipe = (status: number): Row => [401, 403, 403, 403, 403, 403, 403, 403, status]
/** Administrators of the structure, gestionnaires inside their départements, the team. */
export const keepers = (status: number): Row => [401, 403, 403, 403, status, 403, status, 403, status]

/** Gestionnaires of any département, and the team. */
export const moderators = (status: number): Row => [401, 403, 403, 403, 403, 403, status, status, status]

/** Members too. */
export const insiders = (status: number): Row => [401, 403, 403, status, status, 403, status, 403, status]
