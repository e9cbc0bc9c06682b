import { setFlagsFromString } from 'node:v8'

/**
 * Imported first by the command lines of the import, for its effect. Rows live for a moment: left alone, V8 lets its heap grow
 * by 200 MB to spare collections. Measures: docs/decisions/import.md.
 */
setFlagsFromString('--max-semi-space-size=4')
setFlagsFromString('--semi-space-growth-factor=1')
setFlagsFromString('--heap-growing-percent=50')
