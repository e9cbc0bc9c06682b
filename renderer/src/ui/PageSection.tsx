import { useId, type ReactNode } from 'react'
import './PageSection.css'

type Props = {
  readonly title: string
  readonly help?: string
  /** Under the title: « Enregistré ». */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** One subject of a page of choices, named, with its explanation beside: `<PageSection title="Affichage">…</PageSection>` */
export const PageSection = ({ title, help, aside, children }: Props) => {
  const id = useId()
  return (
    <section className="ui-part" aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        {help !== undefined && <p className="ui-description">{help}</p>}
        {aside}
      </div>
      <div className="ui-part-body">{children}</div>
    </section>
  )
}
