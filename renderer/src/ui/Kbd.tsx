import './Kbd.css'

/** `<Kbd>F</Kbd>`: a key of the keyboard. */
export const Kbd = ({ children }: { readonly children: string }) => <kbd className="ui-kbd">{children}</kbd>
