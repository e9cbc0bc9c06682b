import { serveWorker } from '#main/worker/serve.ts'
import { createIndexCache } from './index-cache.ts'

/** The map's own thread: clustering 150,000 points takes half a second, and a search must never wait for it. */
serveWorker(createIndexCache())
