import { useEffect, useRef } from 'react'
import { queue as t } from '../../../i18n/moderation.ts'
import { announce } from '../../../lib/announce.ts'
import { readAgain } from '../../../lib/api.ts'
import { viewQuery, type View } from './view.ts'

/** What others take or do is not pushed to this desk: it is asked again this often while it is looked at. The server refuses what is too late. */
const AGAIN_MS = 15_000
export const useFreshQueue = (): void => {
  useEffect(() => {
    const again = () => {
      if (document.visibilityState === 'visible') void readAgain('moderation.queue')
    }
    const timer = setInterval(again, AGAIN_MS)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
    }
  }, [])
}

/** Said once typing stops: a count at each letter would drown the screen reader. */
const SAY_AFTER_MS = 700
export const useSpokenCount = (count: number, view: View, words: string) => {
  const before = useRef({ view, words })
  useEffect(() => {
    if (before.current.words === words && viewQuery(before.current.view) === viewQuery(view)) return
    before.current = { view, words }
    const timer = setTimeout(() => announce(t.shown(count)), SAY_AFTER_MS)
    return () => clearTimeout(timer)
  }, [count, view, words])
}
