import type { ReactNode } from 'react'

type Props = { readonly title: string; readonly help?: string; readonly children: ReactNode }

/** Fields of one subject of a folder. */
export const Group = ({ title, help, children }: Props) => (
  <fieldset className="person-group">
    <legend>{title}</legend>
    {help !== undefined && <p className="ui-description">{help}</p>}
    {children}
  </fieldset>
)
