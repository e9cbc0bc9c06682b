/** What the page measured for one key. */
export type Painted = {
  /** Text of the box when the list was painted. */
  readonly text: string
  readonly ms: number
  /** Ids of the first rows on screen then: compared with the answer to that text, so that a stale list never passes. */
  readonly ids: readonly string[]
}

declare global {
  interface Window {
    benchPainted?: () => Promise<Painted>
  }
}

/**
 * Runs in the page. Starts at the key's own time stamp, taken by the browser when the key arrived, before any script.
 * Ends in the task after the frame that follows the change of the document by which the pane says it is up to date
 * (`aria-busy` false again): by then style, layout and paint of that frame are done on the main thread.
 * The key must change the query to one never asked in this page, else the pane is never busy.
 */
export const installProbe = (): void => {
  const pane = document.querySelector('section.results')
  const box = document.querySelector<HTMLInputElement>('.search-words input')
  if (pane === null || box === null) throw new Error('the search screen is not there')
  window.benchPainted = () =>
    new Promise((resolve) => {
      let started = NaN
      let asked = false
      const observer = new MutationObserver(() => {
        const busy = pane.getAttribute('aria-busy') === 'true'
        if (busy) asked = true
        if (!asked || busy || Number.isNaN(started)) return
        observer.disconnect()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => {
            const ms = performance.now() - started
            const ids = [...pane.querySelectorAll<HTMLElement>('[data-id]')].slice(0, 5).map((row) => row.dataset['id'] ?? '')
            resolve({ text: box.value, ms, ids })
          })
          port1.start()
          port2.postMessage(null)
        })
      })
      observer.observe(pane, { attributes: true, attributeFilter: ['aria-busy'] })
      document.addEventListener('keydown', (event) => (started = event.timeStamp), { capture: true, once: true })
    })
}
