import { Kbd } from '../ui/Kbd.tsx'
import { useSettings } from './settings.ts'
import './KeyHints.css'

type Props = { readonly hints: readonly { readonly keys: readonly string[]; readonly does: string }[] }

/** Single-key shortcuts of a place and what each does; nothing when they are switched off. */
export const KeyHints = ({ hints }: Props) => {
  const on = useSettings().settings?.raccourcisUneTouche ?? true
  if (!on) return null
  return (
    <dl className="key-hints">
      {hints.map(({ keys, does }) => (
        <div key={does}>
          <dt>
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  )
}
