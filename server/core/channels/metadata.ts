// What people and channels say of themselves under keys: an avatar, pronouns, a home page. Types and rules; the words
// and limits are those of IRCv3's draft/metadata-3.

import { Refusal } from '../refusal.ts'

/** How many keys one target may have. */
export const METADATA_KEYS = 20
export const METADATA_KEY_OCTETS = 40
/** Chosen so that `761` with the longest names, key and value fits a line. */
export const METADATA_VALUE_OCTETS = 200

/** This one is no row of its own: it is the display name of the account, which every face shows. */
export const DISPLAY_NAME_KEY = 'display-name'

export interface MetadataEntry {
  /** A channel's name, or a nick. */
  readonly target: string
  readonly key: string
  readonly value: string
}

export const isMetadataKey = (key: string): boolean => /^[a-z0-9_./-]+$/.test(key) && key.length <= METADATA_KEY_OCTETS

/** @throws Refusal key-invalid */
export const requireMetadataKey = (key: string): void => {
  if (!isMetadataKey(key)) throw new Refusal('key-invalid', key.slice(0, METADATA_KEY_OCTETS))
}

/** @throws Refusal too-long, malformed */
export const requireMetadataValue = (value: string): void => {
  if (/[\r\n\0]/.test(value)) throw new Refusal('malformed', 'one line only')
  if (Buffer.byteLength(value) > METADATA_VALUE_OCTETS) throw new Refusal('too-long', `${METADATA_VALUE_OCTETS} octets`)
}
