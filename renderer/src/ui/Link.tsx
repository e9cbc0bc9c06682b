import type { ReactNode } from 'react'
import { Link as AriaLink, type LinkProps } from 'react-aria-components/Link'
import { cx } from '../lib/cx.ts'
import './Link.css'

type Props = Omit<LinkProps, 'className' | 'children' | 'href'> & {
  /** An address of the application (lib/route.ts `href`). For the outside world: lib/ExternalLink.tsx. */
  readonly href: string
  readonly children: ReactNode
  readonly className?: string
  /** Without underline until hovered: for lists where everything is a link. */
  readonly quiet?: boolean
}

/** `<Link href={href.favoris()}>Favoris</Link>` */
export const Link = ({ className, quiet = false, ...rest }: Props) => (
  <AriaLink {...rest} className={cx('ui-link', quiet && 'ui-link-quiet', className)} />
)
