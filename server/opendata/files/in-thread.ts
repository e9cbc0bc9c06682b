import { Worker } from 'node:worker_threads'
import type { BuildProgress, BuildWork, Built } from './build.ts'

export type ThreadMessage =
  | { readonly kind: 'progress'; readonly name: string; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly built: Built }

/** `buildRelease` in a thread of its own. Rejects as it does, or with the signal’s reason once the thread has ended. */
export const buildInThread = async (
  work: BuildWork,
  { onProgress, signal }: { readonly onProgress?: BuildProgress | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Built> => {
  signal?.throwIfAborted()
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: work })
  const stop = (): void => void worker.terminate()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<Built>((resolve, reject) => {
      worker.on('message', (message: ThreadMessage) => {
        if (message.kind === 'done') resolve(message.built)
        else onProgress?.(message.name, message.done, message.total)
      })
      worker.on('error', reject)
      worker.on('exit', (code) =>
        reject(signal?.aborted === true ? (signal.reason as Error) : new Error(`Open data thread ended (${code}).`)),
      )
    })
  } finally {
    signal?.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
