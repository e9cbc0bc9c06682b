import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string): string => `${import.meta.dirname}/${path}`

/** Where `npm run dev` runs the services (build/dev.ts); the page's requests are handed to it as if they were its own. */
const devHost = process.env['DORA_DEV_HOST']
const toHost = (target: string) => ({ target, changeOrigin: true, headers: { origin: target } })

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        // The workers are files of their own, beside the entries: main/worker/locate.ts finds them by these names.
        input: {
          index: at('main/index.ts'),
          browser: at('main/browser.ts'),
          'catalogue-worker': at('main/catalogue/worker.ts'),
          'kit-worker': at('main/kit/worker.ts'),
          'map-worker': at('main/map/worker.ts'),
          'reach-worker': at('main/reach/worker.ts'),
          'sync-worker': at('main/sync/worker.ts'),
          'table-worker': at('main/listing/table/worker.ts'),
          'user-worker': at('main/user/worker.ts'),
        },
        // Shared code too lies beside the entries, for it may ask where the workers are.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    // A sandboxed preload is CommonJS and cannot require a package: everything is inlined.
    build: { outDir: 'out/preload', externalizeDeps: false, lib: { entry: at('preload/index.ts'), formats: ['cjs'] } },
  },
  renderer: {
    root: at('renderer'),
    // Addresses of screens have several levels: files are asked from the root. electron-vite, which thinks of file://, sets a
    // relative base in its own `config` hook, so the last word is said in a later one.
    base: '/',
    plugins: [react(), { name: 'files-from-the-root', enforce: 'post', config: () => ({ base: '/' }) }],
    // One file read from the disk: splitting it would gain nothing.
    build: {
      chunkSizeWarningLimit: 2_000,
      outDir: at('out/renderer'),
      minify: true,
      rollupOptions: {
        input: at('renderer/index.html'),
        // zod with what tells it not to compile (lib/no-eval.ts): schemas of any other file find it told already.
        output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|lib[\\/]no-eval\.ts/ }] } },
      },
    },
    ...(devHost === undefined
      ? {}
      : {
          server: { host: '127.0.0.1', proxy: { '/rpc': toHost(devHost), '/events': toHost(devHost), '/open': toHost(devHost) } },
        }),
  },
})
