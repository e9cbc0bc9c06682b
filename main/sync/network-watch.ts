import { networkInterfaces } from 'node:os'

const LOOK_MS = 5_000

/** Addresses of this machine on its networks: when they change, what failed may work. */
const network = (): string =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ')

/** Calls `onUp` each time this machine has another network. To be cleared. */
export const watchNetwork = (onUp: () => void): NodeJS.Timeout => {
  let before = network()
  const timer = setInterval(() => {
    const now = network()
    if (now !== before && now !== '') onUp()
    before = now
  }, LOOK_MS)
  timer.unref()
  return timer
}
