import { createSession } from './session.ts'
import { ATTRIBUTES, readSettings } from './settings.ts'
import { STYLE } from './style.ts'

const sheet = new CSSStyleSheet()
sheet.replaceSync(STYLE)

/** `<dora-services departement="33">`: what the attributes say is in docs/integration.md. */
export class DoraServices extends HTMLElement {
  static readonly observedAttributes = ATTRIBUTES
  #asking = new AbortController()
  #waiting = false

  constructor() {
    super()
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet]
  }

  connectedCallback(): void {
    this.#restart()
  }

  disconnectedCallback(): void {
    this.#asking.abort()
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#restart()
  }

  /** Several attributes that change together make one widget. */
  #restart(): void {
    if (this.#waiting) return
    this.#waiting = true
    queueMicrotask(() => {
      this.#waiting = false
      if (this.isConnected) this.#start()
    })
  }

  #start(): void {
    const { settings, unknown } = readSettings((name) => this.getAttribute(name))
    const session = createSession(settings, unknown, () => {
      this.#asking.abort()
      this.#asking = new AbortController()
      return this.#asking.signal
    })
    this.shadowRoot?.replaceChildren(session.element)
    void session.begin()
  }
}
