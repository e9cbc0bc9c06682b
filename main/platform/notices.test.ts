import type { BrowserWindow as ElectronWindow } from 'electron'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BrowserWindow, fake } from '../testing/fake-electron.ts'
import { createElectronPlatform } from './electron.ts'
import { createNodePlatform } from './node.ts'

const NOTICE = { titre: 'Demandes d’orientation', corps: '2 nouvelles demandes reçues' }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-notices-'))
  fake.state.noticesSupported = true
  fake.state.notices.length = 0
  fake.transcript.length = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const windowOf = () => new BrowserWindow({ webPreferences: { preload: '' } })
const electronPlatform = (showWindow: () => BrowserWindow) =>
  createElectronPlatform(folder, { show: showWindow as unknown as () => ElectronWindow, detach: () => {} })
const last = () => fake.state.notices.at(-1)

describe('a notice of the system', () => {
  it('is shown with its words, and leads to the window when it is clicked', async () => {
    const showWindow = vi.fn(windowOf)
    const { notify } = await electronPlatform(showWindow)
    const followed = vi.fn()
    expect(notify(NOTICE, followed)).toBe(true)
    expect(fake.transcript).toContainEqual(['notification.show', NOTICE.titre, NOTICE.corps])
    expect([showWindow.mock.calls.length, followed.mock.calls.length]).toEqual([0, 0])
    last()?.emit('click')
    expect([showWindow.mock.calls.length, followed.mock.calls.length]).toEqual([1, 1])
  })

  it('waits for the page of a window that opens for it', async () => {
    const opening = windowOf()
    opening.webContents.loading = true
    const { notify } = await electronPlatform(() => opening)
    const followed = vi.fn()
    notify(NOTICE, followed)
    last()?.emit('click')
    expect(followed).not.toHaveBeenCalled()
    opening.webContents.emit('did-finish-load')
    expect(followed).toHaveBeenCalledOnce()
  })

  it('that was put away, or that the system could not show, leads nowhere', async () => {
    const showWindow = vi.fn(windowOf)
    const { notify } = await electronPlatform(showWindow)
    for (const end of ['close', 'failed']) {
      notify(NOTICE, () => expect.fail('nobody clicked it'))
      last()?.emit(end, {})
    }
    expect(showWindow).not.toHaveBeenCalled()
  })

  it('is left to the pages where the system has none', async () => {
    fake.state.noticesSupported = false
    const { notify } = await electronPlatform(() => expect.fail('no window is asked for'))
    expect(notify(NOTICE, () => {})).toBe(false)
    expect(fake.state.notices).toEqual([])
    expect(createNodePlatform({ dataFolder: folder, version: '1' }).notify(NOTICE, () => {})).toBe(false)
  })
})
