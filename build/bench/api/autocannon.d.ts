/** What the bench uses of it: it comes without types. */
declare module 'autocannon' {
  type Request = { readonly method: string; readonly path: string }
  type Spread = { readonly average: number; readonly p50: number; readonly p99: number; readonly max: number }
  type Result = {
    readonly requests: Spread & { readonly total: number }
    readonly latency: Spread
    readonly throughput: Spread
    readonly duration: number
    readonly errors: number
    readonly timeouts: number
    readonly non2xx: number
  }
  type Options = {
    readonly url: string
    readonly connections: number
    readonly duration: number
    readonly requests: readonly { readonly setupRequest: (request: Request) => Request }[]
  }
  export default function autocannon(options: Options): Promise<Result>
}
