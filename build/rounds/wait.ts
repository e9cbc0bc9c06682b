const STEP_MS = 20

/** Long enough for a machine that does ten other things. */
export const PATIENCE_MS = 60_000

/**
 * Asks again and again until `probe` answers nothing to complain of; past the bound, throws the last complaint. What waits is
 * always something that another process does.
 */
export const until = async (what: string, probe: () => Promise<string | null>, patienceMs = PATIENCE_MS): Promise<void> => {
  const end = performance.now() + patienceMs
  for (;;) {
    const complaint = await probe()
    if (complaint === null) return
    if (performance.now() > end) throw new Error(`${what}: ${complaint}`)
    await new Promise((resolve) => setTimeout(resolve, STEP_MS))
  }
}
