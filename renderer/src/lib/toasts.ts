import { create } from 'zustand'

export type Toast = {
  readonly id: number
  readonly message: string
  readonly tone: 'info' | 'erreur'
  readonly action: { readonly label: string; readonly run: () => void } | null
  /** What it is about, to take it away before its time; null when nothing does. */
  readonly of: string | null
  /** How long it stays, in milliseconds; null for as long as any other. */
  readonly duration: number | null
}

type NewToast = {
  readonly message: string
  readonly tone?: Toast['tone']
  readonly action?: { readonly label: string; readonly run: () => void }
  readonly of?: string
  readonly duration?: number
}

export const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }))

let next = 1
const KEPT = 3

/** Shows a short sentence at the bottom of the window, with an undo when there is one (ui/ToastRegion.tsx). */
export const showToast = ({ message, tone = 'info', action, of, duration }: NewToast): void =>
  useToasts.setState(({ toasts }) => ({
    toasts: [...toasts, { id: next++, message, tone, action: action ?? null, of: of ?? null, duration: duration ?? null }].slice(
      -KEPT,
    ),
  }))

export const dismissToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))

/** Takes away what was said of something that is no longer so. */
export const dismissToastsOf = (of: string): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.of !== of) }))
