import { type FocusEvent, useState } from 'react'
import type { HoursProblem } from '#shared/listing/hours/problems.ts'
import { hoursText } from '../../i18n/hours.ts'
import { announce } from '../../lib/announce.ts'

/** A message that appears while a button is being pressed pushes it from under the pointer, and the press is lost. */
const oncePressed = (then: () => void): void => {
  if (document.querySelector(':active') === null) then()
  else window.addEventListener('pointerup', () => setTimeout(then), { once: true })
}

/**
 * Messages that come and go at each key help nobody: those of a day or a period wait until it is left, and are then said too.
 * `name`: « Lundi ». `problems`: its own. `isNew`: nobody has had the time to
 * fill it in.
 */
export const useQuiet = (name: string, problems: readonly HoursProblem[], isNew = false) => {
  const [quiet, setQuiet] = useState(isNew)
  const [first] = problems
  return {
    quiet,
    /** Called with each key, and with what opens an empty range. */
    hush: () => setQuiet(true),
    leaving: {
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
        if (!quiet || currentTarget.contains(relatedTarget)) return
        oncePressed(() => setQuiet(false))
        if (first !== undefined) announce(hoursText.problemeDe(name, first.code))
      },
    },
  }
}
