import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { STORE_FILE, verifyFile } from '#server/ops/backup.ts'
import { createRandom } from '../sim/random.ts'
import { openBed } from './bed.ts'
import { openSession, readCatalogue, readNotes } from './client.ts'
import { type Desk, launchDesk, notUpToDate, prepareDesk, search, signInDesk, startDesk, Unanswered } from './desk-process.ts'
import { createEditor } from './editor.ts'
import { createFavouriteTruth, PLANTED } from './favourites.ts'
import { catalogueDiffers, catalogueFile, checkIntegrity, filesHolding, logTail } from './files.ts'
import { EDITOR, launchServer, PASSWORD, PERSON, type RunningServer, startServer } from './server-process.ts'
import { until } from './wait.ts'

/**
 * A real server and a real desk, one of them killed at each round while both work (sync.md §3.5 d). What either has answered is
 * never lost nor done twice; what it has not answered is done or not.
 */

export type Engine = 'sqlite' | 'postgresql'
export type RoundsOptions = {
  readonly rounds: number
  readonly seed: number
  readonly engine: Engine
  readonly onRound?: (round: number) => void
}
export type RoundsResult = {
  readonly killed: { readonly desk: number; readonly server: number; readonly starting: number }
  /** Changes answered: by the desk, by the server. */
  readonly changes: number
  readonly edits: number
  /** Pushes of the editor whose answer was lost, or that found nobody. */
  readonly retries: number
}

const CHECK_EVERY = 5
const MOST_CHANGES = 8
const MOST_EDITS = 3
/** In any instant of what the last answer set going: an exchange takes a few tens of milliseconds. */
const MOST_DELAY_MS = 60
/** Within the time a process takes to be ready. */
const MOST_START_MS = 900

export const randomSeed = (): number => randomInt(2 ** 31)

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export const runRounds = async ({ rounds, seed, engine, onRound }: RoundsOptions): Promise<RoundsResult> => {
  const random = createRandom(seed)
  const bed = await openBed()
  const { line } = bed
  const killed = { desk: 0, server: 0, starting: 0 }
  const truth = createFavouriteTruth(random)
  const editor = createEditor(line.origin, random)
  const tokens: string[] = []

  const serverHome = await bed.newServer('server', engine === 'postgresql' ? await bed.newDatabase() : null)
  const deskHome = prepareDesk(join(bed.folder, 'desk'), line.origin)

  let server: RunningServer
  let desk: Desk
  const serve = async (): Promise<void> => {
    server = bed.keep(await startServer(serverHome))
    line.pointTo(server.origin)
  }
  /** A process that dies while it starts leaves what the next one opens. */
  const dieStarting = async (victim: 'desk' | 'server'): Promise<void> => {
    if (!random.chance(0.1)) return
    const dying = bed.keep(victim === 'desk' ? launchDesk(deskHome) : launchServer(serverHome))
    await pause(random.int(MOST_START_MS))
    await dying.kill()
    killed.starting += 1
  }

  /** Everything is where it must be, everywhere. Looked at until it is, for it takes its time; lost is lost for ever. */
  const converge = async (): Promise<void> => {
    await signInDesk(desk)
    tokens[0] ??= await openSession(line.origin, PERSON)
    const token = tokens[0]
    await desk.call('sync.now')
    await until('everything in its place', async () => {
      const status = await desk.status()
      const late = notUpToDate(status)
      if (late !== null) {
        // The line is back: a desk that had put its next try off is told, as it is when its network comes back.
        if (status.etat === 'hors-ligne') await desk.call('sync.now')
        return late
      }
      if (status.a_verifier > 0) return `${status.a_verifier} to look at`
      const { rows, head } = await readCatalogue(line.origin)
      return (
        editor.differs(rows) ??
        catalogueDiffers(deskHome.folder, rows) ??
        truth.differs(await readNotes(line.origin, token)) ??
        (head > 0 ? null : 'an empty server')
      )
    })
    // The desk's own word, against what it answered and what the server holds.
    await truth.learn(desk)
    const odd = (await desk.call<readonly { readonly etat: string }[]>('sync.outgoing')).find(({ etat }) => etat !== 'envoye')
    if (odd !== undefined) throw new Error(`a change is ${odd.etat}`)
    const last = editor.last()
    if (last === null) return
    await until('the last edit found by a search', async () => {
      const found = await search(desk, last.word)
      return found.includes(last.nom) ? null : `${last.nom} is not in ${found.join(', ')}`
    })
  }

  /** A person leaves and comes back, or an ordinary day. */
  const work = async (): Promise<{ readonly begun: Promise<unknown>; readonly session: boolean }> => {
    const session = random.chance(0.08)
    let left = random.int(MOST_CHANGES)
    let go = (): void => {}
    const enough = new Promise<void>((resolve) => (go = resolve))
    const count = (): void => {
      if (left-- <= 0) go()
    }
    const edits = (async () => {
      for (let n = random.int(MOST_EDITS + 1); n > 0; n--) {
        await editor.edit()
        count()
      }
    })()
    const changes = session
      ? (async () => {
          try {
            await desk.call('sync.signOut', { effacer: false })
            count()
            await desk.call('sync.signIn', { courriel: PERSON, motDePasse: PASSWORD })
          } catch (error) {
            // Killed, or without the server that would know the person: signed in again later.
            if (!(error instanceof Unanswered) && !String(error).includes('sync-')) throw error
          }
        })()
      : Promise.all(Array.from({ length: 1 + random.int(MOST_CHANGES) }, () => truth.act(desk).then(count)))
    const begun = Promise.all([edits, changes])
    // Told by `begun` when it is waited for.
    begun.catch(() => {})
    await Promise.race([enough, changes.catch(() => {})])
    return { begun, session }
  }

  const round = async (): Promise<void> => {
    const victim = random.chance(0.5) ? 'desk' : 'server'
    const { begun, session } = await work()
    await pause(random.int(MOST_DELAY_MS))
    if (victim === 'server') line.pointTo(null)
    await (victim === 'desk' ? desk : server).kill()
    killed[victim] += 1
    await dieStarting(victim)
    if (victim === 'server') await serve()
    else desk = bed.keep(await startDesk(deskHome))
    await begun
    // Out of the account, a desk shows its own favourites: the account's are looked at once it is back.
    if (session) await converge()
    else await truth.learn(desk)
  }

  const leaks = (): void => {
    tokens.push(...line.tokens)
    const secrets = [PLANTED, PERSON, EDITOR, PASSWORD, ...tokens]
    for (const [who, { output }] of Object.entries({ server: serverHome, desk: deskHome })) {
      const said = output.join('')
      if (secrets.some((secret) => said.includes(secret))) throw new Error(`the ${who} says what is private`)
    }
    const logs = filesHolding(bed.folder, secrets, (name) => name.endsWith('.log'))
    // Not only in logs: what is personal is sealed on the disk.
    const clear = filesHolding(bed.folder, [PLANTED, PASSWORD, ...tokens], () => true)
    if (logs.length + clear.length > 0) throw new Error(`private words in the clear: ${[...logs, ...clear].join(', ')}`)
  }

  try {
    await serve()
    desk = bed.keep(await startDesk(deskHome))
    await converge()
    for (let n = 1; n <= rounds; n++) {
      try {
        await round()
        if (n % CHECK_EVERY === 0 || n === rounds) await converge()
      } catch (error) {
        const said = logTail(deskHome.folder)
        throw new Error(`round ${n} of seed ${seed}: ${error instanceof Error ? error.message : String(error)}\n${said}`, {
          cause: error,
        })
      }
      onRound?.(n)
    }
    await (desk as Desk).stop()
    await (server! as RunningServer).stop()
    checkIntegrity(join(deskHome.folder, 'user.db'))
    checkIntegrity(catalogueFile(deskHome.folder) ?? '')
    const store = join(serverHome.folder, STORE_FILE)
    if (existsSync(store)) {
      checkIntegrity(store)
      verifyFile(store)
    }
    leaks()
    return { killed, changes: truth.answered(), edits: editor.answered(), retries: editor.retries() }
  } finally {
    await bed.close()
  }
}
