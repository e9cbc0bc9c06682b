import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Pages } from './use-print.ts'

/** The pages of the PDF, sent to the printer once they are all there, each on its own sheet. Only paper sees them. */
export const PrintPages = ({ pages: { images, format } }: { readonly pages: Pages }) => {
  const paper = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let isGone = false
    const drawn = [...(paper.current?.querySelectorAll('img') ?? [])].map((image) => image.decode())
    void Promise.all(drawn).then(() => {
      if (!isGone) window.print()
    })
    return () => {
      isGone = true
    }
  }, [images])
  return createPortal(
    <div ref={paper} className={`handout-paper handout-paper-${format === 'a5' ? 'a5' : 'a4'}`} aria-hidden="true">
      {images.map((image, at) => (
        <img key={at} className="handout-paper-page" src={image} alt="" />
      ))}
    </div>,
    document.body,
  )
}
