import { DoraServices } from './element.ts'
import { ATTRIBUTES } from './settings.ts'

/** What one tag loads: the element, and the widgets of the tags that say their settings themselves (`data-departement="33"`). */

const NAME = 'dora-services'

// The script may be there twice.
if (customElements.get(NAME) === undefined) customElements.define(NAME, DoraServices)

for (const script of document.querySelectorAll('script')) {
  const said = [...ATTRIBUTES, 'theme'].filter((name) => script.hasAttribute(`data-${name}`))
  if (script.src !== import.meta.url || said.length === 0) continue
  const element = document.createElement(NAME)
  for (const name of said) element.setAttribute(name, script.getAttribute(`data-${name}`) ?? '')
  script.after(element)
}
