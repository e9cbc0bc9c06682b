import { expect, test } from 'vitest'

type Watched = (
  us: { readonly ppid: number; readonly env: Record<string, string>; readonly platform: string },
  system: { readonly parentOf: (pid: number) => number | null; readonly commandOf: (pid: number) => string },
) => number[]
// Plain JavaScript, for the Node of any machine.
const file: string = './parents.mjs'
const { watchedParents } = (await import(/* @vite-ignore */ file)) as { readonly watchedParents: Watched }

/** Process 10 is our parent, 20 its parent. */
const under = (
  parent: string,
  grandparent: string,
  env: Record<string, string> = { npm_lifecycle_event: 'start' },
  platform = 'linux',
) =>
  watchedParents(
    { ppid: 10, env, platform },
    { parentOf: (pid) => (pid === 10 ? 20 : 1), commandOf: (pid) => (pid === 10 ? parent : pid === 20 ? grandparent : '') },
  )

test.each([
  ['npm and the shell it put between us', 'sh\0-c\0node build/bootstrap.mjs build/start.ts', 'npm start', [10, 20]],
  ['npm alone, where its shell gave us its place: the terminal above may close', 'npm start', '-bash', [10]],
  ['npm before it has named itself', 'node\0/usr/lib/node_modules/npm/bin/npm-cli.js\0start', 'zsh', [10]],
  ['nobody, under another tool than npm', 'node\0/usr/bin/pnpm\0start', 'bash', []],
])('watches %s', (_, parent, grandparent, watched) => {
  expect(under(parent, grandparent)).toEqual(watched)
})

test('watches nobody when started without npm: a launcher ends once it has launched', () => {
  expect(under('xfce4-panel', 'systemd', {})).toEqual([])
})

test('watches the shell of npm on Windows, where nothing else is told', () => {
  expect(under('', '', undefined, 'win32')).toEqual([10])
})
