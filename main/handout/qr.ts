import qrcode from 'qrcode-generator'

/** A QR code as squares: rows of dark modules, quiet zone not included. */
export type Modules = readonly (readonly boolean[])[]

/** Byte mode of UTF-8, correction M (15 %), as on the screens (renderer/src/ui/qr-svg.ts). */
export const modulesOf = (text: string): Modules => {
  const code = qrcode(0, 'M')
  // The library reads one byte per character: an accent would come out wrong.
  code.addData(String.fromCharCode(...new TextEncoder().encode(text)))
  code.make()
  const count = code.getModuleCount()
  return Array.from({ length: count }, (_, row) => Array.from({ length: count }, (__, column) => code.isDark(row, column)))
}
