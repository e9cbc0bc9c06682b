import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { until } from '../rounds/wait.ts'
import { answerAll, lookAround } from './answering.ts'
import { DAY_MS } from './clock.ts'
import type { Item } from './evidence.ts'
import { type Case, casesOf, type Rest } from './journeys.ts'
import { dieSending, followUp, liveAgain, readAgain, removeAccount, untilNobodyWaits } from './later.ts'
import { type Planted, plantLeaks } from './leaks.ts'
import { lettersOf } from './letters.ts'
import type { Known } from './meant.ts'
import { OF_PROFESSIONAL, OF_SESSION, QUOI, type Quoi } from './people.ts'
import type { Passage, Report } from './report.ts'
import { keysThatOpen, sealedOnly } from './sealed.ts'
import { type Leak, search } from './search.ts'
import { sendToNobody, writeAndSend } from './sending.ts'
import { holdMail, letMailGo, rowsOf, serverCommand } from './server.ts'
import { openedOf, tracesOf } from './traces.ts'
import { type Engine, openWorld, SEATED, type World } from './world.ts'
import { askWrongly } from './wrong.ts'

/** Many lives of requests, and what is found of people wherever something of them could be left. */

export type Ask = {
  readonly engine: Engine
  readonly people: number
  readonly seed: number
  /** Leaks to leave before the last search (leaks.ts). */
  readonly leaks?: readonly string[]
}

/** A person has stopped it: the report says so. */
export class Stopped extends Error {}

export type Watch = {
  readonly stage?: (what: string) => void
  /** True once a person wants it stopped. */
  readonly isStopped?: () => boolean
}

/** Not a value: what opens them all. */
const OF_KEY = 'clé des données'
const PERSONS: ReadonlySet<string> = new Set(QUOI)
const isPersons = (quoi: string): boolean => PERSONS.has(quoi)

/** Kinds of sealed rows that are about a person: the others must not name one, not even sealed. */
const ABOUT_PEOPLE: ReadonlySet<string> = new Set(['orientation', 'envoi', 'reception', 'courrier', 'piece', 'favourite'])
/** Of these, those that the clock empties. */
const EMPTIED: ReadonlySet<string> = new Set(['orientation', 'envoi', 'reception', 'courrier', 'piece'])

const peopleIn = (world: World, bytes: Buffer, quoi: Quoi): ReadonlySet<string> =>
  new Set(world.needles.in(bytes).flatMap(({ needle }) => (needle.quoi === quoi ? [needle.qui] : [])))

/** What the server's own key opens, where it should tell of nobody. */
const leaksInside = (world: World, rows: ReadonlyMap<string, Buffer>, { gone }: Known, forgotten: boolean): Leak[] =>
  [...rows].flatMap(([kind, clear]) => {
    const mayName = ABOUT_PEOPLE.has(kind) && !(forgotten && EMPTIED.has(kind))
    return world.needles
      .in(clear)
      .filter(({ needle: { qui, quoi } }) => (isPersons(quoi) && !mayName) || (quoi === OF_PROFESSIONAL && gone.has(qui)))
      .map(({ needle, at }): Leak => {
        const extrait = clear.subarray(Math.max(0, at - 40), at + 30).toString('latin1')
        return { ...needle, place: 'serveur : base', nom: `rangées « ${kind} »`, par: 'clé du serveur', extrait }
      })
  })

const lookEverywhere = async (
  world: World,
  known: Known,
  quand: string,
  {
    rest,
    forgotten = false,
    planted = [],
  }: { readonly rest: Rest; readonly forgotten?: boolean; readonly planted?: readonly Item[] },
): Promise<Passage> => {
  const items = [...(await tracesOf(world)), ...planted]
  for (const token of [...world.recorder.tokens].slice(0, 20)) world.needles.addExact(token, { qui: 'session', quoi: OF_SESSION })
  const found = await search(items, { needles: world.needles, known, rest })
  const { rows, files } = await openedOf(world)
  const keys = keysThatOpen(
    items.filter(({ place }) => place !== 'serveur : clé' && place.startsWith('serveur')),
    sealedOnly(await rowsOf(world.home)),
  )
  return {
    quand,
    lieux: found.places,
    fuites: [
      ...found.fuites,
      ...leaksInside(world, rows, known, forgotten),
      ...keys.map(({ ou }): Leak => ({
        qui: 'tout le monde',
        quoi: OF_KEY,
        place: 'serveur : base',
        nom: ou,
        par: '',
        extrait: '',
      })),
    ],
    lisibles_avec_la_cle: {
      personnes: peopleIn(world, Buffer.concat([...rows.values()]), 'nom').size,
      fichiers: peopleIn(world, files, 'contenu de fichier').size,
    },
  }
}

/** A search that could not have found anything proves nothing. */
const mustBeThere = (passage: Passage, people: number, files: number): void => {
  const { personnes, fichiers } = passage.lisibles_avec_la_cle
  if (personnes < people || fichiers < files)
    throw new Error(`${passage.quand}: ${personnes} of ${people} people and ${fichiers} of ${files} files are there to be found`)
}

const isFound = (last: Passage | undefined, { lieu, qui, ou }: Planted): boolean =>
  last?.fuites.some(
    (leak) => leak.place === lieu && (qui === null ? leak.quoi === OF_KEY && leak.nom.includes(ou) : leak.qui === qui),
  ) ?? false

export const run = async (
  { engine, people, seed, leaks = [] }: Ask,
  { stage = () => {}, isStopped = () => false }: Watch = {},
): Promise<Report> => {
  const began = performance.now()
  const rest: Rest = async () => {
    await turn()
    if (isStopped()) throw new Stopped()
  }
  const world = await openWorld({ engine, seed }, stage)
  const passages: Passage[] = []
  let cases: readonly Case[] = []
  let planted: readonly Planted[] = []
  const letters = new Set<string>()
  let interrupted = false
  try {
    cases = casesOf(world, people)
    const dying = world.inventing.person()
    const gone = new Set<string>()
    const known: Known = {
      gone,
      addresses: new Map([...cases.map(({ person }) => person), dying].map(({ courriel, qui }) => [courriel, qui])),
    }
    const look = async (quand: string, more: { readonly forgotten?: boolean; readonly planted?: readonly Item[] } = {}) => {
      stage(`recherche\u202f: ${quand}`)
      for (const { nom } of lettersOf(world)) letters.add(nom)
      const passage = await lookEverywhere(world, known, quand, { rest, ...more })
      passages.push(passage)
      return passage
    }

    holdMail(world.home)
    stage('écrire et envoyer')
    await writeAndSend(world, cases, rest)
    const sent = cases.filter(({ id }) => id !== null)
    mustBeThere(await look('courrier en attente'), sent.length, sent.filter(({ withFile }) => withFile).length)
    letMailGo(world.home)
    world.pass(16 * 60_000)

    stage('répondre')
    await Promise.all(SEATED.map((seat) => world.desks[seat].signIn()))
    await answerAll(world, cases, rest)
    await lookAround(world, cases, rest)
    await askWrongly(world, cases, rest)
    await sendToNobody(world, cases, rest)
    await look('après les réponses')

    stage('arrêt brutal')
    await dieSending(world, dying)
    await look('après un arrêt brutal du serveur et d’un poste')

    stage('neuf jours')
    await liveAgain(world, 9 * DAY_MS)
    await followUp(world, cases, rest)
    world.pass(11 * DAY_MS)
    await removeAccount(world, 'remi')
    gone.add(world.who.remi.qui)
    await look('après vingt jours, rappels et plans B')

    stage('silence')
    world.pass(45 * DAY_MS)
    await untilNobodyWaits(world)
    await world.desks.alma.call('sync.signOut', { effacer: true })
    await look('après expiration, un compte effacé d’un poste')

    stage('six mois')
    world.pass(200 * DAY_MS)
    await until('files are gone', async () => {
      const left = (await rowsOf(world.home)).filter(({ kind }) => kind === 'piece').length
      return left === 0 ? null : `${left} files`
    })
    const half = await look('après six mois, sans fichiers joints')
    if (half.lisibles_avec_la_cle.fichiers > 0) throw new Error('files are still there')

    stage('deux ans')
    world.pass(540 * DAY_MS)
    await until('nobody is named any more', async () => {
      const { rows } = await openedOf(world)
      const named = peopleIn(world, rows.get('orientation') ?? Buffer.alloc(0), 'nom').size
      return named === 0 ? null : `${named} people`
    })
    await readAgain(world, 'alix')
    if (engine === 'sqlite') await serverCommand(world.home, 'backup', join(world.home.folder, 'sauvegardes', 'copie.db'))
    await serverCommand(world.home, 'person', cases[0]?.person.courriel ?? '')
    const left = await plantLeaks(world, leaks)
    planted = left.planted
    await look('après deux ans, rendu anonyme', { forgotten: true, planted: left.items })
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    interrupted = true
  } finally {
    stage('rangement')
    await world.close()
  }
  return {
    moteur: engine,
    graine: seed,
    personnes: cases.length,
    demandes: cases.filter(({ id }) => id !== null).length,
    valeurs: world.needles.count(),
    courriers: letters.size,
    adresses_demandees: world.recorder.lines.length,
    passages,
    plantees: planted.map((one) => ({ nom: one.nom, lieu: one.lieu, qui: one.qui, trouvee: isFound(passages.at(-1), one) })),
    fuites: passages.reduce((sum, { fuites }) => sum + fuites.length, 0),
    secondes: Math.round((performance.now() - began) / 1000),
    interrompu: interrupted,
  }
}
