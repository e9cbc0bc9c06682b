import { DoraError } from '#shared/errors.ts'

/**
 * Saves what is typed at each pause, and never lets it be lost quietly: a failed save is said, tried again,
 * and the text stays where it was typed. One save runs at a time; what is typed meanwhile follows it.
 */
export type SaveState =
  /** `le` is the ISO instant of the last save. */
  | { readonly kind: 'enregistre'; readonly le: string }
  | { readonly kind: 'en-cours' }
  | { readonly kind: 'echec'; readonly message: string }
  /** Another window has saved since: nothing more is stored until someone chooses. */
  | { readonly kind: 'conflit' }
  /** It was removed in another window. */
  | { readonly kind: 'supprime' }

type Saved = { readonly version: number; readonly le: string }

type Options<T> = {
  /** Stores the whole of `value`, typed over version `base`. Rejects with a coded error. */
  readonly save: (value: T, base: number) => Promise<Saved>
  readonly onState: (state: SaveState) => void
  /** Told, at most once, that what was typed was not stored when its screen went; `message` says why. */
  readonly onLeftUnsaved?: (message: string) => void
  readonly from: Saved
  /** The pause after which typing is saved. */
  readonly waitMs?: number
}

export type Autosave<T> = ReturnType<typeof createAutosave<T>>

const CHANGED_ELSEWHERE: ReadonlySet<string> = new Set([
  'brouillon-modifie-ailleurs',
  'fiche-modifiee-ailleurs',
  'dossier-modifie-ailleurs',
  'plan-modifie-ailleurs',
])
const GONE: ReadonlySet<string> = new Set([
  'brouillon-introuvable',
  'fiche-introuvable',
  'dossier-introuvable',
  'plan-introuvable',
])
const RETRY_MS = [2_000, 5_000, 15_000] as const

export const createAutosave = <T>({ save, onState, onLeftUnsaved, from, waitMs = 400 }: Options<T>) => {
  let { version } = from
  let waiting: { readonly value: T } | null = null
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let failures = 0
  let stopped = false
  let state: SaveState = { kind: 'enregistre', le: from.le }

  const tell = (next: SaveState) => {
    state = next
    onState(next)
  }
  const schedule = (ms: number) => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }

  const failed = (error: unknown, value: T) => {
    // What was typed since is newer than what failed.
    waiting ??= { value }
    const coded = error instanceof DoraError ? error : new DoraError('interne')
    if (stopped && failures === 0) onLeftUnsaved?.(coded.message)
    if (CHANGED_ELSEWHERE.has(coded.code)) return tell({ kind: 'conflit' })
    if (GONE.has(coded.code)) return tell({ kind: 'supprime' })
    tell({ kind: 'echec', message: coded.message })
    schedule(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 15_000)
    failures += 1
  }

  const run = async (value: T): Promise<void> => {
    try {
      const saved = await save(value, version)
      version = saved.version
      failures = 0
      tell(waiting === null ? { kind: 'enregistre', le: saved.le } : { kind: 'en-cours' })
    } catch (error) {
      failed(error, value)
    }
  }

  const blocked = () => state.kind === 'conflit' || state.kind === 'supprime'

  /** Saves at once what is waiting; settles when nothing is left to store, or when storing failed. */
  const flush = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    // Another flush may be saving, or have begun again while this one waited.
    while (running !== null) await running
    while (waiting !== null && !blocked()) {
      const { value } = waiting
      waiting = null
      running = run(value).finally(() => {
        running = null
      })
      await running
      while (running !== null) await running
      // A failure has its own delay before the next try.
      if (state.kind === 'echec') return
    }
  }

  return {
    /** Something was typed: `value` is the whole as it stands. */
    change: (value: T): void => {
      waiting = { value }
      if (blocked()) return
      if (state.kind === 'enregistre') tell({ kind: 'en-cours' })
      schedule(waitMs)
    },
    flush,
    /** True while something typed is not stored yet. */
    dirty: (): boolean => waiting !== null || running !== null,
    version: (): number => version,
    /** After a clash: store `value` over what the other window saved. */
    keepMine: (value: T, over: number): Promise<void> => {
      version = over
      waiting = { value }
      tell({ kind: 'en-cours' })
      return flush()
    },
    /** What another window saved takes the place of what is here. */
    adopt: (saved: Saved): void => {
      waiting = null
      if (timer !== null) clearTimeout(timer)
      timer = null
      version = saved.version
      failures = 0
      tell({ kind: 'enregistre', le: saved.le })
    },
    /** The screen goes: what is waiting is stored at once. A failure is told by `onLeftUnsaved`, and still tried again. */
    stop: (): void => {
      stopped = true
      // Already failing: the screen that said so is no longer there to say it.
      if (state.kind === 'echec' && waiting !== null) onLeftUnsaved?.(state.message)
      void flush()
    },
  }
}
