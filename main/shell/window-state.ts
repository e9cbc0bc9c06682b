import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeAtomically } from '../app/write-atomically.ts'

const WindowState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof WindowState>

type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export const DEFAULT_SIZE = { width: 1440, height: 900 } as const
/** A sheet or a map on a second screen. */
export const DETACHED_SIZE = { width: 900, height: 800 } as const
export const MIN_DETACHED = { width: 320, height: 320 } as const
/** Three panes hold at 1024×640; below, zoom at 200 % still works. */
export const MIN_SIZE = { width: 640, height: 480 } as const
/** A title bar shorter than this on screen cannot be caught with a mouse. */
const GRIP = 80

/**
 * Where to put the window: as it was left if its title bar is still on one of the screens (one may have been unplugged),
 * never larger than that screen; otherwise null, and the system centres a window of the default size.
 */
export const visibleState = (saved: WindowState | null, screens: readonly Area[]): WindowState | null => {
  if (saved === null) return null
  const screen = screens.find(
    (area) =>
      saved.x + saved.width - GRIP >= area.x &&
      saved.x + GRIP <= area.x + area.width &&
      saved.y >= area.y &&
      saved.y + GRIP / 2 <= area.y + area.height,
  )
  if (screen === undefined) return null
  return {
    ...saved,
    width: Math.max(MIN_SIZE.width, Math.min(saved.width, screen.width)),
    height: Math.max(MIN_SIZE.height, Math.min(saved.height, screen.height)),
  }
}

/** Null when there is none or it does not parse: a window's place is not worth a message. */
export const readWindowState = (file: string): WindowState | null => {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Written when the window closes; a disk that refuses it loses only the place of a window. */
export const writeWindowState = (file: string, state: WindowState): void => {
  try {
    writeAtomically(file, JSON.stringify(state))
  } catch {
    // See above.
  }
}
