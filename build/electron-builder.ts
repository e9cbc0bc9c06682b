import type { Configuration } from 'electron-builder'

/** `Required`: a fuse left unsaid would keep Electron's default, which is the permissive one. */
type Fuses = Required<NonNullable<Configuration['electronFuses']>>

const electronFuses: Fuses = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableCookieEncryption: true,
  onlyLoadAppFromAsar: true,
  enableEmbeddedAsarIntegrityValidation: true,
  grantFileProtocolExtraPrivileges: false,
  loadBrowserProcessSpecificV8Snapshot: false,
  // Only unsigned macOS builds need it; ours are signed.
  resetAdHocDarwinSignature: false,
}

const config: Configuration = {
  appId: 'fr.dora-bureau.desk',
  productName: 'DORA le bureau',
  directories: { output: 'out/dist', buildResources: 'build/resources' },
  // Sources are bundled into out/; the rest of the repository stays out of the package.
  files: ['out/main/**', 'out/preload/**', 'out/renderer/**', 'package.json'],
  extraResources: [{ from: 'out/geo', to: 'geo' }],
  // A browser comes back from signing in by `dora://connexion`, where no port of the machine may be listened on.
  protocols: [{ name: 'DORA le bureau', schemes: ['dora'] }],
  asar: true,
  // A native module is loaded by the system, which does not read inside an archive.
  asarUnpack: ['**/*.node'],
  // better-sqlite3 13 carries N-API binaries for every system: nothing to rebuild.
  npmRebuild: false,
  electronFuses,
  mac: { target: ['dmg', 'zip'], category: 'public.app-category.productivity', hardenedRuntime: true },
  win: { target: ['nsis'] },
  linux: { target: ['AppImage', 'deb'], category: 'Office' },
  // Where updates are published is chosen with the release process; until then nothing is uploaded by mistake.
  publish: null,
}

export default config
