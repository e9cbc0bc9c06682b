import { freshnessOf } from '../lib/format.ts'
import './Freshness.css'

/** Age of a listing in words, with a shape (full, half, empty circle) and a colour that say the same. */
export const Freshness = ({ date, now }: { readonly date: string; readonly now: Date }) => {
  const { state, words } = freshnessOf(date, now)
  return (
    <span className={`freshness freshness-${state}`}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <circle cx="5" cy="5" r="4" fill={state === 'frais' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.5" />
        {state === 'a-surveiller' && <path d="M5 1a4 4 0 0 1 0 8Z" fill="currentColor" />}
      </svg>
      {words}
    </span>
  )
}
