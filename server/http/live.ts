import type { ServerResponse } from 'node:http'
import { setImmediate as breathe } from 'node:timers/promises'
import { isPublicScope, MINE, userScope } from '#shared/sync/scope.ts'
import type { Poke } from '#shared/sync/wire.ts'
import type { Commit, SyncStore } from '../store/types.ts'

/** Commits this close together are told at once. */
const COALESCE_MS = 50
const KEEP_ALIVE_MS = 20_000
/** Streams written before other work gets its turn. */
const BATCH = 200
/** What may wait in memory for one reader: a hundred pokes. One that lets more pile up is cut, and will connect again. */
const BACKLOG_BYTES = 16 * 1024

type Stream = { readonly response: ServerResponse; readonly userId: string | null; readonly address: string }

export type Live = {
  /** Takes the response over, and pokes through it until either side ends it. `head` is told at once. */
  readonly open: (stream: Stream, now: Poke) => void
  readonly count: (address?: string) => number
  /** Ends every stream, and hears no more commits. */
  readonly close: () => void
}

const event = (poke: Poke): string => `event: head\ndata: ${JSON.stringify(poke)}\n\n`

/** The event stream of `GET /sync/v1/live` (sync.md §2.2): no data, only that there is something to pull, and where. */
export const createLive = (
  store: Pick<SyncStore, 'onCommit'>,
  { onDropped = () => {}, coalesceMs = COALESCE_MS }: { readonly onDropped?: () => void; readonly coalesceMs?: number } = {},
): Live => {
  const streams = new Set<Stream>()
  const addresses = new Map<string, number>()
  let head: Commit['head'] | null = null
  let scopes = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let telling = false
  let closed = false

  const forget = (stream: Stream): void => {
    if (!streams.delete(stream)) return
    const left = (addresses.get(stream.address) ?? 1) - 1
    if (left === 0) addresses.delete(stream.address)
    else addresses.set(stream.address, left)
  }
  const write = (stream: Stream, text: string): void => {
    const { response } = stream
    if ((response.socket?.writableLength ?? 0) + response.writableLength > BACKLOG_BYTES) {
      onDropped()
      forget(stream)
      response.destroy()
    } else response.write(text)
  }
  const writeAll = async (textFor: (userId: string | null) => string | null): Promise<void> => {
    let written = 0
    // A Set is walked as it changes: streams that end are passed over, those that begin are told too.
    for (const stream of streams) {
      const text = textFor(stream.userId)
      if (text === null) continue
      write(stream, text)
      if (++written % BATCH === 0) await breathe()
    }
  }

  const tell = async (): Promise<void> => {
    timer = undefined
    if (telling || head === null) return
    telling = true
    const [now, changed] = [head, scopes]
    head = null
    scopes = new Set()
    const common = [...changed].filter(isPublicScope).sort()
    const poke = (more: readonly string[]): string | null => {
      const all = [...common, ...more]
      return all.length === 0 ? null : event({ epoch: now.epoch, head: now.seq, scopes: all })
    }
    const [everybody, owner] = [poke([]), poke([MINE])]
    await writeAll((userId) => (userId !== null && changed.has(userScope(userId)) ? owner : everybody))
    telling = false
    // What was committed meanwhile.
    schedule()
  }
  const schedule = (): void => {
    if (closed || head === null || telling) return
    timer ??= setTimeout(() => void tell(), coalesceMs)
  }
  const stopHearing = store.onCommit((commit) => {
    head = commit.head
    for (const scope of commit.scopes) scopes.add(scope)
    schedule()
  })
  const keepAlive = setInterval(() => void writeAll(() => ': ka\n\n'), KEEP_ALIVE_MS)
  keepAlive.unref()

  return {
    open: (stream, now) => {
      streams.add(stream)
      addresses.set(stream.address, (addresses.get(stream.address) ?? 0) + 1)
      stream.response.once('close', () => forget(stream))
      // A client that goes while it is being written to is no failure of ours.
      stream.response.on('error', () => forget(stream))
      stream.response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
        // Proxies that gather answers before passing them on (nginx) must not.
        'x-accel-buffering': 'no',
      })
      stream.response.write(event(now))
      if (closed) stream.response.end()
    },
    count: (address) => (address === undefined ? streams.size : (addresses.get(address) ?? 0)),
    close: () => {
      closed = true
      stopHearing()
      clearTimeout(timer)
      clearInterval(keepAlive)
      for (const { response } of streams) response.end()
    },
  }
}
