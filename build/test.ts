/**
 * `npm test`: every check, in order, each to its end, then a summary. Nothing is checked elsewhere (`.ci/run` calls this).
 * `npm test -- unit e2e` runs those steps only; what is not a step's name goes to vitest and Playwright (`npm test -- unit router`).
 */
import { ensure, STEPS as PREPARATION } from './prepare.ts'
import { runNode } from './run.ts'

type Check = {
  readonly label: string
  readonly args: readonly string[]
  /** Whether what follows the steps' names on the command line is for this program. */
  readonly takesRest?: boolean
  /** What must be built before. */
  readonly needs?: readonly (keyof typeof PREPARATION)[]
}

const SOURCES = ['shared', 'main', 'preload', 'renderer', 'server', 'build', 'e2e'].map(
  (folder) => `${folder}/**/*.{ts,tsx,mjs,css}`,
)

const CHECKS = {
  types: { label: 'types (tsc)', args: ['node_modules/typescript/bin/tsc', '-b'] },
  lint: { label: 'règles (oxlint)', args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'] },
  format: {
    label: 'mise en forme (prettier)',
    args: [
      'node_modules/prettier/bin/prettier.cjs',
      '--check',
      '--log-level',
      'warn',
      '--no-error-on-unmatched-pattern',
      ...SOURCES,
      '*.config.ts',
    ],
  },
  dead: { label: 'code mort (knip)', args: ['node_modules/knip/bin/knip.js'] },
  build: { label: 'construction (electron-vite)', args: PREPARATION.electron.script },
  unit: {
    label: 'tests unitaires (vitest)',
    args: ['node_modules/vitest/vitest.mjs', 'run'],
    takesRest: true,
    needs: ['geography'],
  },
  e2e: {
    label: 'parcours dans un navigateur (Playwright)',
    args: ['node_modules/@playwright/test/cli.js', 'test'],
    takesRest: true,
    needs: ['screens', 'geography'],
  },
} as const satisfies Record<string, Check>

type Name = keyof typeof CHECKS
const isName = (text: string): text is Name => Object.hasOwn(CHECKS, text)

const args = process.argv.slice(2)
const named = args.filter(isName)
const chosen = named.length > 0 ? named : (Object.keys(CHECKS) as Name[])
const rest = args.filter((arg) => !isName(arg))

const results: { readonly label: string; readonly ok: boolean; readonly seconds: number }[] = []
for (const name of chosen) {
  const check: Check = CHECKS[name]
  for (const step of check.needs ?? []) await ensure(PREPARATION[step])
  console.log(`\n── ${check.label}`)
  const { code, seconds } = await runNode([...check.args, ...(check.takesRest === true ? rest : [])], {
    output: 'show',
    // Every answer is parsed by its schema: a service that breaks its contract fails the tests.
    env: { DORA_CHECK_OUTPUTS: '1' },
  })
  results.push({ label: check.label, ok: code === 0, seconds })
}

const failed = results.filter(({ ok }) => !ok).length
console.log('\n── résumé')
for (const { label, ok, seconds } of results)
  console.log(`${ok ? '✓' : '✗'} ${label} — ${seconds.toFixed(1).replace('.', ',')} s`)
console.log(`Checks: ${results.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
