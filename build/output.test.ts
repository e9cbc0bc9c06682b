import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './stamp.ts'

const out = join(root, 'out')

describe.skipIf(!existsSync(join(out, 'preload/index.cjs')))('the built preload (skipped when nothing is built)', () => {
  const code = existsSync(join(out, 'preload/index.cjs')) ? readFileSync(join(out, 'preload/index.cjs'), 'utf8') : ''
  it('requires electron and nothing else', () => {
    expect([...code.matchAll(/require\(["'`]([^"'`]+)["'`]\)/g)].map((match) => match[1])).toEqual(['electron'])
  })
  it('carries neither zod nor the contract', () => {
    expect(code).not.toMatch(/ZodError|safeParse|settings\.get/)
    expect(code.length).toBeLessThan(2_000)
  })
})

describe.skipIf(!existsSync(join(out, 'main/index.js')))('the built main process (skipped when nothing is built)', () => {
  it('has an entry for each host and each worker, side by side', () => {
    const files = readdirSync(join(out, 'main'))
    for (const name of [
      'index',
      'browser',
      'catalogue-worker',
      'kit-worker',
      'map-worker',
      'reach-worker',
      'sync-worker',
      'user-worker',
    ])
      expect(files).toContain(`${name}.js`)
    expect(files.filter((name) => !name.includes('.'))).toEqual([])
  })
})

describe.skipIf(!existsSync(join(out, 'renderer/index.html')))('the built screens (skipped when nothing is built)', () => {
  const html = existsSync(join(out, 'renderer/index.html')) ? readFileSync(join(out, 'renderer/index.html'), 'utf8') : ''
  it('hold no inline script nor style: the policy would refuse them', () => {
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/)
  })
  it('ask for their files from the root, whatever the address', () => {
    for (const [, url] of html.matchAll(/(?:src|href)="([^"]+)"/g)) expect(url).toMatch(/^\//)
  })
  it('carry no source map', () => {
    expect(readdirSync(join(out, 'renderer/assets')).filter((name) => name.endsWith('.map'))).toEqual([])
  })
})
