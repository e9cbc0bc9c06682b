import type { ReactNode } from 'react'
import { sheet } from '../../i18n/sheet.ts'

/** Pairs of a term and what is known of it: `<Facts><Fact term="Frais">Gratuit</Fact></Facts>` */
export const Facts = ({ children }: { readonly children: ReactNode }) => <dl className="sheet-facts">{children}</dl>

type Props = {
  readonly term: string
  /** Nothing (null, undefined, an empty list) is said as « Non renseigné »: an absence is an answer too. */
  readonly children: ReactNode
}

const isNothing = (node: ReactNode): boolean =>
  node === null || node === undefined || node === false || node === '' || (Array.isArray(node) && node.every(isNothing))

export const Fact = ({ term, children }: Props) => (
  <div className="sheet-fact">
    <dt>{term}</dt>
    <dd>{isNothing(children) ? <span className="sheet-nothing">{sheet.nonRenseigne}</span> : children}</dd>
  </div>
)
