import { MINE } from '#shared/sync/scope.ts'
import { type Exchange, failed, Interrupted, isUnreachable, startExchange } from './exchange.ts'
import { createMine, type MineAsk } from './mine.ts'
import type { Ask, Cycle, CycleParts, Outcome } from './outcome.ts'
import { createPublicPart } from './public.ts'
import type { Effects } from './send.ts'

const NOTHING: Effects = { mine: false, public: false }

/**
 * One exchange of the desk with its server (sync.md §2.2–2.8): negotiation, outbox, the account's rows, then the catalogue.
 * The account comes first: a catalogue to download must not hold back what a person wrote. Neither part stops the other, unless
 * the server cannot be spoken with. Pure: it touches the world through its parts only.
 */
export const createCycle = (parts: CycleParts): Cycle => {
  const { replica, outbox, onProgress, onCatalogue = () => {}, report } = parts
  const mine = createMine(parts)
  const common = createPublicPart(parts)
  /** The failure last told: one that lasts is told once, not at each try. */
  let toldFailure: string | null = null

  /** A part that fails leaves its reason, and lets the other one have its turn when that is worth it. */
  const part = async <T>(exchange: Exchange, work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Interrupted || isUnreachable(error)) throw error
      failed(exchange.tally, error)
      return otherwise
    }
  }

  const exchangeMine = (exchange: Exchange, epoch: string, ask: MineAsk): Promise<Effects> =>
    part(exchange, () => mine(exchange, epoch, ask), NOTHING)

  /** `mineEpoch`: the history in which the account's part has had its turn; null when it has not. */
  const exchangePublic = async (exchange: Exchange, mineEpoch: string | null): Promise<void> => {
    const lost = await part(exchange, () => common.read(exchange), false)
    const epoch = common.known()?.epoch
    if (lost && epoch !== undefined && epoch !== mineEpoch) await exchangeMine(exchange, epoch, { send: true, read: true })
  }

  /** Rows changed since the file was packed slow the search down: mended here, where nobody waits. */
  const tidy = async (exchange: Exchange): Promise<void> => {
    if (!exchange.tally.catalogueChanged) return
    onCatalogue()
    if (exchange.signal?.aborted === true) return
    try {
      if (await replica.repack(onProgress)) onCatalogue()
    } finally {
      onProgress(null)
    }
  }

  const whole = async (exchange: Exchange): Promise<void> => {
    const { epoch } = await common.info(exchange, true)
    await exchangeMine(exchange, epoch, { send: true, read: true })
    await exchangePublic(exchange, epoch)
  }

  const poked = async (exchange: Exchange, poke: NonNullable<Ask['poke']>): Promise<void> => {
    // One that names nothing tells the head as a stream opens.
    const all = poke.scopes.length === 0
    if ((all || poke.scopes.includes(MINE)) && (await outbox.state()).cursor < poke.head)
      await exchangeMine(exchange, poke.epoch, { send: false, read: true })
    if (!all && !poke.scopes.some(common.carries)) return
    if (await common.has(poke.epoch, poke.head)) exchange.tally.upToDate = true
    else await exchangePublic(exchange, null)
  }

  const sendOnly = async (exchange: Exchange, epoch: string): Promise<void> => {
    const effects = await exchangeMine(exchange, epoch, { send: true, read: false })
    // A push may be the first to hear of another history: nothing more is assumed of the former one.
    const heard = (await outbox.state()).epoch
    if (heard !== null && heard !== epoch) await whole(exchange)
    else if (effects.public) await exchangePublic(exchange, null)
  }

  const exchangeAsAsked = (exchange: Exchange, { poke, sendOnly: only }: Ask): Promise<void> => {
    const known = common.known()
    // Nothing is assumed of a server that has not said what it is, or says that it is another one.
    if (known === null || (poke !== undefined && poke.epoch !== known.epoch)) return whole(exchange)
    if (poke !== undefined) return poked(exchange, poke)
    return only === true ? sendOnly(exchange, known.epoch) : whole(exchange)
  }

  return {
    run: async (ask = {}): Promise<Outcome> => {
      const exchange = startExchange(parts.clock, ask.signal, common.versions())
      const { tally } = exchange
      try {
        await exchangeAsAsked(exchange, ask)
      } catch (error) {
        if (error instanceof Interrupted) tally.interrupted = true
        else failed(tally, error)
      }
      await tidy(exchange).catch((error: unknown) => failed(tally, error))
      const failure = tally.failure?.code ?? null
      if (failure !== null && failure !== toldFailure) report({ what: 'failed', code: failure })
      if (!tally.interrupted) toldFailure = failure
      const nextSendAt = await outbox.nextAt().catch(() => null)
      return { ...tally, nextSendAt }
    },
  }
}
