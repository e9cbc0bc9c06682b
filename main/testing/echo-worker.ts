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
  say: (text: string): void => emit('said', text),
  askOwner: (text: string): Promise<string> => owner.shout(text),
  askUnknown: (_: undefined): Promise<void> => owner.unknown(undefined),
}
export type EchoMethods = typeof methods

/** What the worker may ask of the side that started it. */
export type EchoOwner = { readonly shout: (text: string) => string; readonly unknown: (_: undefined) => void }

const { emit, owner } = serveWorker<EchoOwner>(methods)
