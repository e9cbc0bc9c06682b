import type { Page } from '@playwright/test'
import type { DoraContract } from '#shared/contract.ts'
import type { InputOf, OutputOf, ProcedureName, Reply } from '#shared/rpc.ts'

/** Calls the desk as its screens do, to prepare what a test is not about. Fails as they would. */
export const call = async <N extends ProcedureName<DoraContract>>(
  page: Page,
  name: N,
  input: InputOf<DoraContract, N>,
): Promise<OutputOf<DoraContract, N>> => {
  const reply = await page.evaluate(
    async ([procedure, body]) => {
      const response = await fetch(`/rpc/${procedure}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      return (await response.json()) as Reply
    },
    [name, JSON.stringify(input ?? null)] as const,
  )
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`)
  return reply.value as OutputOf<DoraContract, N>
}
