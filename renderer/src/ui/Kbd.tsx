import { useShownKey } from '../lib/shortcuts.ts'
import './Kbd.css'

/** `<Kbd>F</Kbd>`: a key of the keyboard; where the person has moved it, the one to press. */
export const Kbd = ({ children }: { readonly children: string }) => {
  const key = useShownKey(children)
  return <kbd className="ui-kbd">{key}</kbd>
}
