import qrcode from 'qrcode-generator'

/** A QR code as drawn: `path` fills squares of 1 in a square of `size`, the quiet zone of four modules included. */
export type Qr = { readonly size: number; readonly path: string }

const QUIET = 4

/** Byte mode of UTF-8, correction M (15 %): enough for a poster, few enough modules for a phone held far. */
export const qrOf = (text: string): Qr => {
  const code = qrcode(0, 'M')
  // The library reads one byte per character: an address with an accent would come out wrong.
  code.addData(String.fromCharCode(...new TextEncoder().encode(text)))
  code.make()
  const count = code.getModuleCount()
  const rows = Array.from({ length: count }, (_, row) => {
    let path = ''
    for (let column = 0; column < count; column++) {
      let length = 0
      while (column + length < count && code.isDark(row, column + length)) length++
      if (length > 0) path += `M${column + QUIET} ${row + QUIET}h${length}v1h-${length}z`
      column += length
    }
    return path
  })
  return { size: count + 2 * QUIET, path: rows.join('') }
}

/** The same as a file of its own, black on white whatever the theme: 1,000 pixels a side, sharp at any size. */
export const qrFile = (text: string): string => {
  const { size, path } = qrOf(text)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="1000" viewBox="0 0 ${size} ${size}"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" shape-rendering="crispEdges" d="${path}"/></svg>\n`
}
