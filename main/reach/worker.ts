import { serveWorker } from '#main/worker/serve.ts'
import { createTransit } from './transit.ts'

/** The timetables' own thread: reading one takes seconds, and a search must never wait for it. */
serveWorker(createTransit())
