import type { ChildMessage } from './child.ts'

/** The child's side of child.ts. Without its parent a child has nobody to measure for, and ends. */
export const inChild = async <I, T>(measure: (input: I, progress: (text: string) => void) => Promise<T> | T): Promise<void> => {
  process.on('disconnect', () => process.exit(1))
  const send = (message: ChildMessage) => new Promise<void>((resolve) => process.send?.(message, () => resolve()))
  const value = await measure(JSON.parse(process.argv[2] ?? 'null') as I, (progress) => void send({ progress }))
  await send({ value })
  process.exit(0)
}

const MB = 1_048_576

/** Memory of this process once garbage is gone, and the most it ever was, in MB. */
export const memory = (): { readonly rssMb: number; readonly peakMb: number } => {
  globalThis.gc?.()
  globalThis.gc?.()
  return { rssMb: process.memoryUsage.rss() / MB, peakMb: process.resourceUsage().maxRSS / 1024 }
}
