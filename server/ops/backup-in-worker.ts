import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { BackupHead } from './backup.ts'

/** `backUpFile` in a thread of its own. Rejects as it throws. */
export const backUpInWorker = async (file: string, to: string): Promise<BackupHead> => {
  const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), { workerData: { file, to } })
  const [head] = (await once(worker, 'message')) as [BackupHead]
  await worker.terminate()
  return head
}
