/**
 * The clocks of an account's life (dora-backend.md §7.4). Pure: what is due, from when someone became a candidate, what was done
 * already, and now.
 */

const DAY_MS = 24 * 3600_000

/** `after`: days since the candidate appeared. `warnedFor`: days that must separate it from the step before, whatever happened. */
export type Step<A extends string> = { readonly after: number; readonly act: A; readonly warnedFor?: number }

export const LIFE = {
  /** Someone was invited and has not answered. */
  invitation: [
    { after: 1, act: 'rappeler' },
    { after: 5, act: 'rappeler' },
    { after: 10, act: 'rappeler' },
    { after: 15, act: 'rappeler' },
    { after: 20, act: 'dire-aux-administrateurs' },
    { after: 90, act: 'annoncer-le-retrait' },
    { after: 120, act: 'retirer', warnedFor: 30 },
  ],
  /** Someone asked to join, and no administrator has answered. */
  demande: [
    { after: 1, act: 'rappeler' },
    { after: 3, act: 'rappeler' },
    { after: 5, act: 'rappeler' },
    { after: 7, act: 'rappeler' },
  ],
  /** Someone came in and belongs nowhere. */
  'sans-structure': [
    { after: 1, act: 'rappeler' },
    { after: 5, act: 'rappeler' },
    { after: 10, act: 'rappeler' },
    { after: 15, act: 'annoncer-la-suppression' },
    { after: 121, act: 'supprimer', warnedFor: 30 },
  ],
  /** Nobody has seen them for two years. */
  inactif: [
    { after: 0, act: 'annoncer-la-suppression' },
    { after: 30, act: 'supprimer', warnedFor: 30 },
  ],
} as const satisfies Readonly<Record<string, readonly Step<string>[]>>

export type Task = keyof typeof LIFE
export type Act<T extends Task = Task> = (typeof LIFE)[T][number]['act']

/** What is done only where letters reach people: what cannot be undone, and the warning of it, which must have been received. */
export const needsLetters = (act: Act): boolean => act === 'retirer' || act === 'supprimer' || act.startsWith('annoncer')

/** Two years without being seen (dora-backend.md §7.4). */
export const INACTIVE_MS = 2 * 365.25 * DAY_MS

/** What was done for a candidate. Instants in milliseconds since 1970; `fait`: steps done, the last one at `dernier`. */
export type Progress = { readonly depuis: number; readonly fait: number; readonly dernier: number | null }

const isIrreversible = (step: Step<string>): boolean => step.warnedFor !== undefined

/**
 * The step to do now, and how many are then done; null when none is due. A server that was off for long does not send at once all
 * that it missed: of the reminders due, the last one only. What cannot be undone is never done in the stride: the warning before it
 * must have been given long enough ago.
 */
export const due = <T extends Task>(
  task: T,
  progress: Progress,
  now: number,
): { readonly act: Act<T>; readonly fait: number } | null => {
  const steps: readonly Step<string>[] = LIFE[task]
  let chosen: number | null = null
  for (let at = progress.fait; at < steps.length; at++) {
    const step = steps[at] as Step<string>
    if (now - progress.depuis < step.after * DAY_MS) break
    if (!isIrreversible(step)) {
      chosen = at
      continue
    }
    const warned = progress.dernier !== null && progress.fait === at && now - progress.dernier >= (step.warnedFor ?? 0) * DAY_MS
    if (warned) chosen = at
    break
  }
  return chosen === null ? null : { act: (steps[chosen] as Step<string>).act as Act<T>, fait: chosen + 1 }
}

/** Day on which the last step may come, for the letter that announces it. */
export const announcedFor = (task: 'sans-structure' | 'inactif', progress: Progress, now: number): string => {
  const steps: readonly Step<string>[] = LIFE[task]
  const last = steps.at(-1) as Step<string>
  const at = Math.max(progress.depuis + last.after * DAY_MS, now + (last.warnedFor ?? 0) * DAY_MS)
  return new Date(at).toISOString().slice(0, 10)
}
