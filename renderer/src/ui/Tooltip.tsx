import type { ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { Kbd } from './Kbd.tsx'
import { useOverlayRoot } from './overlay-root.ts'
import './Tooltip.css'

type Props = { readonly text: string; readonly shortcut?: string; readonly children: ReactElement }

/** `<Tooltip text="Imprimer"><AriaButton …/></Tooltip>`: repeats a name, never carries information found nowhere else. */
export const Tooltip = ({ text, shortcut, children }: Props) => {
  const root = useOverlayRoot()
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip className="ui-tooltip" offset={6} UNSTABLE_portalContainer={root}>
        {text}
        {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
