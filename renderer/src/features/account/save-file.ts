/** Gives a text to the browser as a file of JSON to save, under that name. */
export const saveFile = (name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // After the click has been followed; forgotten, the text would stay in memory as long as the window.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
