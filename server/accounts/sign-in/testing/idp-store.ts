import type { Adapter, AdapterPayload } from 'oidc-provider'

/** Where the test's identity provider keeps what it gave: in memory, for as long as it runs. */
export const memoryAdapter = (): ((model: string) => Adapter) => {
  const rows = new Map<string, AdapterPayload>()
  return (model) => {
    const key = (id: string): string => `${model}:${id}`
    return {
      upsert: async (id, payload) => void rows.set(key(id), payload),
      find: async (id) => rows.get(key(id)),
      findByUid: async (uid) => [...rows].find(([at, row]) => at.startsWith(`${model}:`) && row.uid === uid)?.[1],
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const row = rows.get(key(id))
        if (row !== undefined) rows.set(key(id), { ...row, consumed: Math.floor(Date.now() / 1_000) })
      },
      destroy: async (id) => void rows.delete(key(id)),
      revokeByGrantId: async (grantId) => {
        for (const [at, row] of rows) if (row.grantId === grantId) rows.delete(at)
      },
    }
  }
}
