import qrcode from 'qrcode-generator'
import { html, type Html } from '../html.ts'

/** White modules around it, without which readers do not find it (ISO/IEC 18004). */
const QUIET = 4

/**
 * A QR code as a drawing: black on white, whatever the colours of the page. @param text an address, in ASCII. @param title what a
 * screen reader says.
 */
export const qrCode = (text: string, title: string): Html => {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const modules = code.getModuleCount()
  const rows = Array.from({ length: modules }, (_, row) => {
    let path = ''
    for (let from = 0; from < modules; from++) {
      if (!code.isDark(row, from)) continue
      let to = from
      while (to < modules && code.isDark(row, to)) to++
      path += `M${from + QUIET} ${row + QUIET}h${to - from}v1h${from - to}z`
      from = to
    }
    return path
  })
  const side = modules + 2 * QUIET
  return html`<svg class="qr" viewBox="0 0 ${side} ${side}" role="img" aria-label="${title}" shape-rendering="crispEdges">
    <rect width="${side}" height="${side}" fill="#fff" />
    <path d="${rows.join('')}" fill="#000" />
  </svg>`
}
