import type { z } from 'zod'

/**
 * The grammar of the bridge between the screens and the services.
 * A contract names procedures and events; the preload, the router, the client and both hosts are derived from it.
 */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/** Only JSON crosses: a Date, a Map or a typed array would arrive differently through the two hosts. */
type Wire = z.ZodType<Json | void>

export type Procedure<I extends Wire = Wire, O extends Wire = Wire> = {
  readonly input: I
  readonly output: O
}

export type Contract = {
  readonly procedures: Readonly<Record<string, Procedure>>
  readonly events: Readonly<Record<string, Wire>>
}

export const procedure = <I extends Wire, O extends Wire>(input: I, output: O): Procedure<I, O> => ({ input, output })

export type ProcedureName<C extends Contract> = keyof C['procedures'] & string
export type EventName<C extends Contract> = keyof C['events'] & string
export type InputOf<C extends Contract, N extends ProcedureName<C>> = z.input<C['procedures'][N]['input']>
export type ParsedInputOf<C extends Contract, N extends ProcedureName<C>> = z.output<C['procedures'][N]['input']>
export type OutputOf<C extends Contract, N extends ProcedureName<C>> = z.output<C['procedures'][N]['output']>
export type PayloadOf<C extends Contract, N extends EventName<C>> = z.output<C['events'][N]>

/** What a service must provide: one handler per procedure. A missing one does not compile. */
export type Handlers<C extends Contract> = {
  readonly [N in ProcedureName<C>]: (input: ParsedInputOf<C, N>) => Promise<OutputOf<C, N>> | OutputOf<C, N>
}

export type WireError = {
  readonly code: string
  readonly message: string
  /** What the screen may show beside the message (a field name, a limit…). Never personal data. */
  readonly details?: { readonly [key: string]: Json } | undefined
}

export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: WireError }

export type BridgeEvent = { readonly name: string; readonly payload: unknown }

/** The whole surface that crosses: `window.bridge` is one of these, and so is the HTTP client. */
export type Transport = {
  readonly call: (name: string, input: unknown) => Promise<Reply>
  /** Returns the function that ends the subscription. */
  readonly subscribe: (listener: (event: BridgeEvent) => void) => () => void
}
