import { useAnnouncement } from '../../lib/announce.ts'
import '../../ui/VisuallyHidden.css'

/** The one polite live region. Two lines in turn, so that the same sentence said twice is heard twice. */
export const Announcer = () => {
  const { message, turn } = useAnnouncement()
  return (
    <div className="ui-hidden" aria-live="polite" aria-atomic="true">
      <span>{turn % 2 === 0 ? message : ''}</span>
      <span>{turn % 2 === 1 ? message : ''}</span>
    </div>
  )
}
