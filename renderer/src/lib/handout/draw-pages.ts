import { fromBase64 } from '../save-bytes.ts'

/** Dots a point, 216 an inch: the squares of the longest code are more than three dots wide. */
const SCALE = 3

/**
 * The pages of a PDF as pictures. A page may show no PDF (its policy), and what prints one differs from a browser to another:
 * drawn here by PDF.js, they go to the printer as any page does. Glyphs are drawn as outlines: no font is loaded from elsewhere.
 */
export const drawPages = async (base64: string): Promise<readonly string[]> => {
  const { getDocument, VerbosityLevel } = await import('unpdf/pdfjs')
  const task = getDocument({ data: fromBase64(base64), disableFontFace: true, verbosity: VerbosityLevel.ERRORS })
  try {
    const pdf = await task.promise
    const canvas = document.createElement('canvas')
    const drawn: string[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const viewport = page.getViewport({ scale: SCALE })
      canvas.width = Math.round(viewport.width)
      canvas.height = Math.round(viewport.height)
      // For print: waits for no frame of the screen, which a window behind others does not have.
      await page.render({ canvas, viewport, intent: 'print' }).promise
      drawn.push(canvas.toDataURL('image/png'))
      page.cleanup()
    }
    return drawn
  } finally {
    await task.destroy()
  }
}
