export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** Gives bytes to the browser as a file to save, under that name. */
export const saveBytes = (name: string, bytes: Uint8Array<ArrayBuffer> | string, type: string): void => {
  const address = URL.createObjectURL(new Blob([bytes], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // After the click has been followed; forgotten, the bytes would stay in memory as long as the window.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
