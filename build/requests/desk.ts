import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startExchange } from '#main/sync/exchange.ts'
import { createMine } from '#main/sync/mine.ts'
import { type Outbox, type Replica, SyncFailure, type Transport } from '#main/sync/ports.ts'
import { createHttpTransport } from '#main/sync/transport-http.ts'
import { openUserStore, type UserStore } from '#main/user/store.ts'
import { attach } from '#main/user/testing/requests.ts'
import { draftService, invented, key } from '#main/user/testing/people.ts'
import type { SendRequest } from '#main/user/requests-types.ts'
import { DESK_WINDOWS, negotiate } from '#shared/sync/versions.ts'
import type { Session } from '#shared/sync/wire.ts'
import type { RequestBench } from '#server/orientations/testing/bench.ts'

/** A desk reduced to its precious file and to the account's part of its exchanges: both are the real ones, over HTTP. */

/** The desk has died: nothing of it does anything any more. */
export class Died extends Error {}

/** What the line does to the nth message; null for nothing. `before`: it never arrives; `after`: its answer is lost. */
export type Fault = (message: number) => 'before' | 'after' | null

type Options = {
  readonly folder?: string
  readonly session: Session
  readonly origin: () => string
  /** Called at each step that the desk takes: throws Died for it to die there. */
  readonly onStep?: () => void
  readonly fault?: Fault
}

/** So far ahead that what was put off is due, and that files of an hour ago are not. */
const AHEAD_MS = 30 * 60_000

const over = <T extends object>(port: T, step: (name: string, work: () => Promise<unknown>) => Promise<unknown>): T =>
  Object.fromEntries(
    Object.entries(port).map(([name, method]) => [
      name,
      (...input: never[]) => step(name, async () => (method as (...all: never[]) => unknown)(...input)),
    ]),
  ) as T

export const openRequestDesk = ({
  folder = mkdtempSync(join(tmpdir(), 'dora-poste-')),
  session,
  origin,
  onStep = () => {},
  fault = () => null,
}: Options) => {
  let ahead = 0
  const now = () => Date.now() + ahead
  const clock = { now: () => new Date(now()).toISOString(), today: () => new Date(now()).toISOString().slice(0, 10) }
  const open = (): UserStore => openUserStore({ folder, key, clock, reserveBytes: 0 })
  let store = open()
  if (store.account.get().compte?.id !== session.compte.id) store.account.set({ session, serveur: 'essai' })
  let messages = 0

  const dying = async (work: () => Promise<unknown>): Promise<unknown> => {
    onStep()
    const value = await work()
    onStep()
    return value
  }
  const onLine = async (work: () => Promise<unknown>): Promise<unknown> => {
    const hit = fault(messages++)
    if (hit === 'before') throw new SyncFailure('network')
    const value = await work()
    if (hit === 'after') throw new SyncFailure('network')
    return value
  }

  const exchange = async (): Promise<void> => {
    const http: Transport = createHttpTransport({ server: `${origin()}/`, poste: 'essai', version: '0' })
    const { live: _live, blob: _blob, ...asked } = http
    const transport = { ...http, ...over(asked, (_, work) => dying(() => onLine(work))) }
    const outbox = over(store.outbox as unknown as Outbox, (_, work) => dying(work))
    const mine = createMine({
      transport,
      outbox,
      replica: {} as Replica,
      clock: { now, sleep: () => Promise.resolve() },
      rng: Math.random,
      territories: () => [],
      onProgress: () => {},
      report: () => {},
    })
    const { epoch, proto, schema } = await transport.info()
    const speak = negotiate(DESK_WINDOWS, { proto, schema })
    if (speak === null) throw new Error('no common version')
    await mine(startExchange({ now }, undefined, speak), epoch, { send: true, read: true })
    ahead += AHEAD_MS
  }

  const sendAs = (template: SendRequest, motif: string, files: Readonly<Record<string, Uint8Array>>): string => {
    const { id: draftId } = store.drafts.create(draftService)
    store.drafts.save({ id: draftId, content: { ...invented, motif } })
    for (const [nom, bytes] of Object.entries(files)) attach(store, draftId, nom, bytes)
    return store.requests.send(withMotif({ ...template, draftId }, motif)).id
  }

  return {
    folder,
    store: () => store,
    exchange,
    /** What a person does, from the first word to « Send ». `motif` tells the request from any other. */
    sendAs,
    signIn: (next: Session): void => store.account.set({ session: next, serveur: 'essai' }),
    /** Exchanges, whatever the line does, until nothing waits that time would not move. */
    untilQuiet: async (most = 30): Promise<void> => {
      for (let turn = 0; turn < most; turn++) {
        try {
          await exchange()
          if (store.outbox.nextAt() === null) return
        } catch (error) {
          if (!(error instanceof SyncFailure)) throw error
          ahead += AHEAD_MS
        }
      }
      throw new Error('a desk that never has done')
    },
    send: (bench: RequestBench, motif: string, files: Readonly<Record<string, Uint8Array>> = {}, more: More = {}): string =>
      sendAs(requestFor(bench, more), motif, files),
    resend: (bench: RequestBench, draftId: string, motif: string): string =>
      store.requests.send(withMotif({ ...requestFor(bench), draftId }, motif)).id,
    /** The application starts again on what the disk has. */
    restart: (): void => {
      store.close()
      store = open()
    },
    close: (): void => store.close(),
  }
}
export type RequestDesk = ReturnType<typeof openRequestDesk>

const withMotif = (asked: SendRequest, motif: string): SendRequest => ({
  ...asked,
  request: { ...asked.request, besoin: { ...asked.request.besoin, motif } },
})

type More = { readonly request?: Partial<SendRequest['request']>; readonly retenue?: boolean }

/** What the screen of a draft would send, but for the draft. */
export const requestFor = (
  { asked, alix, sender, receiver }: RequestBench,
  { request: over = {}, retenue = false }: More = {},
): SendRequest => {
  const { pieces: _pieces, cree_le: _at, ...request } = asked(over)
  return {
    draftId: '',
    request,
    service: {
      id: request.service_id,
      nom: 'Permis de conduire',
      structure_id: receiver.id,
      structure_nom: receiver.nom,
      adresse: '3 rue des Forges, 33000 Bordeaux',
      thematiques: ['mobilite--acceder-a-un-vehicule'],
      duree: null,
    },
    prescripteur: {
      user_id: alix.id,
      nom: 'Alix Fabre',
      courriel: alix.courriel,
      structure_id: sender.id,
      structure_nom: sender.nom,
    },
    retenue,
  }
}
