import type { BridgeEvent, Reply, Transport } from '#shared/rpc.ts'

type Client = Transport & {
  /** The cookie header of the session. */
  readonly cookie: string
  /** Resolves once the event stream is open. */
  readonly ready: Promise<void>
  readonly close: () => void
}

/** What a page does in a browser, without a browser: opens the session by its key, then calls and listens with its cookie. */
export const openSession = async (openUrl: string): Promise<Client> => {
  const { origin } = new URL(openUrl)
  const opened = await fetch(openUrl, { redirect: 'manual' })
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  const listeners = new Set<(event: BridgeEvent) => void>()
  const abort = new AbortController()

  const listen = async (): Promise<void> => {
    const response = await fetch(`${origin}/events`, { headers: { cookie }, signal: abort.signal })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    if (reader === undefined) throw new Error('no event stream')
    const pump = async () => {
      let buffer = ''
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        buffer += value
        const messages = buffer.split('\n\n')
        buffer = messages.pop() ?? ''
        for (const message of messages.filter((text) => text.startsWith('data: '))) {
          for (const listener of listeners) listener(JSON.parse(message.slice('data: '.length)) as BridgeEvent)
        }
      }
    }
    // Closing aborts the stream: that is its ordinary end.
    void pump().catch(() => {})
  }

  return {
    cookie,
    ready: listen(),
    close: () => abort.abort(),
    call: async (name, input) => {
      const response = await fetch(`${origin}/rpc/${name}`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: JSON.stringify(input ?? null),
      })
      return (await response.json()) as Reply
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
