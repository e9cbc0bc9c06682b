/** Folder of each worker's source. */
const FOLDERS = {
  catalogue: 'catalogue',
  kit: 'kit',
  map: 'map',
  reach: 'reach',
  sync: 'sync',
  table: 'listing/table',
  user: 'user',
} as const

/**
 * Where a worker's entry is: beside the sources when they run unbuilt (`main/<folder>/worker.ts`),
 * beside the bundle otherwise (`out/main/<name>-worker.js`, see electron.config.ts).
 */
export const workerUrl = (name: keyof typeof FOLDERS): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL(`../${FOLDERS[name]}/worker.ts`, import.meta.url)
    : new URL(`./${name}-worker.js`, import.meta.url)
