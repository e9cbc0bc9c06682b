import { createCanvas, loadImage } from '@napi-rs/canvas'
import jsQrModule from 'jsqr'
import { renderPageAsImage } from 'unpdf'

type JsQr = (data: Uint8ClampedArray, width: number, height: number) => { readonly binaryData: readonly number[] } | null
// Its types are those of a module; Node loads the function itself.
const jsQr = jsQrModule as unknown as JsQr

/** What a phone reads on a page (from 1), drawn at 144 points an inch by another program than the one that wrote it; null for no code. */
export const decodedQr = async (pdf: Uint8Array, page: number): Promise<string | null> => {
  const png = await renderPageAsImage(new Uint8Array(pdf), page, { canvasImport: () => import('@napi-rs/canvas'), scale: 2 })
  const image = await loadImage(Buffer.from(png))
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const found = jsQr(data, image.width, image.height)
  return found === null ? null : Buffer.from(found.binaryData).toString('utf8')
}
