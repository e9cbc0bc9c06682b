import type { Reply } from '#shared/rpc.ts'
import type { Outcome } from './child.ts'
import { startHost } from './host.ts'
import { isInterrupted } from './interruption.ts'

const FIRST_SEARCH = { text: 'permis', place: { kind: 'commune', code: '59350' } }

/** From the start of the process to the first search answered, through the door a page uses. */
const once = async (desk: string): Promise<number> => {
  const began = performance.now()
  const host = await startHost(desk)
  try {
    const { origin } = new URL(host.url)
    const opened = await fetch(host.url, { redirect: 'manual' })
    const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
    const response = await fetch(`${origin}/rpc/search.run`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify(FIRST_SEARCH),
    })
    const reply = (await response.json()) as Reply
    if (!reply.ok) throw new Error(reply.error.message)
    return performance.now() - began
  } finally {
    await host.stop()
  }
}

/** Milliseconds of each run. The file is in the system's cache after the first: dropping it would need root. */
export const measureColdStart = async (desk: string, runs: number): Promise<Outcome<readonly number[]>> => {
  const times: number[] = []
  try {
    while (times.length < runs && !isInterrupted()) times.push(await once(desk))
    return times.length === 0 ? { ok: false, why: 'interrompu' } : { ok: true, value: times }
  } catch (error) {
    return { ok: false, why: isInterrupted() ? 'interrompu' : error instanceof Error ? error.message : String(error) }
  }
}
