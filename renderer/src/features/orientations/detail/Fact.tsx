import type { ReactNode } from 'react'

/** A line of a list of facts: `<dl className="request-list"><Fact name="Motif">…</Fact></dl>` */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
