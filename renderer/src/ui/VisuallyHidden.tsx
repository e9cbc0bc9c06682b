import type { ReactNode } from 'react'
import './VisuallyHidden.css'

/** `<VisuallyHidden>…</VisuallyHidden>`: read aloud, not shown. */
export const VisuallyHidden = ({ children }: { readonly children: ReactNode }) => <span className="ui-hidden">{children}</span>
