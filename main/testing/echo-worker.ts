import { DoraError } from '#shared/errors.ts'
import { serveWorker } from '../worker/serve.ts'

/** A worker that does each thing a worker may do, for main/worker/start.test.ts. */
const methods = {
  echo: (value: unknown) => value,
  coded: (_: undefined) => {
    throw new DoraError('piece-trop-lourde', { limite: '6 Mo' }, new Error('disk'))
  },
  crash: (_: undefined) => {
    throw new Error('boom')
  },
  unclonable: (_: undefined) => () => {},
  exit: (_: undefined) => process.exit(3),
  never: (_: undefined) => new Promise<void>(() => {}),
  say: (text: string) => emit('said', text),
}
export type EchoMethods = typeof methods

const { emit } = serveWorker(methods)
