import { useEffect } from 'react'
import { dismissToast, useToasts, type Toast } from '../lib/toasts.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import './Toast.css'

const SHOWN_MS = 8000

/** Says one toast and takes it away after a while; one that has failed stays until it is closed. */
const Item = ({ toast }: { readonly toast: Toast }) => {
  useEffect(() => {
    if (toast.tone === 'erreur') return
    const timer = setTimeout(() => dismissToast(toast.id), toast.duration ?? SHOWN_MS)
    return () => clearTimeout(timer)
  }, [toast])
  const { action } = toast
  return (
    <li className="ui-toast">
      {toast.tone === 'erreur' && <Icon name="error" />}
      <span className="ui-toast-text" role={toast.tone === 'erreur' ? 'alert' : 'status'}>
        {toast.message}
      </span>
      {action !== null && (
        <Button
          variant="quiet"
          size="s"
          onPress={() => {
            action.run()
            dismissToast(toast.id)
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label="Fermer le message" icon="close" size="s" onPress={() => dismissToast(toast.id)} />
    </li>
  )
}

/** Mounted once by the shell; toasts are shown with `showToast` (lib/toasts.ts). */
export const ToastRegion = () => {
  const toasts = useToasts((state) => state.toasts)
  return (
    <section aria-label="Messages" className="ui-toasts">
      <ul>
        {toasts.map((toast) => (
          <Item key={toast.id} toast={toast} />
        ))}
      </ul>
    </section>
  )
}
