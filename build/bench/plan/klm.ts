/**
 * Keystroke-Level Model (Card, Moran & Newell, CACM 23(7), 1980): what a practised person takes, not a beginner. Seconds. Times of the
 * machine are measured, or counted as none where they cannot be.
 */
export const K = 0.28
/** Pointing with a mouse. */
export const P = 1.1
/** A hand from the keys to the mouse, or back. */
export const H = 0.4
/** Getting ready, before each chunk: a sentence to type, a command, a choice. */
export const M = 1.35

/** One action: one field filled, one choice made, one button, link or shortcut pressed. The same for every product that is counted. */
export type Step = {
  readonly quoi: string
  /** Where it is told that this is so. */
  readonly source: string
  readonly touches?: number
  readonly pointages?: number
  readonly mains?: number
  readonly pensees?: number
  /** How many actions it is; none for a pure wait. */
  readonly actions?: number
}

export const secondsOf = ({ touches = 0, pointages = 0, mains = 0, pensees = 0 }: Step): number =>
  // A click is one key.
  touches * K + pointages * (P + K) + mains * H + pensees * M

export const totalOf = (steps: readonly Step[]): { readonly seconds: number; readonly actions: number } => ({
  seconds: steps.reduce((sum, step) => sum + secondsOf(step), 0),
  actions: steps.reduce((sum, { actions = 0 }) => sum + actions, 0),
})
