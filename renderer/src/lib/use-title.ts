import { useEffect } from 'react'

/** Names the window after the screen: « Favoris – DORA sur le bureau ». */
export const useTitle = (title: string): void => {
  useEffect(() => {
    document.title = title === '' ? 'DORA sur le bureau' : `${title} – DORA sur le bureau`
  }, [title])
}
