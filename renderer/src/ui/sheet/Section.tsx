import { type ReactNode, useId } from 'react'

type Props = { readonly title: string; readonly level: 2 | 3 | 4; readonly children: ReactNode; readonly className?: string }

/** A part of a sheet with its heading: `<Section title="Contact" level={3}>…</Section>` */
export const Section = ({ title, level, children, className = '' }: Props) => {
  const id = useId()
  const Heading = `h${level}` as const
  return (
    <section className={`sheet-section ${className}`} aria-labelledby={id}>
      <Heading id={id}>{title}</Heading>
      {children}
    </section>
  )
}
