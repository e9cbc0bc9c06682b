import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder, root } from './desk.ts'
import { expect, test } from './test.ts'

/** A « browser » that only says what it was started with, and stays as one does. */
const RECORDER = `#!/bin/sh
printf '%s\\n' "$@" > "$RECORDED.part" && mv "$RECORDED.part" "$RECORDED"
exec sleep 120
`

// The file itself is the only thing asked of anywhere but the desk.
test.use({ allowedErrors: ['request: file:'] })

test('the window that the desk opens comes in by a file: no key is shown to the rest of the machine', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'the browser is found on the PATH on Linux only')
  const folder = newFolder()
  const bin = join(folder, 'bin')
  const recorded = join(folder, 'arguments')
  mkdirSync(bin)
  writeFileSync(join(bin, 'chromium'), RECORDER)
  chmodSync(join(bin, 'chromium'), 0o755)
  const { WAYLAND_DISPLAY: _, ...env } = process.env
  const desk = spawn(process.execPath, ['main/browser.ts', '--to', '/favoris'], {
    cwd: root,
    env: { ...env, PATH: `${bin}:${env['PATH'] ?? ''}`, DISPLAY: ':0', RECORDED: recorded, DORA_DESK_FOLDER: folder },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = new Promise((resolve) => desk.once('exit', resolve))
  try {
    await expect.poll(() => existsSync(recorded)).toBe(true)
    const told = readFileSync(recorded, 'utf8')
    expect(told).not.toMatch(/key|127\.0\.0\.1/)
    const address = /--app=(file:.*)/.exec(told)?.[1] ?? ''

    await page.goto(address)
    await page.waitForURL(/^http:\/\/127\.0\.0\.1:\d+\/favoris$/)
    await expect(page.getByRole('heading', { level: 1, name: 'Favoris' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name: 'Favoris' })).toBeVisible()
    // It has served.
    await expect.poll(() => existsSync(new URL(address))).toBe(false)
  } finally {
    await page.close()
    desk.kill('SIGINT')
    await exited
    rmSync(folder, { recursive: true, force: true })
  }
})
