import { useId, type ReactNode } from 'react'

type Props = {
  readonly title: string
  /** Beside the heading. */
  readonly aside?: ReactNode
  /** Drawn as what is to be dealt with. */
  readonly pressing?: boolean
  readonly children: ReactNode
}

/** A part of the dossier, with its heading. */
export const Part = ({ title, aside, pressing = false, children }: Props) => {
  const id = useId()
  return (
    <section className={pressing ? 'dossier-part dossier-part-pressing' : 'dossier-part'} aria-labelledby={id}>
      <div className="dossier-part-head">
        <h3 id={id}>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  )
}
