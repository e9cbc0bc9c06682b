import type { BlobConfig } from '../config-blobs.ts'
import type { BytesSeal } from '../sync/seal.ts'
import { type Blobs, sealedBlobs } from './blobs.ts'
import { diskBlobs } from './disk.ts'
import { s3Blobs } from './s3.ts'

/** Where the configuration says, sealed in all cases. */
export const openBlobs = ({ s3, folder }: BlobConfig, seal: BytesSeal): Blobs =>
  sealedBlobs(s3 === null ? diskBlobs(folder) : s3Blobs(s3), seal)
