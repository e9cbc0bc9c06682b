import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import { Heading } from 'react-aria-components/Heading'
import { Icon } from './Icon.tsx'
import './Disclosure.css'

type Props = {
  readonly title: ReactNode
  readonly level?: 2 | 3 | 4
  readonly defaultExpanded?: boolean
  readonly isExpanded?: boolean
  readonly onExpandedChange?: (expanded: boolean) => void
  /** Beside the title, outside the button: « Effacer ». */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** `<Disclosure title="Publics" defaultExpanded>…</Disclosure>` */
export const Disclosure = ({
  title,
  level = 3,
  defaultExpanded = false,
  isExpanded,
  onExpandedChange,
  aside,
  children,
}: Props) => (
  <AriaDisclosure
    className="ui-disclosure"
    defaultExpanded={defaultExpanded}
    {...(isExpanded !== undefined && { isExpanded })}
    {...(onExpandedChange !== undefined && { onExpandedChange })}
  >
    <div className="ui-disclosure-head">
      <Heading level={level}>
        <Button slot="trigger" className="ui-disclosure-button">
          <Icon name="chevron-right" size={16} />
          <span>{title}</span>
        </Button>
      </Heading>
      {aside}
    </div>
    <DisclosurePanel className="ui-disclosure-panel">{children}</DisclosurePanel>
  </AriaDisclosure>
)
