import { DoraError } from '#shared/errors.ts'
import type { Contract, Handlers, Reply } from '#shared/rpc.ts'
import type { z } from 'zod'

/** Answers any call, whatever it is: it never throws. Both hosts hand it what came from a page, unread. */
export type Router = { readonly call: (name: unknown, input: unknown) => Promise<Reply> }

type Options = {
  /** Told of each failure that is not of the catalogue `shared/errors.ts`; the page learns only `interne`. */
  readonly onUnexpected: (procedure: string, error: unknown) => void
  /** Parses every answer too: for tests and development, where a handler that breaks its word must be seen. */
  readonly checkOutputs?: boolean
}

const failure = (error: DoraError): Reply => ({ ok: false, error: error.toWire() })

/** Where the input is wrong, never what it holds: keys that do not look like field names may be typed text. */
const fieldsOf = (error: z.core.$ZodError): string => {
  const paths = error.issues.map(({ path }) =>
    path.map((key) => (typeof key === 'string' && /^[A-Za-z_]\w{0,40}$/.test(key) ? key : '*')).join('.'),
  )
  return [...new Set(paths.map((path) => (path === '' ? 'demande' : path)))].slice(0, 5).join(', ')
}

/** Contract × handlers. Names are looked up as own properties: `toString` and `__proto__` are no procedures. */
export const createRouter = <C extends Contract>(contract: C, handlers: Handlers<C>, options: Options): Router => {
  const checked = (name: string, output: unknown): unknown => {
    if (options.checkOutputs !== true) return output
    const parsed = contract.procedures[name]?.output.safeParse(output)
    if (parsed?.success === true) return output
    throw new Error(`${name} answered outside its contract: ${parsed === undefined ? 'no schema' : fieldsOf(parsed.error)}`)
  }

  return {
    call: async (name, input) => {
      if (typeof name !== 'string' || !Object.hasOwn(contract.procedures, name) || !Object.hasOwn(handlers, name)) {
        return failure(new DoraError('procedure-inconnue'))
      }
      try {
        // JSON has no undefined: a procedure without input receives null through HTTP.
        const parsed = contract.procedures[name]?.input.safeParse(input ?? undefined)
        if (parsed?.success !== true) {
          return failure(new DoraError('requete-invalide', { champ: parsed === undefined ? 'demande' : fieldsOf(parsed.error) }))
        }
        const handler = handlers[name as keyof Handlers<C>] as (input: unknown) => unknown
        return { ok: true, value: checked(name, await handler(parsed.data)) }
      } catch (error) {
        if (error instanceof DoraError) {
          if (error.code === 'interne' || error.cause !== undefined) options.onUnexpected(name, error.cause ?? error)
          return failure(error)
        }
        options.onUnexpected(name, error)
        return failure(new DoraError('interne'))
      }
    },
  }
}
