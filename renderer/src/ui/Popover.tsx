import type { ReactElement, ReactNode } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover as AriaPopover, type PopoverProps } from 'react-aria-components/Popover'
import { useOverlayRoot } from './overlay-root.ts'
import './Popover.css'

type Props = {
  /** The button that opens it (Button or IconButton of this folder). */
  readonly trigger: ReactElement
  readonly label: string
  readonly placement?: NonNullable<PopoverProps['placement']>
  readonly isOpen?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly children: ReactNode
}

/** `<Popover trigger={<Button>Rayon</Button>} label="Rayon de recherche">…</Popover>` */
export const Popover = ({ trigger, label, placement = 'bottom start', isOpen, onOpenChange, children }: Props) => {
  const root = useOverlayRoot()
  return (
    <DialogTrigger {...(isOpen !== undefined && { isOpen })} {...(onOpenChange !== undefined && { onOpenChange })}>
      {trigger}
      <AriaPopover className="ui-popover" placement={placement} UNSTABLE_portalContainer={root}>
        <Dialog className="ui-popover-body" aria-label={label}>
          {children}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
