import { parentPort, workerData } from 'node:worker_threads'
import { backUpFile } from './backup.ts'

/** Copies and verifies off the thread that answers desks (backup-in-worker.ts). */
const { file, to } = workerData as { readonly file: string; readonly to: string }
parentPort?.postMessage(backUpFile(file, to))
