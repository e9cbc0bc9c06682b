import { afterEach, beforeEach, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import type { EchoMethods } from '../testing/echo-worker.ts'
import { type RunningWorker, startWorker } from './start.ts'

let worker: RunningWorker<EchoMethods>
beforeEach(() => {
  worker = startWorker<EchoMethods>(new URL('../testing/echo-worker.ts', import.meta.url), undefined, {
    shout: (text: string) => {
      if (text === '') throw new DoraError('piece-introuvable')
      return text.toUpperCase()
    },
  })
})
afterEach(() => worker.stop())

const failureOf = async (call: Promise<unknown>): Promise<DoraError> =>
  call.then(
    () => {
      throw new Error('it should have failed')
    },
    (error: unknown) => error as DoraError,
  )

it('answers each call its own value, typed arrays included', async () => {
  const values = [1, 'deux', null, undefined, new Uint32Array([3, 4])]
  expect(await Promise.all(values.map((value) => worker.remote.echo(value)))).toEqual(values)
})

it('carries a coded failure, its cause kept for the log', async () => {
  const failure = await failureOf(worker.remote.coded(undefined))
  expect(failure).toMatchObject({ code: 'piece-trop-lourde', details: { limite: '6 Mo' } })
  expect((failure.cause as Error).stack).toContain('disk')
})

it('tells any other failure as « interne », with the stack of the worker', async () => {
  const failure = await failureOf(worker.remote.crash(undefined))
  expect(failure.code).toBe('interne')
  expect(failure.message).not.toContain('boom')
  expect((failure.cause as Error).stack).toMatch(/boom[\s\S]*echo-worker/)
})

it('fails, rather than hangs, on what cannot be cloned, in either direction', async () => {
  expect((await failureOf(worker.remote.unclonable(undefined))).code).toBe('interne')
  await expect(worker.remote.echo(() => {})).rejects.toThrow('could not be cloned')
  expect(await worker.remote.echo(1)).toBe(1)
})

it('fails every pending and later call when its thread dies, and says so', async () => {
  const pending = failureOf(worker.remote.never(undefined))
  void worker.remote.exit(undefined).catch(() => {})
  expect((await pending).code).toBe('interne')
  await worker.exited
  expect((await failureOf(worker.remote.echo(1))).code).toBe('interne')
})

it('carries events', async () => {
  const said = Promise.withResolvers<unknown>()
  worker.on('said', said.resolve)
  await worker.remote.say('bonjour')
  expect(await said.promise).toBe('bonjour')
})

it('lets the worker ask its owner, failures coded like the others', async () => {
  expect(await worker.remote.askOwner('bonjour')).toBe('BONJOUR')
  expect((await failureOf(worker.remote.askOwner(''))).code).toBe('piece-introuvable')
  expect((await failureOf(worker.remote.askUnknown(undefined))).code).toBe('interne')
})
