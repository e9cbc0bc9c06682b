import { create } from 'zustand'

export type Toast = {
  readonly id: number
  readonly message: string
  readonly tone: 'info' | 'erreur'
  readonly action: { readonly label: string; readonly run: () => void } | null
}

type NewToast = {
  readonly message: string
  readonly tone?: Toast['tone']
  readonly action?: { readonly label: string; readonly run: () => void }
}

export const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }))

let next = 1
const KEPT = 3

/** Shows a short sentence at the bottom of the window, with an undo when there is one (ui/ToastRegion.tsx). */
export const showToast = ({ message, tone = 'info', action }: NewToast): void =>
  useToasts.setState(({ toasts }) => ({
    toasts: [...toasts, { id: next++, message, tone, action: action ?? null }].slice(-KEPT),
  }))

export const dismissToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
