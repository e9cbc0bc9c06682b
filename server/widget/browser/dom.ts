/** Nodes made without HTML nor inline style: a strict policy of the host page has nothing to refuse. */

type Attributes = Readonly<Record<string, string | number | boolean | null>>
type Child = Node | string | null

const fill = <E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E => {
  for (const [name, value] of Object.entries(attributes))
    if (value === true) element.setAttribute(name, '')
    else if (value !== null && value !== false) element.setAttribute(name, String(value))
  element.append(...children.filter((child) => child !== null))
  return element
}

export const make = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] => fill(document.createElement(name), attributes, children)

const SVG = 'http://www.w3.org/2000/svg'

export const draw = <K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] => fill(document.createElementNS(SVG, name), attributes, children)
