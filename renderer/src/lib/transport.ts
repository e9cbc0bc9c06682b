import type { BridgeEvent, Reply, Transport } from '#shared/rpc.ts'

/**
 * The one door to the services: the preload's bridge inside Electron, HTTP and SSE in a browser (main/hosts/http.ts).
 * Events may be lost while the stream is down, so a reopened stream tells `onReconnect` to read everything again.
 */
declare global {
  interface Window {
    readonly bridge?: Transport
  }
}

const unreachable: Reply = { ok: false, error: { code: 'hote-injoignable', message: '' } }

const post = async (name: string, input: unknown): Promise<Reply> => {
  let response: Response
  try {
    response = await fetch(`/rpc/${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input ?? null),
      credentials: 'same-origin',
    })
  } catch {
    return unreachable
  }
  try {
    const reply = (await response.json()) as Reply
    if (typeof reply.ok === 'boolean') return reply
  } catch {
    // Not JSON: a proxy page, or a host that died while answering.
  }
  return response.status === 401 || response.status === 403
    ? { ok: false, error: { code: 'acces-refuse', message: '' } }
    : unreachable
}

type HttpTransport = Transport & { readonly close: () => void }

export const createHttpTransport = (onReconnect: () => void): HttpTransport => {
  const listeners = new Set<(event: BridgeEvent) => void>()
  let opened = false
  const source = new EventSource('/events')
  source.addEventListener('open', () => {
    if (opened) onReconnect()
    opened = true
  })
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const event = JSON.parse(data) as BridgeEvent
    for (const listener of listeners) listener(event)
  })
  return {
    call: post,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => source.close(),
  }
}

export const createTransport = (onReconnect: () => void): Transport => window.bridge ?? createHttpTransport(onReconnect)
