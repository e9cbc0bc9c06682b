import { createContext, useContext } from 'react'

/** True inside a modal dialog. */
export const InDialog = createContext(false)

/**
 * Where lists and bubbles are drawn: in the main landmark, so that nothing on the page stands outside every landmark. From a modal
 * dialog, at the end of the page: the rest of it is inert then, and so would they be.
 */
export const useOverlayRoot = (): Element => {
  const inDialog = useContext(InDialog)
  return inDialog ? document.body : (document.getElementById('contenu') ?? document.body)
}

/**
 * While the proposals of a combo box are open, react-aria hides the rest of the page from screen readers, though the keyboard
 * still reaches it. Proposals are not a dialog: an element marked as its top layer is left alone.
 */
export const keepPageReadable = (open: boolean): void => {
  document.getElementById('root')?.toggleAttribute('data-react-aria-top-layer', open)
}
