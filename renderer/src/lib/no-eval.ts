import { config } from 'zod'

/**
 * Imported before every schema: zod would try `new Function` to see whether it may compile its parsers, and the policy of the
 * page (main/hosts/csp.ts) would refuse it and report a violation at each start.
 */
config({ jitless: true })
