import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import type { S3Config } from '../s3.ts'

export type TestS3 = {
  /** A bucket of it, with keys that it knows. */
  readonly config: S3Config
  /** Where it keeps what it is given. */
  readonly folder: string
  readonly stop: () => Promise<void>
}

/** A service that speaks S3, in this process: it verifies the signature of every request. */
export const startS3 = async (): Promise<TestS3> => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-s3-'))
  const service = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    vhostBuckets: false,
    configureBuckets: [{ name: 'dora-pieces' }],
  })
  const { port } = await service.run()
  return {
    config: {
      url: `http://127.0.0.1:${port}`,
      region: 'fr-par',
      bucket: 'dora-pieces',
      keyId: 'S3RVER',
      secret: 'S3RVER',
      prefix: 'essai/',
    },
    folder,
    stop: async () => {
      await service.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
