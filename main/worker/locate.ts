/**
 * Where a worker's entry is: beside the sources when they run unbuilt (`main/<folder>/worker.ts`),
 * beside the bundle otherwise (`out/main/<name>-worker.js`, see electron.config.ts).
 */
export const workerUrl = (name: 'catalogue' | 'map' | 'sync' | 'user'): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL(`../${name}/worker.ts`, import.meta.url)
    : new URL(`./${name}-worker.js`, import.meta.url)
