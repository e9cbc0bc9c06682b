/** Where the focus goes in a plan: an option by its service, a need by its title. */

const OPTION = '.plan-option-name'

type At = { readonly needId: string; readonly serviceId: string | null }

/** The option, or else the need, that holds the focus; null elsewhere. */
export const focusedPart = (): At | null => {
  const need = document.activeElement?.closest<HTMLElement>('[data-need]')
  const needId = need?.dataset['need']
  if (needId === undefined) return null
  const option = document.activeElement?.closest<HTMLElement>('[data-option]')
  return { needId, serviceId: option?.dataset['option'] ?? null }
}

const needSelector = (needId: string) => `[data-need="${CSS.escape(needId)}"]`

/** Frames waited for the change to be drawn. */
const TRIES = 10

const focusWhenDrawn = (selector: string, left = TRIES): void => {
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement>(selector)
    if (found !== null) {
      found.focus()
      found.closest('li')?.scrollIntoView({ block: 'nearest' })
    } else if (left > 0) focusWhenDrawn(selector, left - 1)
  })
}

export const focusOption = (needId: string, serviceId: string): void =>
  focusWhenDrawn(`${needSelector(needId)} [data-option="${CSS.escape(serviceId)}"] ${OPTION}`)

export const focusNeed = (needId: string): void => focusWhenDrawn(`${needSelector(needId)} h2`)

export const focusNote = (needId: string, serviceId: string | null): void =>
  focusWhenDrawn(
    serviceId === null
      ? `${needSelector(needId)} .plan-need-note textarea`
      : `${needSelector(needId)} [data-option="${CSS.escape(serviceId)}"] textarea`,
  )

/** The options in order, needs after needs. */
const optionNames = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`.plan-needs ${OPTION}`)]

/** The next option, or the one before; answers whether there was one. */
export const focusBeside = (by: number): boolean => {
  const names = optionNames()
  const here = document.activeElement?.closest('[data-option]')?.querySelector(OPTION)
  const at = names.findIndex((name) => name === here)
  const next = names[at < 0 ? 0 : at + by]
  next?.focus()
  next?.closest('li')?.scrollIntoView({ block: 'nearest' })
  return next !== undefined
}
