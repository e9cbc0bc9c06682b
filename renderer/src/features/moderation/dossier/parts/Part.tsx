import { useId, type ReactNode } from 'react'
import { Disclosure } from '../../../../ui/Disclosure.tsx'

type Props = {
  readonly title: string
  /** Beside the heading. */
  readonly aside?: ReactNode
  /** Drawn as what is to be dealt with. */
  readonly pressing?: boolean
  /** Nothing new in it: folded, with that said beside its title, which counts what is inside. */
  readonly folded?: string | undefined
  readonly children: ReactNode
}

/** A part of the dossier, with its heading. */
export const Part = ({ title, aside, pressing = false, folded, children }: Props) => {
  const id = useId()
  if (folded !== undefined)
    return (
      <section className="dossier-part dossier-part-folded" aria-label={title}>
        <Disclosure
          title={
            <>
              {title} <span className="muted">{folded}</span>
            </>
          }
          aside={aside}
        >
          <div className="dossier-part">{children}</div>
        </Disclosure>
      </section>
    )
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
