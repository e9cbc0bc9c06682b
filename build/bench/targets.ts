/** What design.md « Quality, in figures » asks, and what the start must keep to (issue 2). At 250,000 services for the search. */
export const TARGETS = {
  workerP95Ms: 16,
  keystrokeP95Ms: 50,
  coldStartMs: 2_000,
  startupMs: 5_000,
} as const

/** Size at which the design states its targets. */
export const TARGET_SERVICES = 250_000
