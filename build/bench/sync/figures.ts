/** What one way of synchronising took, whichever it is: milliseconds, bytes on the wire, MB. */
export type PeerFigures = {
  readonly rows: number
  readonly bootstrapMs: number
  /** A hundred rows changed. */
  readonly deltaMs: number
  /** Nothing changed. */
  readonly noopMs: number
  readonly bytesDown: number
  readonly bytesUp: number
  readonly deltaBytesDown: number
  /** Peak resident memory of the process that receives. */
  readonly peakMb: number
}

/** A peer that keeps no index of words by itself, and what one costs it. */
export type IndexedPeerFigures = PeerFigures & {
  /** Made once, after the bootstrap. */
  readonly indexMs: number
  /** A hundred rows changed, until the index holds them. */
  readonly deltaIndexedMs: number
}
