import type { ReactNode } from 'react'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../ui/Menu.tsx'

type Props = {
  /** The act that is wanted most, as a button. */
  readonly children: ReactNode
  /** Names the others, and what they are done to. */
  readonly more: string
  readonly entries: readonly MenuEntry[]
}

/** Acts on the line of a table. */
export const RowActs = ({ children, more, entries }: Props) => (
  <div className="admin-acts admin-row-acts">
    {children}
    <Menu label={more} entries={entries} trigger={<IconButton size="s" label={more} icon="more" />} />
  </div>
)
