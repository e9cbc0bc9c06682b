/** Builds the screens alone, which is all the browser host needs; `npm run build` builds everything, for Electron. */
import { build, type InlineConfig } from 'vite'
import config from '../electron.config.ts'

const { renderer } = config as { readonly renderer: InlineConfig }
const { build: options, ...rest } = renderer
await build({
  ...rest,
  configFile: false,
  logLevel: 'warn',
  build: { ...options, target: 'chrome120', emptyOutDir: true, reportCompressedSize: false },
})
