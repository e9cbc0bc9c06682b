import { useId, type ReactNode } from 'react'

type Props = { readonly title: string; readonly help?: string; readonly children: ReactNode }

/** One subject of the settings, named, with its explanation beside. */
export const SettingsSection = ({ title, help, children }: Props) => {
  const id = useId()
  return (
    <section className="settings-section" aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        {help !== undefined && <p className="ui-description">{help}</p>}
      </div>
      <div className="settings-body">{children}</div>
    </section>
  )
}
