import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readWindowState, visibleState, writeWindowState } from './window-state.ts'

const laptop = { x: 0, y: 0, width: 1366, height: 728 }
const second = { x: 1366, y: 0, width: 1920, height: 1080 }
const at = (x: number, y: number, width = 1200, height = 700) => ({ x, y, width, height, maximized: false })

it.each([
  ['as it was left', at(50, 20), [laptop], at(50, 20)],
  ['on the second screen', at(1500, 100), [laptop, second], at(1500, 100)],
  ['partly outside, its title bar in reach', at(-1000, 20), [laptop], at(-1000, 20)],
  ['shrunk to a smaller screen', at(0, 0, 1920, 1080), [laptop], at(0, 0, 1366, 728)],
  ['never smaller than usable', at(0, 0, 100, 50), [laptop], at(0, 0, 640, 480)],
  ['afresh when its screen is gone', at(1500, 100), [laptop], null],
  ['afresh when its title bar is above the screen', at(50, -600), [laptop], null],
  ['afresh when it is below', at(50, 725), [laptop], null],
  ['afresh the first time', null, [laptop], null],
])('opens %s', (_, saved, screens, expected) => {
  expect(visibleState(saved, screens)).toEqual(expected)
})

it('is kept in a file, which may be broken or impossible to write', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-window-'))
  const file = join(folder, 'window.json')
  expect(readWindowState(file)).toBeNull()
  writeWindowState(file, at(1, 2))
  expect(readWindowState(file)).toEqual(at(1, 2))
  writeFileSync(file, '{"x":"1"}')
  expect(readWindowState(file)).toBeNull()
  writeWindowState(join(file, 'under-a-file'), at(1, 2))
  rmSync(folder, { recursive: true })
})
