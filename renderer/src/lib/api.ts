import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { createClient } from '#shared/client.ts'
import type { DoraContract } from '#shared/contract.ts'
import type { DoraError } from '#shared/errors.ts'
import type { InputOf, OutputOf, ProcedureName } from '#shared/rpc.ts'
import { EVENTS, isStale } from './stale.ts'
import { createTransport } from './transport.ts'

/**
 * Reads and writes of the screens. The other side is a local database that answers in milliseconds and pushes its changes,
 * so nothing is refetched on focus or by age: only an event of the contract makes a read stale.
 */
type Name = ProcedureName<DoraContract>
type Input<N extends Name> = InputOf<DoraContract, N>
type Output<N extends Name> = OutputOf<DoraContract, N>

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 5 * 60_000,
      retry: (failures, error) => failures < 1 && (error as DoraError).code === 'hote-injoignable',
      retryDelay: 300,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

export const client = createClient<DoraContract>(createTransport(() => void queryClient.invalidateQueries()))

for (const event of EVENTS) {
  client.on(event, () => {
    void queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => isStale(event, String(name)) })
  })
}

type CallOptions = {
  /** False waits; the result is then pending. */
  readonly enabled?: boolean
  /** Keeps showing the answer to the previous input while the next arrives (`isPlaceholderData` tells). */
  readonly keepPrevious?: boolean
  /** Asked again each time it is shown: what others change on the server, of which no event tells. */
  readonly fresh?: boolean
}

/** Reads a procedure: `const { data, error, isPending, refetch } = useCall('catalogue.service', { id })`. Use `undefined` for void. */
export const useCall = <N extends Name>(
  name: N,
  input: Input<N>,
  options: CallOptions = {},
): UseQueryResult<Output<N>, DoraError> =>
  useQuery<Output<N>, DoraError>({
    queryKey: [name, input ?? null],
    queryFn: () => client.call(name, input),
    enabled: options.enabled ?? true,
    ...(options.fresh === true && { staleTime: 0 }),
    ...(options.keepPrevious === true && { placeholderData: keepPreviousData as never }),
  })

/** Sends a read at once, so that its answer is on its way before the screen asks for it. */
export const prefetch = <N extends Name>(name: N, input: Input<N>): void =>
  void queryClient.prefetchQuery({ queryKey: [name, input ?? null], queryFn: () => client.call(name, input) })

/** Reads a procedure again wherever it is shown, after a write that no event follows. */
export const readAgain = (name: Name): Promise<void> => queryClient.invalidateQueries({ queryKey: [name] })

/** Writes: `const save = useAction('favourites.add'); save.mutate(input, { onError })`. The event of the contract refreshes the reads. */
export const useAction = <N extends Name>(name: N): UseMutationResult<Output<N>, DoraError, Input<N>> =>
  useMutation<Output<N>, DoraError, Input<N>>({ mutationFn: (input) => client.call(name, input) })
