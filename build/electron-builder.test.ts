import { expect, it } from 'vitest'
import config from './electron-builder.ts'

it('states every fuse, each on its safe side', () => {
  expect(config.electronFuses).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
    resetAdHocDarwinSignature: false,
  })
})

it('packs what is built and nothing else, native modules outside the archive', () => {
  expect(config.asar).toBe(true)
  expect(config.asarUnpack).toContain('**/*.node')
  expect(config).not.toHaveProperty('disableAsarIntegrity')
  for (const pattern of config.files as string[]) expect(pattern).toMatch(/^(out\/(main|preload|renderer)\/\*\*|package\.json)$/)
})
