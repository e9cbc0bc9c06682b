import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { createLetters } from '#server/accounts/context.ts'
import { hashPassword } from '#server/accounts/password.ts'
import { invented } from '#server/accounts/testing/people.ts'
import { KEY_FILE } from '#server/ops/open.ts'
import type { User } from '#server/store/types.ts'
import { createSeal, loadServerKey } from '#server/sync/seal.ts'
import { fill, publishable } from '#server/sync/testing.ts'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { openDesk, type PrivacyDesk } from './desks.ts'
import { createNeedles, type Needles } from './needles.ts'
import { createInventing, type Inventing, type Professional } from './people.ts'
import { openRecorder, type Recorder } from './recorder.ts'
import { openStoreOf, type RunningServer, type ServerHome, startServer } from './server.ts'

/** A server, those who work with it, each at a desk, and everything that they leave. */

export type Engine = 'sqlite' | 'postgresql'

const PASSWORD = 'un mot de passe assez long'

/**
 * Those who work: a side that sends (alix, of two structures, one of which moderation holds; her colleague alma; remi, who leaves), one
 * that moderation refuses (rose), one that receives (bao, bilal), the team (ada).
 */
export const WORKERS = ['alix', 'alma', 'remi', 'rose', 'bao', 'bilal', 'ada'] as const
export type Worker = (typeof WORKERS)[number]
/** Who has a desk. The others have done what they do by the server alone. */
export const SEATED = ['alix', 'alma', 'bao'] as const
export type Seated = (typeof SEATED)[number]

export const SERVICE = 'dora--service-permis'
/** With documents asked for. */
export const SERVICE_WITH_PAPERS = 'dora--service-garage'
/** Another structure's, for when the first does not answer. */
export const OTHER_SERVICE = 'dora--service-velo'

export type World = {
  readonly folder: string
  readonly engine: Engine
  readonly home: ServerHome
  readonly key: Uint8Array
  readonly recorder: Recorder
  readonly needles: Needles
  readonly inventing: Inventing
  readonly who: Readonly<Record<Worker, Professional>>
  readonly users: Readonly<Record<Worker, User>>
  /** Works in Les Emplois, and has no account here. */
  readonly elsewhere: Professional
  readonly structures: Readonly<Record<'sender' | 'held' | 'refused' | 'receiver' | 'other', Structure>>
  readonly desks: Readonly<Record<Seated, PrivacyDesk>>
  readonly server: () => RunningServer
  /** Again, on what is there, behind the same address. */
  readonly restart: () => Promise<void>
  /** Moves the server’s clock on. Sessions that are over by then are begun again by whoever needs one. */
  readonly pass: (ms: number) => void
  readonly password: string
  readonly close: () => Promise<void>
}

const at = { code_insee: '33063', code_postal: '33000', commune: 'Bordeaux' } as const
const validated = { moderation_status: 'VALIDATED' } as const
const waiting = { moderation_status: 'NEED_INITIAL_MODERATION' } as const

const servicesOf = (receiver: Structure, other: Structure): readonly Service[] => [
  publishable(SERVICE, receiver.id, {
    ...at,
    nom: 'Permis de conduire',
    courriel: 'accueil@garage.exemple.test',
    adresse: '3 rue des Forges',
  }),
  publishable(SERVICE_WITH_PAPERS, receiver.id, {
    ...at,
    nom: 'Réparation de véhicule',
    courriel: 'accueil@garage.exemple.test',
    dora: { credentials: ['Justificatif de domicile'], access_conditions: ['Avoir 18 ans'] },
  }),
  publishable(OTHER_SERVICE, other.id, { ...at, nom: 'Prêt de vélo', courriel: 'accueil@velo.exemple.test' }),
]

/** @param stage told as it begins, for whoever waits */
export const openWorld = async (
  { engine, seed }: { readonly engine: Engine; readonly seed: number },
  stage: (what: string) => void = () => {},
): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-vie-privee-'))
  const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
  const close = async (): Promise<void> => {
    for (const one of undo.splice(0).toReversed()) await one()
  }
  try {
    stage('serveur')
    const postgres: TestPostgres | null = engine === 'postgresql' ? await startPostgres() : null
    if (postgres !== null) undo.push(postgres.stop)
    const recorder = await openRecorder()
    undo.push(recorder.close)
    const home: ServerHome = {
      folder: join(folder, 'serveur'),
      databaseUrl: postgres === null ? null : await postgres.newDatabase(),
      publicUrl: recorder.origin,
      output: [],
      ahead: 0,
    }
    const needles = createNeedles()
    const inventing = createInventing(needles, seed)
    const store = await openStoreOf(home)
    const key = loadServerKey(join(home.folder, KEY_FILE))
    const seal = createSeal(key)
    const motDePasse = await hashPassword(PASSWORD)
    const now = Date.now
    const parts = { store, seal, now, linkTo: () => recorder.origin, onMail: () => {}, letters: createLetters(now) }
    const { structure, person, belongs } = invented(parts)
    const structures = {
      sender: await structure({ ...at, nom: 'Mission locale des Collines', dora: validated }),
      held: await structure({ ...at, nom: 'Association des Rives', dora: waiting }),
      refused: await structure({ ...at, nom: 'Association de personne', dora: waiting }),
      receiver: await structure({ ...at, nom: 'Garage solidaire', dora: validated }),
      other: await structure({ ...at, nom: 'Atelier vélo', dora: validated }),
    }
    const made = new Map<Worker, { readonly professional: Professional; readonly user: User }>()
    for (const name of WORKERS) {
      const professional = inventing.professional(name)
      const { prenom, nom, courriel } = professional
      const role = name === 'ada' ? ('administrateur' as const) : ('professionnel' as const)
      made.set(name, { professional, user: await person({ prenom, nom, courriel, role, motDePasse }) })
    }
    const record = <T>(of: (one: { readonly professional: Professional; readonly user: User }) => T): Record<Worker, T> =>
      Object.fromEntries([...made].map(([name, one]) => [name, of(one)])) as Record<Worker, T>
    const users = record(({ user }) => user)
    const who = record(({ professional }) => professional)
    for (const [name, one, admin] of [
      ['alix', structures.sender, true],
      ['alma', structures.sender, false],
      ['remi', structures.sender, false],
      ['alix', structures.held, true],
      ['rose', structures.refused, true],
      ['bao', structures.receiver, true],
      ['bilal', structures.receiver, false],
    ] as const)
      await belongs(users[name], one, 'membre', admin)
    await fill(store, [], servicesOf(structures.receiver, structures.other))
    await store.close()

    let server = await startServer(home)
    undo.push(() => server.kill())
    recorder.pointTo(server.origin)
    stage('postes')
    const desks = Object.fromEntries(
      await Promise.all(
        SEATED.map(async (name) => {
          const desk = await openDesk(join(folder, `poste-${name}`), recorder.origin, {
            who: who[name],
            password: PASSWORD,
            ahead: () => home.ahead,
          })
          undo.push(desk.kill)
          return [name, desk] as const
        }),
      ),
    ) as Record<Seated, PrivacyDesk>
    return {
      folder,
      engine,
      home,
      key,
      recorder,
      needles,
      inventing,
      who,
      users,
      elsewhere: inventing.professional('quelqu’un des Emplois'),
      structures,
      desks,
      server: () => server,
      restart: async () => {
        server = await startServer(home)
        recorder.pointTo(server.origin)
      },
      pass: (ms) => server.setAhead(home.ahead + ms),
      password: PASSWORD,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
